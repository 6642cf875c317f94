import type { IDataObject } from 'n8n-workflow';
import { toEnkashError, type EnkashError } from '../api/errors';
import type { Item } from './item';

/** What became of one input item. */
export type Outcome = { records: IDataObject[] } | { error: EnkashError };

export interface RunSettings {
	/** Items at work at the same time. */
	concurrency: number;
	/** Whether a failed item ends the run, before anything else is sent. */
	stopOnError: boolean;
}

/**
 * Works on the items, some at a time, and gives their outcomes in the order of the items.
 * After a failure that stops the run, the outcomes of items not begun are missing.
 */
export async function runEach(
	items: Item[],
	{ concurrency, stopOnError }: RunSettings,
	work: (item: Item) => Promise<IDataObject[]>,
): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	let next = 0;
	let stopped = false;
	const worker = async () => {
		while (next < items.length && !stopped) {
			const position = next++;
			const outcome = await outcomeOf(() => work(items[position]));
			outcomes[position] = outcome;
			if ('error' in outcome && stopOnError) stopped = true;
		}
	};
	const workers = Math.max(1, Math.min(concurrency, items.length));
	await Promise.all(Array.from({ length: workers }, worker));
	return outcomes;
}

/** The outcome of one piece of work, whatever it throws. */
export async function outcomeOf(work: () => Promise<IDataObject[]>): Promise<Outcome> {
	try {
		return { records: await work() };
	} catch (error) {
		return { error: toEnkashError(error) };
	}
}
