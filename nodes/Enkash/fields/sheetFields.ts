import type { INodeProperties } from 'n8n-workflow';

/** At the top of the form: whether a press of the button pays. */
export const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	hint: 'On: nothing is sent, and the output shows who would be paid. Off: the rows are paid.',
	description:
		'Whether to send nothing at all, and to return what would be sent, with the total, the columns that were found and the rows that are not valid',
};

export const paysSheet: INodeProperties = {
	displayName:
		"This pays everybody in the sheet. Turn 'Dry Run' on to look at it first. Give each row a reference of its own, such as an award ID: then the sheet can be executed again, and nobody is paid twice.",
	name: 'paysSheetNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { dryRun: [false] } },
};

export const sendsNothing: INodeProperties = {
	displayName:
		"Nothing is sent while 'Dry Run' is on. Execute the step, look at the rows and at the hints above them, and turn it off to pay.",
	name: 'sendsNothingNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { dryRun: [true] } },
};

/** Where the rows of a sheet come from. */
export const rowSource: INodeProperties = {
	displayName: 'Rows',
	name: 'rowSource',
	type: 'options',
	options: [
		{
			name: 'From Input Items',
			value: 'items',
			description: 'Each input item is a row, as a spreadsheet or database node gives them',
		},
		{
			name: 'From JSON',
			value: 'json',
			description: 'Rows are given as JSON, one or several for each input item',
		},
	],
	default: 'items',
	description: 'Where the rows to pay come from',
};

/** How the columns are found. n8n drops what is not shown, so the mapping has a name of its own. */
export const columns: INodeProperties = {
	displayName: 'Columns',
	name: 'columns',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Recognize the Headers',
			value: 'recognize',
			description:
				"Usual headers are known, such as 'Full Name', 'Mobile No.', 'Points', and 'Award ID' for the reference",
		},
		{
			name: 'Map by Hand',
			value: 'map',
			description: 'You drag each column onto its field, for a sheet with other headers',
		},
	],
	default: 'recognize',
	displayOptions: { show: { rowSource: ['items'] } },
	hint: 'A dry run shows which header was recognized as what, and which are not used',
	description: 'How to find out what each column of the sheet is',
};

/** @param resourceMapperMethod what tells the columns that there are */
export function columnMappingBy(resourceMapperMethod: string): INodeProperties {
	return {
		displayName: 'Column Mapping',
		name: 'columnMapping',
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		noDataExpression: true,
		required: true,
		displayOptions: { show: { rowSource: ['items'], columns: ['map'] } },
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod,
				mode: 'add',
				fieldWords: { singular: 'column', plural: 'columns' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: false,
				valuesLabel: 'What Each Column Is',
			},
		},
		description: 'What each column of an allocation is taken from',
	};
}

export const columnMapping = columnMappingBy('getRowColumns');

export const rows: INodeProperties = {
	displayName: 'Rows (JSON)',
	name: 'rows',
	type: 'json',
	default: '',
	required: true,
	placeholder:
		'e.g. [{"title": "Mr", "name": "Nathan Rao", "email": "nathan@example.com", "mobile": "9876543210", "points": 100}]',
	displayOptions: { show: { rowSource: ['json'] } },
	description: 'One row as an object, or several as an array, with the headers of a sheet as keys',
};

export const isPointsAllocation: INodeProperties = {
	displayName: 'Pay Existing Users',
	name: 'isPointsAllocation',
	type: 'boolean',
	default: true,
	description:
		'Whether users whom EnKash knows already receive points as well, and not only those who are created',
};

/**
 * No option: n8n would resolve it, with all its rows, for each row. A string, though it takes JSON:
 * n8n's JSON field shows an error while it is empty.
 */
export const compareWith: INodeProperties = {
	displayName: 'Compare With',
	name: 'compareWith',
	type: 'string',
	default: '',
	placeholder: "e.g. {{ $('Dry Run').all() }}",
	hint: 'Optional: rows of an earlier run, to be told what has changed since',
	description:
		"Rows of an earlier dry run or paid run. A dry run then says which rows are new, gone or changed; where 'Only Pay Plan' refuses the sheet, the message does.",
};

export const sheetOptions: INodeProperties[] = [
	{
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 100,
		description: 'How many rows are sent in one call. EnKash does not document a limit.',
	},
	{
		displayName: 'Check Balance',
		name: 'checkBalance',
		type: 'boolean',
		default: true,
		description:
			'Whether to stop before the first call when the account has fewer points than the rows still to be sent need',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description:
			"Whether to send nothing at all. It is the same as 'Dry Run' at the top: one of them is enough.",
	},
	{
		displayName: 'Include Receipts',
		name: 'includeReceipts',
		type: 'boolean',
		default: true,
		description:
			'Whether each paid row carries a receipt, which holds the digest of the one before, so that an auditor sees whether one was changed or taken out',
	},
	{
		displayName: 'Look Up Users',
		name: 'lookUpUsers',
		type: 'boolean',
		default: true,
		description:
			'Whether a dry run asks EnKash for the users of the account, in one call, and says who is not among them. Without it a dry run asks EnKash nothing, and does not know who is new.',
	},
	{
		displayName: 'On Invalid Row',
		name: 'onInvalidRow',
		type: 'options',
		options: [
			{
				name: 'Fail',
				value: 'fail',
				description:
					"Fail the row. Nothing at all is sent then, unless the node's 'On Error' lets it continue.",
			},
			{
				name: 'Report',
				value: 'report',
				description: "Send the others, and return the row with the outcome 'invalid'",
			},
		],
		default: 'fail',
		description: 'What to do with a row that cannot be sent as it is',
	},
	{
		displayName: 'Only Pay Plan',
		name: 'onlyPayPlan',
		type: 'string',
		default: '',
		placeholder: "e.g. {{ $('Dry Run').first().json.planId }}",
		description:
			'The plan ID of a dry run that was approved. The sheet is paid only where its rows are exactly that plan, in whatever order; otherwise nothing is sent.',
	},
];
