import type { IDataObject } from 'n8n-workflow';
import type { Identity } from '../api/answers/transactions';
import type { Records } from '../api/wire/records';
import { cleanCount } from '../input/clean';
import type { JsonRecord } from '../lib/json';
import type { Item } from '../run/item';
import { presenter } from '../run/operation';
import { asData, type SimpleFields } from '../run/output';
import { advance, begin, readCursor, type Cursor, type Look, type Sighting } from './cursor';
import { textOfEvent, type EventText, type Findings, type Poll, type TriggerEvent } from './event';
import { readWhole, type Paging, type Reading } from './pages';
import { textOfShortage } from './shortage';

/** A record of a list, read. */
export interface Arrival {
	identity: Identity;
	/** When it happened, in milliseconds since 1970, where it tells. */
	at?: number;
	/** Whether the user wants to hear of it. */
	wanted: boolean;
	output(): IDataObject;
}

export interface ArrivalsSpec extends EventText {
	/**
	 * What is read.
	 * @param from nothing older is needed, in milliseconds since 1970; all may come all the same
	 */
	load(item: Item, paging: Paging | undefined, from: number | undefined): Promise<Records>;
	/** What tells its records apart, when they happened, and what comes out. */
	reader(item: Item): (record: JsonRecord) => Arrival;
	simplify: SimpleFields;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const OVERLAP = 60;

/** An event that happens whenever something new is in a list, each of them once. */
export function arrivals(spec: ArrivalsSpec): TriggerEvent {
	return {
		...textOfEvent(spec),
		look: async (poll, kept) => {
			const cursor = readCursor(kept);
			return cursor ? await goOn(spec, poll, cursor) : await start(spec, poll);
		},
		sample: async ({ item, now }) => {
			const list = new ListReading(spec, item, 0);
			list.take((await list.load(undefined)).records);
			const timed = ({ at = now }: Arrival) => at;
			const [newest] = list.arrivals
				.filter(({ wanted }) => wanted)
				.sort((one, other) => timed(other) - timed(one));
			return newest && presenter(item, spec.simplify)([newest.output()])[0];
		},
	};
}

/** Nothing is known yet, so the list is read to its end, however long it takes. */
async function start(spec: ArrivalsSpec, { item, now }: Poll): Promise<Findings> {
	const overlap = overlapOf(item);
	const list = new ListReading(spec, item, overlap, now - DAY - overlap);
	await list.read(0, () => false);
	return { items: [], state: stateOf(begin({ sightings: list.sightings, now, overlap })) };
}

async function goOn(
	spec: ArrivalsSpec,
	{ item, now, timeIsUp }: Poll,
	before: Cursor,
): Promise<Findings> {
	const overlap = overlapOf(item);
	const list = new ListReading(spec, item, overlap, before.floor);
	const next = await list.read(before.rest?.offset ?? 0, timeIsUp);
	const look: Look = { sightings: list.sightings, now, overlap, next };
	const { fresh, cursor, left } = advance(before, look);
	const outputs = fresh.map((position) => list.arrivals[position].output());
	const items = presenter(item, spec.simplify)(outputs);
	const notes = {
		...(next !== undefined && { moreNextPoll: true }),
		...(left !== undefined && { overlapNote: textOfShortage(left, overlap, remedyOf(spec)) }),
	};
	const last = items.at(-1);
	if (last) items[items.length - 1] = { ...last, ...notes };
	return { items, state: stateOf(cursor) };
}

/** Polling more often is none: what lies within the overlap stays the same. */
function remedyOf({ watched }: ArrivalsSpec): string {
	return watched.includes('filters')
		? "Share the records out among several triggers by 'Filters', or set a shorter 'Overlap'."
		: "Set a shorter 'Overlap'.";
}

function overlapOf(item: Item): number {
	return item.option('overlap', cleanCount, OVERLAP) * MINUTE;
}

function stateOf(cursor: Cursor): IDataObject {
	return asData({ ...cursor });
}

/** A list while it is read: each record once, however often it comes. */
class ListReading {
	readonly arrivals: Arrival[] = [];
	/** The same records, in the same order. */
	readonly sightings: Sighting[] = [];
	private readonly known = new Set<string>();
	private readonly readRecord: (record: JsonRecord) => Arrival;
	/** Whether the newest come first so far; then what is old is followed by what is older. */
	private newestFirst = true;
	private oldest = Infinity;
	private lastPageIsOld = false;

	constructor(
		private readonly spec: ArrivalsSpec,
		private readonly item: Item,
		private readonly overlap: number,
		private readonly from?: number,
	) {
		this.readRecord = spec.reader(item);
	}

	async load(paging: Paging | undefined): Promise<Records> {
		return await this.spec.load(this.item, paging, this.from);
	}

	/** @returns the offset of the rest, where there is one */
	async read(start: number, timeIsUp: () => boolean): Promise<number | undefined> {
		const reading: Reading = {
			load: (paging) => this.load(paging),
			take: (records) => this.take(records),
			enough: () => this.newestFirst && this.lastPageIsOld,
			timeIsUp,
		};
		return await readWhole(reading, start);
	}

	take(records: JsonRecord[]): number {
		const before = this.arrivals.length;
		const alike = new Map<string, number>();
		const old = (this.from ?? 0) - this.overlap;
		this.lastPageIsOld = records.length > 0;
		for (const record of records) {
			const arrival = this.readRecord(record);
			this.note(arrival, alike);
			const { at } = arrival;
			if (at === undefined || at >= old) this.lastPageIsOld = false;
			if (at === undefined) continue;
			if (at > this.oldest + this.overlap) this.newestFirst = false;
			this.oldest = Math.min(this.oldest, at);
		}
		return this.arrivals.length - before;
	}

	/** What is alike and may be two all the same is counted on its page; on the next one it comes again. */
	private note(arrival: Arrival, alike: Map<string, number>): void {
		const { identity, at, wanted } = arrival;
		const key = identity.twins ? counted(identity.key, alike) : identity.key;
		const { size } = this.known;
		if (this.known.add(key).size === size) return;
		this.sightings.push({ key, at, wanted });
		this.arrivals.push(arrival);
	}
}

function counted(key: string, alike: Map<string, number>): string {
	const count = (alike.get(key) ?? 0) + 1;
	alike.set(key, count);
	return `${key} ${count}`;
}
