import type { INodeProperties } from 'n8n-workflow';

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
	hint: "Usual headers are recognized, such as 'Full Name', 'E-mail ID', 'Mobile No.', 'Award Points' and 'Award ID'",
	description: 'Where the rows to pay come from',
};

export const columns: INodeProperties = {
	displayName: 'Columns',
	name: 'columns',
	type: 'resourceMapper',
	default: { mappingMode: 'autoMapInputData', value: null },
	noDataExpression: true,
	required: true,
	displayOptions: { show: { rowSource: ['items'] } },
	typeOptions: {
		resourceMapper: {
			resourceMapperMethod: 'getRowColumns',
			mode: 'add',
			fieldWords: { singular: 'column', plural: 'columns' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: true,
		},
	},
	description:
		'Mapped automatically, the usual headers are recognized in any case and spacing, such as Full Name, E-mail, Mobile Number, Points or Award Reference',
};

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

export const paysSheet: INodeProperties = {
	displayName:
		"This moves points to many users. Try the sheet with 'Dry Run' first, which is in 'Options'. Give each row a 'Reference' of its own, such as an award ID: then the sheet can be run again, and nobody is paid twice.",
	name: 'paysSheetNotice',
	type: 'notice',
	default: '',
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
		description: 'Whether to send nothing at all, and to return what would be sent, with the total',
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
];
