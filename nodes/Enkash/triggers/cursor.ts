import { EnkashError } from '../lib/errors';
import { isRecord } from '../lib/json';
import { emptySeen, isPackedSeen, Seen, type PackedSeen } from './seen';
import { isShortage, shortened, telling, type Shortage } from './shortage';

/**
 * How far a list was read, as n8n keeps it between two polls: a high-water mark in the list's own time,
 * an overlap before it, in which late records are still expected, and what was seen in the overlap.
 *
 * What holds at any time: of the records that happened at the floor or later, exactly those that came
 * out, or were there at the beginning, are in `seen`. What happened before the floor never comes out.
 * n8n forgets what a poll without items has changed, when it is restarted. Then an older cursor is used
 * again: its floor is lower, and all that came out since is none, so the same holds.
 */
export interface Cursor {
	/** Milliseconds since 1970: the newest record so far, never later than the clock. */
	position: number;
	/** Milliseconds since 1970; never goes back. */
	floor: number;
	seen: PackedSeen;
	/** Where reading goes on that was not finished. */
	rest?: Rest;
	/** Set while the overlap is shorter than it should be, and until somebody was told. */
	shortage?: Shortage;
}

/** What came of a look. */
export interface Advance {
	/** Positions of what is new among the sightings, in order of time, oldest first. */
	fresh: number[];
	cursor: Cursor;
	/** Milliseconds that are left of an overlap that was shortened, where it is to be told now. */
	left?: number;
}

export interface Rest {
	/** Records before it were read. */
	offset: number;
	/** The newest record when reading began. */
	top: number;
}

/** One record of a list. */
export interface Sighting {
	/** What tells it from all others. */
	key: string;
	/** When it happened, in milliseconds since 1970, where it tells. */
	at?: number;
	/** Whether it is to come out, if it is new. */
	wanted: boolean;
}

/** What a poll saw of a list. */
export interface Look {
	sightings: Sighting[];
	/** The clock, in milliseconds since 1970. */
	now: number;
	/** Milliseconds that a record may be late. */
	overlap: number;
	/** Set where the list has more than could be read. */
	next?: number;
}

/** A list that is empty says nothing of its clock, which may be hours away from ours. */
const DAY = 86_400_000;

/** Characters of what was seen: with all that stands around it, a cursor takes less than 64 kB. */
const ROOM = 64_000;

/** All that is there is known from now on. Not to be used of a list that was not read to its end. */
export function begin({ sightings, now, overlap }: Look): Cursor {
	const seen = new Seen(emptySeen());
	for (const { key, at } of sightings) seen.add(key, at);
	const position = newestOf(sightings, now) ?? now - DAY;
	const place = { position, floor: wholeSecond(position - overlap) };
	return packed(place, seen, { sightings, now });
}

/**
 * Tells which records are new, and moves the cursor behind them.
 * @throws EnkashError where there are more records than can be told apart
 */
export function advance(cursor: Cursor, look: Look): Advance {
	const { sightings, now, overlap, next } = look;
	const seen = new Seen(cursor.seen);
	const fresh: number[] = [];
	sightings.forEach(({ key, at, wanted }, index) => {
		if (at !== undefined && at < cursor.floor) return;
		const known = seen.has(key);
		if (!known && !wanted) return;
		if (!known) fresh.push(index);
		// Again where it is known: its time may have changed.
		seen.add(key, at);
	});
	const top = Math.max(newestOf(sightings, now) ?? 0, cursor.rest?.top ?? 0);
	sortByTime(fresh, sightings);
	const canTell = fresh.length > 0;
	if (next !== undefined) {
		const { position, floor } = cursor;
		const { left, shortage } = telling(cursor.shortage, { canTell, over: false });
		const rest = { offset: next, top };
		return { fresh, left, cursor: unfinished({ position, floor, rest, shortage }, seen) };
	}
	const position = Math.max(cursor.position, Math.min(top, now));
	const asked = wholeSecond(position - overlap);
	const floor = Math.max(cursor.floor, asked);
	const after = packed({ position, floor, shortage: cursor.shortage }, seen, look);
	const { left, shortage } = telling(after.shortage, { canTell, over: after.floor <= asked });
	return { fresh, left, cursor: { ...after, shortage } };
}

