import type { INodeProperties } from 'n8n-workflow';

const common: INodeProperties[] = [
	{
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50 },
		default: 5,
		description:
			'How many items are worked on at the same time. Calls that move value run one after the other unless this is set.',
	},
	{
		displayName: 'Include Envelope',
		name: 'includeEnvelope',
		type: 'boolean',
		default: false,
		description: "Whether to add EnKash's code and message to each item",
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30000,
		description: 'Time in milliseconds to wait for an answer',
	},
];

/** The Options collection: what every operation has, and what one adds to it. */
export function optionsField(added: INodeProperties[] = []): INodeProperties {
	const options = [...common, ...added];
	options.sort((one, other) => one.displayName.localeCompare(other.displayName));
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	};
}
