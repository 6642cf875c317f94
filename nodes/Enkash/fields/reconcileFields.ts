import type { INodeProperties } from 'n8n-workflow';
import { columnMappingBy, columns, rowSource } from './sheetFields';

export const txnDateFrom: INodeProperties = {
	displayName: 'From Date',
	name: 'txnDateFrom',
	type: 'dateTime',
	default: '',
	required: true,
	description: 'When the period begins whose transactions the rows are held against',
};

export const txnDateTo: INodeProperties = {
	displayName: 'To Date',
	name: 'txnDateTo',
	type: 'dateTime',
	default: '',
	hint: 'Left empty, the period ends now',
	description:
		'When the period ends. A list that shows payments late proves most where this is some time ago.',
};

export const paidRowSource: INodeProperties = {
	...rowSource,
	hint: "Each row needs the 'Reference' that it was paid under, as it comes out of the node that paid",
	description: 'Where the rows come from that were to be paid',
};

export const paidColumns: INodeProperties = {
	...columns,
	hint: "A row comes out as 'invalid' where no reference or no points were recognized in it",
};

export const paidColumnMapping = columnMappingBy('getPaidColumns');

export const reconcileOptions: INodeProperties[] = [
	{
		displayName: 'Check People',
		name: 'checkPeople',
		type: 'boolean',
		default: true,
		description:
			'Whether to read the users of the account, so that a payment to another person is found',
	},
	{
		displayName: 'Leave Out Paid',
		name: 'leaveOutPaid',
		type: 'boolean',
		default: true,
		description: 'Whether to return only what is not paid as the sheet says',
	},
];
