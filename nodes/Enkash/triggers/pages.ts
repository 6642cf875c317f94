import type { IDataObject } from 'n8n-workflow';
import { asIs, EnkashError, toEnkashError } from '../lib/errors';
import type { JsonRecord } from '../lib/json';
import { PAGE_SIZE } from '../api/wire/pages';
import type { Records } from '../api/wire/records';

export interface Paging extends IDataObject {
	/** How many records are asked for. */
	limit: number;
	/** How many come before them. */
	offset: number;
}

export interface Reading {
	load(paging: Paging | undefined): Promise<Records>;
	/** Takes a page, and says how many of its records were not on those before. */
	take(records: JsonRecord[]): number;
	/** Whether what comes after the page that was just taken is known already. */
	enough(): boolean;
	/** Whether the rest is to be left to another time. */
	timeIsUp(): boolean;
}

/** Pages are likely to have a round number of records; EnKash's samples ask for 10. */
const ROUND = 10;

/**
 * Reads a list whose page says nothing of paging (R4, R6), so it is asked for as a whole. Where it has
 * more than came, or may have, it is read on as orders are (D9).
 * @param start the offset of a rest that was left
 * @returns the offset of the rest, where there is one that was left
 */
export async function readWhole(reading: Reading, start = 0): Promise<number | undefined> {
	if (start > 0) return await readOn(reading, start);
	const { records, total = 0 } = await reading.load(undefined);
	reading.take(records);
	const { length } = records;
	const more = total > length;
	if (!(more || isRound(length)) || reading.enough()) return undefined;
	return await readOn(more ? reading : guessing(reading, records), length);
}

/**
 * A server that refuses a page which nothing speaks of has given all that there is. So has one that
 * answers it with the same list, which need not be looked through again.
 */
function guessing(reading: Reading, first: JsonRecord[]): Reading {
	return {
		...reading,
		load: async (paging) => {
			const isGuess = paging?.offset === first.length;
			try {
				const page = await reading.load(paging);
				return isGuess && isSameList(first, page.records) ? { records: [] } : page;
			} catch (thrown) {
				const error = toEnkashError(thrown);
				if (error.kind === 'refused' && isGuess) return { records: [] };
				throw asIs(error);
			}
		},
	};
}

/** As long, and the same at both ends. A page of what comes behind it begins with something else. */
function isSameList(one: JsonRecord[], other: JsonRecord[]): boolean {
	return (
		one.length === other.length &&
		[0, -1].every((end) => JSON.stringify(one.at(end)) === JSON.stringify(other.at(end)))
	);
}

/** Pages in a row without a new record, after which nothing more is expected. */
const MAX_STALE = 5;

/**
 * Reads a list by limit and offset. A server that does not page gives all of it at once, whatever is
 * asked for. One that looks at the limit alone gives the same records again, so more are asked for.
 * @returns the offset of the rest, where there is one that was left
 * @throws EnkashError where the list does not come to an end
 */
export async function readOn(reading: Reading, start = 0): Promise<number | undefined> {
	let limit = PAGE_SIZE;
	let offset = start;
	for (let stale = 0; ;) {
		const page = await reading.load({ limit, offset });
		const count = page.records.length;
		const fresh = reading.take(page.records);
		offset += count;
		if (isEnd(page, limit, offset) || reading.enough()) return undefined;
		if (fresh > 0) {
			stale = 0;
		} else {
			if ((page.total ?? count) === count && count < limit) return undefined;
			if (++stale === MAX_STALE) throw repeating(count);
			limit *= 2;
		}
		if (reading.timeIsUp()) return offset;
	}
}

/** A total that is no larger than the page may count that page alone. */
function isEnd(
	{ records: { length }, total = 0 }: Records,
	limit: number,
	offset: number,
): boolean {
	if (length === 0 || length > limit) return true;
	return total > length ? offset >= total : total === length && length < limit && !isRound(length);
}

function isRound(count: number): boolean {
	return count > 0 && count % ROUND === 0;
}

function repeating(count: number): EnkashError {
	return new EnkashError(
		'unknown',
		`EnKash gives the same ${count} records again for every offset`,
		{ description: "There may be more of them. Narrow the list down with 'Filters'." },
	);
}
