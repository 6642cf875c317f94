import type { IDataObject } from 'n8n-workflow';
import { toEnkashError, type EnkashError } from '../lib/errors';
import { sideBySide } from '../lib/pool';
import type { Notes } from './features';

/** What became of one input item, or of one of the rows it holds. */
export type Outcome = ({ records: IDataObject[] } | { error: EnkashError }) & {
	/** The input item it belongs to, where that is not the one in its own position. */
	item?: number;
};

export interface RunSettings {
	/** Items at work at the same time. */
	concurrency: number;
	/** Whether a failed item ends the run, before anything else is sent. */
	stopOnError: boolean;
	notes: Notes;
}

/**
 * Works on items, or on what was made of them, some at a time, and gives the outcomes in their order.
 * After a failure that stops the run, the outcomes of those not begun are missing.
 */
export async function runEach<T>(
	items: T[],
	{ concurrency, stopOnError }: RunSettings,
	work: (item: T) => Promise<IDataObject[]>,
): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	await sideBySide(items.length, concurrency, async (position) => {
		const outcome = await outcomeOf(() => work(items[position]));
		outcomes[position] = outcome;
		return !('error' in outcome && stopOnError);
	});
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
