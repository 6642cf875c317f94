import type { INodeProperties } from 'n8n-workflow';

/** Limits of this node, beside those of the credential. */
export const paymentLimits: INodeProperties[] = [
	{
		displayName: 'Max Points per Payment',
		name: 'maxPointsPerPayment',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		hint: '0 means no limit here',
		description:
			'The most that one payment may move, or 0 for no limit here. That of the credential holds as well, so this can only lower it. An order counts with its face value.',
	},
	{
		displayName: 'Max Points per Run',
		name: 'maxPointsPerRun',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		hint: '0 means no limit here',
		description:
			'The most that this node may pay in one execution, in all its runs and tool calls together, or 0 for no limit here. That of the credential holds as well. Nothing is sent where the items need more.',
	},
];
