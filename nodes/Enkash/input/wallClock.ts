/**
 * Times as EnKash gives them: "2023-08-09 22:30:07" (R3) and "2025-12-31T23:59:59" (D11), which name no
 * zone, or ISO with Z (api-13551023).
 */
const ON_A_WALL = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?$/;
const ZONED = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(?:Z|[+-]\d\d(?::?\d\d)?)$/i;
/** As this node writes them itself. Asked for first, since it is the quickest to tell. */
const IN_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const EPOCH = /^\d{9,14}$/;

const DAY = 86_400_000;

/** Above this, a number of the epoch counts milliseconds and not seconds. */
const SECONDS_END = 100_000_000_000;

/**
 * The instant that a time stands for.
 * @param timeZone whose clock it was read from, where it does not say
 * @returns milliseconds since 1970; undefined where it is no time
 */
export function instantOf(told: unknown, timeZone: string): number | undefined {
	if (typeof told !== 'string' && typeof told !== 'number') return undefined;
	const text = String(told).trim();
	if (IN_UTC.test(text)) return parsed(text);
	if (EPOCH.test(text)) return Number(text) * (Number(text) < SECONDS_END ? 1000 : 1);
	if (ZONED.test(text)) return parsed(text.replace(' ', 'T'));
	const [, date, time = '00:00'] = ON_A_WALL.exec(text) ?? [];
	const clock = date === undefined ? undefined : parsed(`${date}T${time}Z`);
	return clock === undefined ? undefined : atClock(clock, timeZone);
}

export function isTimeZone(timeZone: string): boolean {
	try {
		return Boolean(zoneOf(timeZone));
	} catch {
		return false;
	}
}

/**
 * An hour that a clock shows twice, when summer time ends, counts as the later of the two: what is new
 * then never looks older than what was seen before it.
 * @param clock what the clock shows, as if it were UTC
 */
function atClock(clock: number, timeZone: string): number {
	const before = offsetAt(clock - DAY, timeZone);
	const after = offsetAt(clock + DAY, timeZone);
	if (before === after) return clock - after;
	const instants = [before, after].map((offset) => clock - offset);
	const right = instants.filter((instant) => clock - instant === offsetAt(instant, timeZone));
	return Math.max(...(right.length > 0 ? right : instants));
}

/** No zone changes its clock within a quarter of an hour. */
const QUARTER = 900_000;
const MAX_KNOWN = 10_000;

interface Zone {
	format: Intl.DateTimeFormat;
	/** Offsets by the quarter of an hour since 1970: to ask for one takes long. */
	known: Map<number, number>;
}

const zones = new Map<string, Zone>();

/** Milliseconds that a clock there is ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
	const { format, known } = zoneOf(timeZone);
	const quarter = Math.floor(at / QUARTER);
	const kept = known.get(quarter);
	if (kept !== undefined) return kept;
	const start = quarter * QUARTER;
	const offset = Date.parse(`${format.format(start).replace(' ', 'T')}Z`) - start;
	if (known.size >= MAX_KNOWN) known.clear();
	known.set(quarter, offset);
	return offset;
}

function zoneOf(timeZone: string): Zone {
	const kept = zones.get(timeZone);
	if (kept) return kept;
	// Swedish dates are ISO's, but for the T.
	const format = new Intl.DateTimeFormat('sv-SE', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
		hourCycle: 'h23',
	});
	const zone: Zone = { format, known: new Map() };
	zones.set(timeZone, zone);
	return zone;
}

function parsed(iso: string): number | undefined {
	const instant = Date.parse(iso);
	return Number.isNaN(instant) ? undefined : instant;
}
