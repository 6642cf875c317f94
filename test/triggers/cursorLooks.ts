/** A cursor that is read back from what n8n keeps after each look at a list. */
import {
	advance,
	begin,
	readCursor,
	type Cursor,
	type Sighting,
} from '../../nodes/Enkash/triggers/cursor';

export const MINUTE = 60_000;
export const OVERLAP = 60 * MINUTE;
export const START = Date.UTC(2026, 10, 1);

export const sighting = (key: string, at?: number, wanted = true): Sighting => ({
	key,
	at,
	wanted,
});

export const stored = (cursor: Cursor) => {
	const text = JSON.stringify(cursor);
	expect(text.length).toBeLessThanOrEqual(65_536);
	const read = readCursor(JSON.parse(text));
	if (!read) throw new Error('The cursor was not read back');
	return read;
};

export const look = (cursor: Cursor, sightings: Sighting[], now: number, next?: number) => {
	const seen = { sightings, now, overlap: OVERLAP, next };
	const { fresh, cursor: after, left } = advance(cursor, seen);
	return { keys: fresh.map((index) => sightings[index].key), cursor: stored(after), left };
};

export const beginning = (sightings: Sighting[], now = START) =>
	stored(begin({ sightings, now, overlap: OVERLAP }));
