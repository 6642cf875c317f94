import type { IExecuteFunctions } from 'n8n-workflow';
import { Journal, type JournalStore } from '../money/journal';
import { journalHelpers, notesOf } from './features';

/**
 * Texts kept for each node, of which n8n reads and writes all at every change. A reference takes two
 * for good and a third while it is open, so the journal reaches back ten thousand payments.
 */
const MAX_ENTRIES = 20_000;

const OPTIONS = { mode: 'entries', maxEntries: MAX_ENTRIES } as const;

/** The journal of a node, in n8n's database. */
export function journalOf(context: IExecuteFunctions): Journal {
	const notes = notesOf(context);
	return new Journal(storeOf(context), (problem) =>
		notes.hint(
			`n8n did not keep what was sent (${problem}), so another worker that sends the same now cannot see it. References are still looked up in EnKash.`,
		),
	);
}

/** Where n8n has no such place, or the workflow is not saved yet, there is none. */
function storeOf(context: IExecuteFunctions): JournalStore | undefined {
	const helpers = journalHelpers(context);
	const { id } = context.getWorkflow();
	if (!helpers || !id) return undefined;
	return {
		name: `${id} ${context.getNode().id}`,
		record: async (texts) => {
			const { processed } = await helpers.checkProcessedAndRecord(texts, 'node', OPTIONS);
			return processed.map(String);
		},
		remove: async (texts) => {
			await helpers.removeProcessed(texts, 'node', OPTIONS);
		},
	};
}
