import type { IDataObject } from 'n8n-workflow';
import { addAdvice } from '../api/errors';
import type { Outcome, RunSettings } from './outcome';

/** References that are named one by one. */
const NAMED = 5;

/**
 * Ends a run that moved value: keeps its references, which the list of executions can be searched
 * by, and lets a failure that stops the node say what was done besides, which is lost otherwise.
 * @param referenceName the field of a result that holds its reference
 */
export function withTally(
	outcomes: Outcome[],
	referenceName: string,
	{ stopOnError, notes }: RunSettings,
): Outcome[] {
	const done = outcomes.flatMap((outcome) => ('records' in outcome ? outcome.records : []));
	if (done.length === 0) return outcomes;
	const references = listed(done.map((record: IDataObject) => String(record[referenceName])));
	notes.keep('enkashReferences', references);
	if (!stopOnError) return outcomes;
	const count = done.length === 1 ? '1 item was' : `${done.length} items were`;
	const advice = `Besides it, ${count} carried out: ${references}. Retry this execution for the rest, and nothing is paid twice; a new execution pays what has no reference of its own again.`;
	return outcomes.map((outcome) =>
		'error' in outcome ? { ...outcome, error: addAdvice(outcome.error, advice) } : outcome,
	);
}

/** The first references, the last one, and how many there are. */
export function listed(references: string[]): string {
	if (references.length <= NAMED) return references.join(', ');
	const first = references.slice(0, NAMED - 1).join(', ');
	return `${first} … ${references[references.length - 1]} (${references.length} in all)`;
}