/** Oldest first; those of the same time as they stand in the list, whichever way it is sorted. */
function sortByTime(positions: number[], sightings: Sighting[]): void {
	const [first, last] = endsOf(sightings);
	// A list is taken to begin with the newest (inferred), where its times do not tell.
	const way = first < last ? 1 : -1;
	// Without a time it is taken for the newest.
	const timeOf = (position: number) => sightings[position].at ?? Infinity;
	positions.sort((one, other) => {
		const [before, after] = [timeOf(one), timeOf(other)];
		return before === after ? (one - other) * way : before - after;
	});
}

/** The first and the last time of a list, whose records need not all tell one. */
function endsOf(sightings: Sighting[]): [number, number] {
	let [first, last] = [NaN, NaN];
	for (const { at } of sightings) {
		if (at === undefined) continue;
		if (Number.isNaN(first)) first = at;
		last = at;
	}
	return [first, last];
}

function newestOf(sightings: Sighting[], now: number): number | undefined {
	let newest: number | undefined;
	// A time in the future is wrong, and would hide all that comes before it.
	for (const { at } of sightings) {
		if (at !== undefined) newest = Math.max(newest ?? 0, Math.min(at, now));
	}
	return newest;
}

function wholeSecond(at: number): number {
	return Math.floor(at / 1000) * 1000;
}

type Place = Omit<Cursor, 'seen'>;

/** Until reading is finished nothing can be forgotten: what was not read yet may be as old. */
function unfinished(place: Place, seen: Seen): Cursor {
	if (seen.size > ROOM) seen.narrow();
	if (seen.size > ROOM) throw tooMany();
	return { ...place, seen: seen.pack() };
}

/** Forgets what is not needed, and where the rest takes too much room, of that the oldest. */
function packed(
	place: Place,
	seen: Seen,
	{ sightings, now }: Pick<Look, 'sightings' | 'now'>,
): Cursor {
	seen.forgetBefore(place.floor);
	if (seen.size > ROOM) seen.narrow();
	if (seen.size > ROOM) {
		seen.forgetUntimed(sightings.filter(({ at }) => at === undefined).length);
	}
	if (seen.size <= ROOM) return { ...place, seen: seen.pack() };
	const floor = seen.floorFor(ROOM);
	// More may come in a second that is not over, and a time in the future would hide all before it.
	if (floor === undefined || floor > Math.min(now, place.position + 1000)) throw tooMany();
	seen.forgetBefore(floor);
	const shortage = shortened(place.shortage, Math.max(0, place.position - floor));
	return { ...place, floor, shortage, seen: seen.pack() };
}

function tooMany(): EnkashError {
	return new EnkashError('unknown', 'There are more new records at once than can be told apart', {
		description:
			"n8n has 64 kB to remember what came out. Poll more often, or narrow the trigger down with its 'Filters'.",
	});
}

/** A cursor as n8n has kept it; undefined where it is none. */
export function readCursor(kept: unknown): Cursor | undefined {
	return isCursor(kept) ? kept : undefined;
}

function isCursor(kept: unknown): kept is Cursor {
	if (!isRecord(kept) || !isPackedSeen(kept.seen)) return false;
	const { position, floor, rest, shortage } = kept;
	const isRest = rest === undefined || (isRecord(rest) && areNumbers(rest.offset, rest.top));
	return areNumbers(position, floor) && isRest && (shortage === undefined || isShortage(shortage));
}

function areNumbers(...values: unknown[]): boolean {
	return values.every(Number.isFinite);
}
