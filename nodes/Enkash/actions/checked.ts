import type { IDataObject } from 'n8n-workflow';
import type { EnkashError } from '../api/errors';
import type { Item } from './item';
import { outcomeOf, runEach, type Outcome, type RunSettings } from './outcome';

/** What a call that moves value does with its items. */
export interface CheckedWork<T> {
	/** Reads and checks what the user filled in. */
	check(item: Item): T;
	/** Done once, for all items that passed, before the first of them is worked on. */
	begin(checked: T[]): Promise<void>;
	work(checked: T): Promise<IDataObject[]>;
}

/** Checks all items before the first is sent, so that a slip in one costs nothing. */
export async function runChecked<T>(
	items: Item[],
	settings: RunSettings,
	{ check, begin, work }: CheckedWork<T>,
): Promise<Outcome[]> {
	const passed: T[] = [];
	const tasks = new Map<Item, () => Promise<IDataObject[]>>();
	const rejected = new Map<Item, { error: EnkashError }>();
	for (const item of items) {
		const outcome = await outcomeOf(async () => {
			const checked = check(item);
			passed.push(checked);
			tasks.set(item, () => work(checked));
			return [];
		});
		if ('error' in outcome) rejected.set(item, outcome);
	}
	if (settings.stopOnError && rejected.size > 0) {
		return items.map((item) => rejected.get(item) ?? { records: [] });
	}
	await begin(passed);
	return await runEach(items, settings, async (item) => {
		const rejection = rejected.get(item);
		if (rejection) throw rejection.error;
		return (await tasks.get(item)?.()) ?? [];
	});
}
