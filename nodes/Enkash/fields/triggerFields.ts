import type { INodeProperties } from 'n8n-workflow';
import { enKashCardId } from './card';
import { optional } from './optional';
import { orderReferenceId } from './orderFields';
import { userId } from './points';
import { transactionFilters } from './transactionFilters';

export const accountType: INodeProperties = {
	displayName: 'Account Type',
	name: 'accountType',
	type: 'options',
	options: [
		{ name: 'Incentive', value: 'incentive' },
		{ name: 'Reward', value: 'reward' },
	],
	default: 'reward',
	description: 'Which kind of account the card account is',
};

const filterOf = (name: string): INodeProperties[] =>
	(transactionFilters.options as INodeProperties[]).filter((option) => option.name === name);

/** Those of the transaction list that say which transactions are meant. */
export const arrivalFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		...filterOf('amountFrom'),
		{ ...enKashCardId, description: 'Only transactions of this card' },
		...filterOf('cardTransactionType'),
		{
			displayName: 'Include Failed',
			name: 'includeFailed',
			type: 'boolean',
			default: false,
			description:
				'Whether to trigger on transactions, too, that EnKash lists as failed, declined or rejected',
		},
		{
			displayName: 'Type',
			name: 'type',
			type: 'string',
			default: '',
			placeholder: 'e.g. ALLOCATE_POINT',
			description:
				'Only this type: ALLOCATE_POINT and UNALLOCATE_POINT are those that EnKash documents',
		},
		{ ...userId, description: 'Only transactions of this user' },
	],
};

export const threshold: INodeProperties = {
	displayName: 'Threshold',
	name: 'threshold',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 1000,
	required: true,
	description: 'Number of points. The workflow starts when the balance falls below it.',
};

export const whichOrders: INodeProperties = {
	displayName: 'Orders to Watch',
	name: 'whichOrders',
	type: 'options',
	options: [
		{
			name: 'All That a Search Finds',
			value: 'search',
			description: 'Every order that the filters let through, new ones included',
		},
		{
			name: 'By Reference',
			value: 'references',
			description: 'The orders that you name, also before they are placed',
		},
	],
	default: 'search',
};

export const ordersByReference: INodeProperties = {
	displayName: 'Orders',
	name: 'orders',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Order' },
	placeholder: 'Add Order',
	default: {},
	displayOptions: { show: { whichOrders: ['references'] } },
	description: 'The orders, by the references that they are created with',
	options: [{ displayName: 'Order', name: 'order', values: [optional(orderReferenceId)] }],
};

export const usersById: INodeProperties = {
	displayName: 'Users',
	name: 'users',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add User' },
	placeholder: 'Add User',
	default: {},
	required: true,
	description: 'Whose coins are watched',
	options: [{ displayName: 'User', name: 'user', values: [userId] }],
};

export const enkashTimeZone: INodeProperties = {
	displayName: 'EnKash Time Zone',
	name: 'enkashTimeZone',
	type: 'string',
	default: 'Asia/Kolkata',
	placeholder: 'e.g. Asia/Kolkata',
	description:
		"Where the clock stands that EnKash's times are from, since they name no zone. Changing it begins anew.",
};

export const overlap: INodeProperties = {
	displayName: 'Overlap',
	name: 'overlap',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	description:
		'Minutes that a record may be late in the list. What is later than that does not come out.',
};
