import type { INodeProperties } from 'n8n-workflow';
import { locator } from './locator';
import { email } from './person';

export const buysVouchers: INodeProperties = {
	displayName:
		"This buys vouchers. Give each order a 'Reference' of its own: it is looked up before anything is sent, and not ordered again.",
	name: 'buysVouchersNotice',
	type: 'notice',
	default: '',
};

/** Here EnKash wants the face value itself, and not the ID of the denomination. */
export const denomination: INodeProperties = {
	...locator({
		displayName: 'Denomination',
		name: 'denomination',
		description: 'Face value of each voucher',
		search: 'searchFaceValues',
		noun: 'a denomination',
		sample: '500',
		byLabel: 'By Value',
		pattern: {
			regex: '^\\s*\\d+\\s*$',
			errorMessage: 'A denomination is a whole number, such as 500',
		},
		belongsTo: ['productCatalogId.value'],
	}),
	required: true,
};

export const quantity: INodeProperties = {
	displayName: 'Quantity',
	name: 'quantity',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	required: true,
	description: 'How many vouchers of this value',
};

export const orderReference: INodeProperties = {
	displayName: 'Reference',
	name: 'orderReferenceId',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.rowId }}',
	hint: 'Left empty, a retry does not order again, but a new run of the workflow does',
	description:
		'A text that names this order and no other, such as a row ID. Where it is left empty, the node makes one up: the same when the node or the execution is retried, another one when the workflow is run again. As a tool of an AI agent, an order without one is placed once in an execution, however many people it is for.',
};

export const orderReferenceId: INodeProperties = {
	...locator({
		displayName: 'Order',
		name: 'orderReferenceId',
		description: 'The order, by the reference that it was created with',
		search: 'searchOrders',
		noun: 'an order',
		sample: 'REF123456789',
		byLabel: 'By Reference',
	}),
	required: true,
};

/** Off unless an operation is there to fetch vouchers. */
export const includeVoucherCodes: INodeProperties = {
	displayName: 'Include Voucher Codes',
	name: 'includeVoucherCodes',
	type: 'boolean',
	default: false,
	description: 'Whether to return the numbers and PINs of vouchers',
};

/** How long to wait for what EnKash needs a while for. */
export const waiting: INodeProperties[] = [
	{
		displayName: 'Polling Interval',
		name: 'pollingInterval',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5,
		description: 'Seconds between two looks at the order while waiting for vouchers',
	},
	{
		displayName: 'Voucher Timeout',
		name: 'voucherTimeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 120,
		description:
			"Seconds to wait for vouchers at most. The order is returned then as it is, with 'vouchersPending' set.",
	},
	{
		displayName: 'Wait for Vouchers',
		name: 'waitForVouchers',
		type: 'boolean',
		default: false,
		description: 'Whether to look at the order until its vouchers are there, and return them',
	},
];

export const edition: INodeProperties = {
	displayName: 'Edition',
	name: 'edition',
	type: 'options',
	options: [
		{ name: 'Current', value: 'current', description: 'The edition of the later documents, a GET' },
		{ name: 'Older', value: 'older', description: 'The edition of the older documents, a POST' },
	],
	default: 'current',
	description: "Which edition of EnKash's call to use",
};

const text = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
});

const number = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	default: 0,
	description,
});

const texts = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Another' },
	default: [],
	description,
});

const date = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description,
});

/** The filters of D9 that its page shows; the list is cut there, so 'Body' takes others. */
export const orderFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		text('Aggregator', 'aggregator', 'Who supplies the vouchers, such as REWARD_STORE'),
		number(
			'Aggregator Discount From',
			'aggregatorDiscountFrom',
			'Smallest discount of the aggregator',
		),
		number(
			'Aggregator Discount To',
			'aggregatorDiscountTo',
			'Largest discount of the aggregator, or 0 for any',
		),
		text('Aggregator Order ID', 'aggregatorOrderId', 'The order as the aggregator knows it'),
		text('Aggregator Product ID', 'aggregatorProductId', 'The product as the aggregator knows it'),
		number('Amount From', 'amountFrom', 'Smallest amount of an order'),
		number('Amount To', 'amountTo', 'Largest amount of an order, or 0 for any'),
		texts('Brands', 'brand', 'Only these brands, by name'),
		texts('Categories', 'category', 'Only brands of these categories'),
		text('Company ID', 'companyId', 'The company as EnKash knows it'),
		date('Created From', 'createdOnFrom', 'Only orders created at this time or later'),
		date('Created To', 'createdOnTo', 'Only orders created up to this time'),
		text('Direction', 'direction', 'EnKash documents no values; ASC and DESC are likely'),
		{ ...email, description: 'Email address of the user who ordered' },
		number('EnKash Discount From', 'enkashDiscountFrom', 'Smallest discount of EnKash, in percent'),
		number(
			'EnKash Discount To',
			'enkashDiscountTo',
			'Largest discount of EnKash, in percent, or 0 for any',
		),
		text('User ID', 'ekUserId', 'The user who ordered, as EnKash knows them'),
	],
};
