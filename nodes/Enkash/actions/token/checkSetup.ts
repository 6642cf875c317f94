import type { INodeProperties } from 'n8n-workflow';
import { account } from '../../fields/accountFields';
import { loginOptions } from '../../fields/options';
import type { Operation } from '../../run/operation';
import { runEach } from '../../run/outcome';
import { checkSetup as check } from '../../setup/checkSetup';

const notice: INodeProperties = {
	displayName:
		'This only reads: it logs in once, asks EnKash what its documents leave open, and gives an item for each question, with what to set.',
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

/** Finds out what of EnKash's open questions is true for this account. Built of many calls that read. */
export const checkSetup: Operation = {
	call: 'token.checkSetup',
	name: 'Check Setup',
	action: 'Check setup of credential',
	description:
		'Find out how EnKash is set up for this credential, and what to set in it, without changing anything',
	fields: [notice, ...account, knownReference, loginOptions],
	concurrency: 1,
	// One report tells all that there is to tell about a credential.
	run: async (items, settings) => {
		const outcomes = await runEach(items.slice(0, 1), settings, check);
		const records = outcomes.flatMap((outcome) => ('records' in outcome ? outcome.records : []));
		const toSet = records.filter(({ set }) => set !== '').length;
		if (records.length > 0) settings.notes.hint(summary(records.length, toSet));
		return outcomes;
	},
};

function summary(count: number, toSet: number): string {
	return toSet === 0
		? `${count} questions asked; nothing is to be set.`
		: `${count} questions asked. For ${toSet} of them, the field 'set' says what to do.`;
}
