import type { INodeProperties } from 'n8n-workflow';

export const loadAmount: INodeProperties = {
	displayName: 'Points',
	name: 'loadAmount',
	type: 'number',
	typeOptions: { minValue: 0.01, numberPrecision: 2 },
	default: 0,
	required: true,
	description: 'How many points to move, with at most two decimals',
};

export const uniqueReferenceNumber: INodeProperties = {
	displayName: 'Reference',
	name: 'uniqueReferenceNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.orderId }}',
	hint: 'Left empty, a retry does not move points again, but a new run of the workflow does',
	description:
		'A text that names this transfer and no other, such as a row or event ID. Where it is left empty, the node makes one up: the same when the node or the execution is retried, another one when the workflow is run again.',
};

export const movesPoints: INodeProperties = {
	displayName:
		"This moves points. Give each transfer a 'Reference' of its own: it is looked up before anything is sent, and not paid again.",
	name: 'movesPointsNotice',
	type: 'notice',
	default: '',
};

export const resendUnconfirmed: INodeProperties = {
	displayName: 'Resend Unconfirmed',
	name: 'resendUnconfirmed',
	type: 'boolean',
	default: true,
	description:
		'Whether to send again what earlier executions left unconfirmed and EnKash does not list. Look into EnKash before, since it may have been carried out all the same.',
};

export const onDuplicateReference: INodeProperties = {
	displayName: 'On Duplicate Reference',
	name: 'onDuplicateReference',
	type: 'options',
	options: [
		{
			name: 'Fail',
			value: 'fail',
			description: 'Look the reference up before sending, and fail the item where it was used',
		},
		{
			name: 'Return Existing',
			value: 'returnExisting',
			description: 'Look the reference up before sending, and return what was done under it',
		},
		{
			name: 'Send',
			value: 'send',
			description:
				'Send without looking it up first. What EnKash then does with a repeated reference is not documented.',
		},
	],
	default: 'returnExisting',
	description: 'What to do where the reference was used before',
};
