import { addAdvice } from '../api/errors';
import type { Outcome } from './outcome';

/** References that are named one by one. */
const NAMED = 5;

/**
 * Lets a failure that stops the run say what was done before it, which would otherwise be lost.
 * @param referenceName the field of a result that holds its reference
 */
export function withTally(outcomes: Outcome[], referenceName: string): Outcome[] {
	const done = outcomes.flatMap((outcome) => ('records' in outcome ? outcome.records : []));
	if (done.length === 0) return outcomes;
	const references = done.map((record) => String(record[referenceName]));
	const count = done.length === 1 ? '1 item was' : `${done.length} items were`;
	const advice = `Besides it, ${count} carried out: ${listed(references)}. Retry this execution for the rest, and nothing is paid twice; a new execution pays what has no reference of its own again.`;
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
