import type { INodeProperties } from 'n8n-workflow';

const concurrency: INodeProperties = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50 },
	default: 1,
	description:
		'How many items are worked on at the same time. Calls that move or change something run one after the other unless this is set.',
};

const includeEnvelope: INodeProperties = {
	displayName: 'Include Envelope',
	name: 'includeEnvelope',
	type: 'boolean',
	default: false,
	description: "Whether to add EnKash's code and message to each item",
};

const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 30000,
	description: 'Time in milliseconds to wait for an answer',
};

/**
 * The Options collection: what the operations have in common, and what one adds to it.
 * @param atATime items at work at the same time where the user does not say
 */
export function optionsField(added: INodeProperties[] = [], atATime = 1): INodeProperties {
	return collection([{ ...concurrency, default: atATime }, includeEnvelope, timeout, ...added]);
}

/** The options of a login, which is one for all items. */
export const loginOptions = collection([timeout]);

/** The options of a trigger, which looks by itself and one thing after the other. */
export function triggerOptions(added: INodeProperties[] = []): INodeProperties {
	return collection([timeout, ...added]);
}

function collection(options: INodeProperties[]): INodeProperties {
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
