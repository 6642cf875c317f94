import type { INodeProperties } from 'n8n-workflow';

/** Filters of the transaction list. All are from the Prepaid page api-13551023, which has the same path. */
export const transactionFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Amount From',
			name: 'amountFrom',
			type: 'number',
			default: 0,
			description: 'Smallest number of points',
		},
		{
			displayName: 'Amount To',
			name: 'amountTo',
			type: 'number',
			default: 0,
			description: 'Largest number of points, or 0 for any',
		},
		{
			displayName: 'Card ID',
			name: 'enKashCardId',
			type: 'string',
			default: '',
			placeholder: 'e.g. EKC9MKS5RM',
		},
		{
			displayName: 'Direction',
			name: 'cardTransactionType',
			type: 'options',
			options: [
				{ name: 'Credit', value: 'CR' },
				{ name: 'Debit', value: 'DR' },
			],
			default: 'CR',
		},
		{ displayName: 'From Date', name: 'txnDateFrom', type: 'dateTime', default: '' },
		{
			displayName: 'Reference',
			name: 'pgReferenceNumber',
			type: 'string',
			default: '',
			description: 'The reference that was given when the points were allocated',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'string',
			default: '',
			placeholder: 'e.g. CREATED',
			description: 'CREATED is the only value that EnKash documents',
		},
		{ displayName: 'To Date', name: 'txnDateTo', type: 'dateTime', default: '' },
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			placeholder: 'e.g. EK8IHN4B',
		},
	],
};
