import type { IDataObject } from 'n8n-workflow';
import { toEnkashError, type EnkashError } from '../lib/errors';
import type { Item } from '../run/item';
import { runEach, type Outcome, type RunSettings } from '../run/outcome';

/** What a call that moves value does with its items. */
export interface CheckedWork<T> {
	/** Reads and checks what the user filled in. */
	check(item: Item): T;
	/** Done once, for all items that passed, before the first of them is worked on. */
	begin(checked: T[]): Promise<void>;
	/** Why one cannot be worked on, as far as that is known once all have begun. */
	objection?(checked: T): EnkashError | undefined;
	work(checked: T): Promise<IDataObject[]>;
}

/** Checks all items before the first is sent, so that a slip in one costs nothing. */
export async function runChecked<T>(
	items: Item[],
	settings: RunSettings,
	{ check, begin, objection, work }: CheckedWork<T>,
): Promise<Outcome[]> {
	const passed = new Map<Item, T>();
	const rejected = new Map<Item, EnkashError>();
	for (const item of items) {
		try {
			passed.set(item, check(item));
		} catch (error) {
			rejected.set(item, toEnkashError(error));
		}
	}
	const stop = () => settings.stopOnError && rejected.size > 0;
	const stopped = () => items.map((item) => failure(rejected.get(item)));
	if (stop()) return stopped();
	await begin([...passed.values()]);
	for (const [item, checked] of passed) {
		const error = objection?.(checked);
		if (error) rejected.set(item, error);
	}
	if (stop()) return stopped();
	return await runEach(items, settings, async (item) => {
		const error = rejected.get(item);
		if (error) throw error;
		return await work(passed.get(item) as T);
	});
}

function failure(error: EnkashError | undefined): Outcome {
	return error ? { error } : { records: [] };
}
