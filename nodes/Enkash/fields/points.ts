import type { INodeProperties } from 'n8n-workflow';
import { idPattern, locator } from './locator';

/** The person as the coin calls know them. */
export const userId: INodeProperties = locator({
	displayName: 'User',
	name: 'userId',
	description:
		'Whose coins they are. The list has the users of the default card account of the credential.',
	search: 'searchUsers',
	noun: 'a user',
	sample: 'EKQZVMQK',
	pattern: idPattern('A user ID', 'EKQZVMQK'),
	belongsTo: ['companyId'],
});

/** No page shows a call that lists events, so this can only be entered. */
export const coinConfigId: INodeProperties = {
	displayName: 'Event ID',
	name: 'coinConfigId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. WCC024845',
	description: "The ID that EnKash gave the event when it was created, in the field 'coinConfigId'",
};

export const event: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'string',
	default: '',
	placeholder: 'e.g. REFERRAL_EVENT',
	description: 'Name of what the coins are earned for',
};

export const amount: INodeProperties = {
	displayName: 'Coins',
	name: 'amount',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description: 'How many coins a user earns each time it happens',
};

export const configuration: INodeProperties = {
	displayName: 'Configuration',
	name: 'configuration',
	type: 'options',
	options: [
		{ name: 'Custom', value: 'CUSTOM' },
		{ name: 'Default', value: 'DEFAULT' },
	],
	default: 'DEFAULT',
	description: "EnKash's page says to keep this CUSTOM, but its example has DEFAULT",
};

export const requestId: INodeProperties = {
	displayName: 'Reference',
	name: 'requestId',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.rowId }}',
	hint: 'Left empty, a retry does not credit coins again, but a new run of the workflow does',
	description:
		'A text that names this allocation and no other, such as a row ID. Where it is left empty, the node makes one up: the same when the node or the execution is retried, another one when the workflow is run again.',
};

export const movesCoins: INodeProperties = {
	displayName:
		"This credits coins. EnKash documents no call to look an allocation up: where an answer is lost, the item fails as unconfirmed and is not sent again. Give each allocation a 'Reference' of its own.",
	name: 'movesCoinsNotice',
	type: 'notice',
	default: '',
};
