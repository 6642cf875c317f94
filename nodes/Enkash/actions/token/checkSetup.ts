import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { account } from '../../fields/accountFields';
import { enKashCardId } from '../../fields/card';
import { loadAmount } from '../../fields/money';
import { loginOptions } from '../../fields/options';
import type { Operation } from '../../run/operation';
import { runEach } from '../../run/outcome';
import { checkSetup as check } from '../../setup/checkSetup';
import { asksForAction } from '../../setup/report';
import { assertOneRehearsal } from '../../setup/rehearsal/rehearsal';

const notice: INodeProperties = {
	displayName:
		"This only reads, unless 'Rehearse Payment' is on: it logs in once, asks EnKash what its documents leave open, and gives an item for each question, with what to set.",
	name: 'checkSetupNotice',
	type: 'notice',
	default: '',
};

const knownReference: INodeProperties = {
	displayName: 'Known Reference',
	name: 'knownReference',
	type: 'string',
	default: '',
	placeholder: 'e.g. AWARD-2025-001',
	description:
		'The reference of an allocation that EnKash has surely carried out, to see whether and how its transaction list shows it. Leave empty where there is none.',
};

const rehearsePayment: INodeProperties = {
	displayName: 'Rehearse Payment',
	name: 'rehearsePayment',
	type: 'boolean',
	default: false,
	description:
		'Whether to pay points as well, and to take them back, to see how late the transaction list shows them and what EnKash does with a reference that comes twice',
};

const whenRehearsing = { show: { rehearsePayment: [true] } };

const warning: INodeProperties = {
	displayName:
		"This really moves points. It pays 'Points' to the card, sends the same reference once more on purpose, so that EnKash may pay them a second time, and takes back what was paid. Never more than twice these points are on the way; if it fails half-way, the report says what to take back by hand. Use a card of your own, and a single point.",
	name: 'rehearsalNotice',
	type: 'notice',
	default: '',
	displayOptions: whenRehearsing,
};

const rehearsal: INodeProperties[] = [
	rehearsePayment,
	warning,
	{
		...enKashCardId,
		required: true,
		description: 'The card that is paid, and that it is taken back from',
		displayOptions: whenRehearsing,
	},
	{ ...loadAmount, displayOptions: whenRehearsing },
];

/** Finds out what of EnKash's open questions is true for this account. Built of many calls that read. */
export const checkSetup: Operation = {
	call: 'token.checkSetup',
	name: 'Check Setup',
	action: 'Check setup of credential',
	description: 'Find out how EnKash is set up for this credential, and what to set in it',
	fields: [notice, knownReference, ...rehearsal, ...account, loginOptions],
	concurrency: 1,
	// One report tells all that there is to tell about a credential.
	run: async (items, settings) => {
		if (items.some((item) => item.flag('rehearsePayment'))) assertOneRehearsal(items);
		const outcomes = await runEach(items.slice(0, 1), settings, (item) => check(item, settings));
		const records = outcomes.flatMap((outcome) => ('records' in outcome ? outcome.records : []));
		if (records.length > 0) settings.notes.hint(summary(records));
		return outcomes;
	},
};

function summary(records: IDataObject[]): string {
	const asked = `${records.length} questions asked`;
	const toSet = records.filter(asksForAction).length;
	if (toSet === 0) return `${asked}; nothing is to be set.`;
	// What a rehearsal came to stands before all else.
	const where = asksForAction(records[0]) ? 'at the top' : 'below the rehearsal';
	return `${asked}. For ${toSet} of them, ${where}, the field 'set' says what to do.`;
}
