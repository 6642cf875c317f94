import { inputError } from '../lib/errors';
import { isRecord } from '../lib/json';
import type { Item } from '../run/item';

/** As many as can be asked for, one by one, within one poll. */
const MAX_WATCHED = 500;

/**
 * What is to be watched, from a list of locators on the screen. One entry may name several, as an
 * expression gives them, with commas between them.
 * @param entry name of an entry of the list, and of the locator in it
 * @throws EnkashError `input` where there are none or too many
 */
export function watchList(item: Item, name: string, [entry, locator]: [string, string]): string[] {
	const lines = entriesOf(item.value(name), entry).map((line) =>
		isRecord(line) ? plain(line[locator]) : line,
	);
	const named = lines.flatMap((line) => (Array.isArray(line) ? line : [line]));
	const ids = named.flatMap((each) => String(each ?? '').split(/[,\n]/)).map((id) => id.trim());
	const list = [...new Set(ids.filter(Boolean))];
	if (list.length === 0)
		throw inputError(item.label(name), 'is empty', 'Add what is to be watched.');
	if (list.length > MAX_WATCHED) {
		throw inputError(
			item.label(name),
			`has ${list.length} entries, and ${MAX_WATCHED} can be watched at most`,
			'Share them out among several triggers.',
		);
	}
	return list;
}

function entriesOf(value: unknown, entry: string): unknown[] {
	const entries = isRecord(value) ? value[entry] : value;
	return Array.isArray(entries) ? entries : [entries];
}

function plain(value: unknown): unknown {
	return isRecord(value) ? value.value : value;
}
