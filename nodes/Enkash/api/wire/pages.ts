import { EnkashError } from '../../lib/errors';
import type { JsonRecord } from '../../lib/json';
import type { Records } from './records';

/** Records asked for at once. EnKash documents no largest page; its samples ask for 10. */
export const PAGE_SIZE = 100;

/** Pages without anything new that are put down to records arriving meanwhile. */
const MAX_STALE = 3;

export type LoadPage = (limit: number, offset: number) => Promise<Records>;

/**
 * Reads a list that EnKash gives by limit and offset, until it has enough or all of it.
 *
 * A list is taken to begin with the newest record (inferred). What arrives between two requests pushes the rest towards higher
 * offsets: nothing is skipped, but the next page begins with records that were there before. So
 * each record counts once, by its id, and reading goes on to the end of the list. A page may be
 * short because EnKash gives less than it was asked for, so a short page is the end only where the
 * total says so; else an empty one is.
 */
export async function readPages(load: LoadPage, id: string, wanted: number): Promise<JsonRecord[]> {
	const found = new Map<unknown, JsonRecord>();
	let offset = 0;
	let stale = 0;
	while (found.size < wanted) {
		const asked = Math.min(PAGE_SIZE, wanted - found.size);
		const page = await load(asked, offset);
		const known = found.size;
		for (const record of page.records) {
			const key = record[id] ?? JSON.stringify(record);
			if (!found.has(key)) found.set(key, record);
		}
		offset += page.records.length;
		if (isLastPage(page, asked, offset)) break;
		if (found.size > known) {
			stale = 0;
			continue;
		}
		// A list without pages: the same records for any offset, and fewer than were asked for.
		if (page.total === undefined && page.records.length < asked) break;
		if (++stale === MAX_STALE) throw repeating(found.size);
	}
	return [...found.values()].slice(0, wanted);
}

/** Whether nothing can follow a page. `offset` is that of the record after it. */
export function isLastPage(
	{ records, total = Infinity }: Records,
	asked: number,
	offset: number,
): boolean {
	if (records.length === 0) return true;
	// A total as large as a full page may be the number of records on this page alone.
	const tells = records.length !== asked || total > records.length;
	return tells && offset >= total;
}

function repeating(count: number): EnkashError {
	return new EnkashError(
		'unknown',
		`EnKash gives the same ${count} records again for every offset`,
		{
			description:
				"There may be more of them. Narrow the list down with 'Filters', or set a 'Limit'.",
		},
	);
}
