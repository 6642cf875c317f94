import type { JsonRecord } from '../../lib/json';
import type { Records } from '../../api/wire/records';

/** A period of time, in milliseconds since 1970; both ends belong to it. */
export interface Period {
	from: number;
	to: number;
}

const SECOND = 1_000;
const DAY = 86_400_000;

/** Records of one answer that are few, or many. */
const FEW = 500;
const MANY = 5_000;

/** Beyond the period by more than the clocks of the world are apart, a record is none of it. */
const APART = 1.5 * DAY;

/** Whether a time surely lies outside of a period. */
export function isApart(time: number | undefined, { from, to }: Period): boolean {
	return time !== undefined && (time < from - APART || time > to + APART);
}

/**
 * Reads the transactions of a period in windows of time, so that no answer is large. EnKash documents
 * neither pages nor a limit of this list: where an answer tells that there are more, or the list turns
 * out to give no more than so many, its window is read again in halves. A list that does not look at
 * dates is read once.
 */
export class PeriodReader {
	private readonly seen = new Set<string>();

	/** How many records an answer held that surely held all. */
	private whole = 0;

	/** How many records the list gives at most, once that has shown. */
	private cap = Infinity;

	/** Whether all that there is was read, as far as can be told. */
	complete = true;

	/** Whether the list looks at the dates that it is asked for. */
	heedsDates = true;

	constructor(
		private readonly load: (period: Period) => Promise<Records>,
		private readonly identityOf: (record: JsonRecord) => string,
		private readonly timeOf: (record: JsonRecord) => number | undefined,
		private readonly take: (record: JsonRecord) => void,
	) {}

	async read({ from, to }: Period): Promise<void> {
		let width = DAY;
		for (let start = from; start <= to && this.heedsDates;) {
			const end = Math.min(start + width, to);
			const before = this.seen.size;
			await this.readWindow({ from: start, to: end });
			const found = this.seen.size - before;
			if (found < FEW) width *= 2;
			else if (found > MANY) width = Math.max(SECOND, width / 2);
			if (end === to) return;
			start = end;
		}
	}

	private async readWindow(window: Period): Promise<void> {
		const { records, total = 0 } = await this.load(window);
		this.takeAll(records);
		if (records.some((record) => isApart(this.timeOf(record), window))) {
			this.heedsDates = false;
			this.complete &&= total <= records.length;
			return;
		}
		const more = total > records.length || records.length >= this.cap;
		if (!more && !(await this.isCut(records, window))) return;
		if (window.to - window.from <= SECOND) {
			this.complete = false;
			return;
		}
		const middle = Math.floor((window.from + window.to) / 2);
		await this.readWindow({ from: window.from, to: middle });
		if (this.heedsDates) await this.readWindow({ from: middle, to: window.to });
	}

	/** A round number of records may be all that the list gives at once: then there are others before or after them. */
	private async isCut(records: JsonRecord[], window: Period): Promise<boolean> {
		const count = records.length;
		if (count === 0 || count % 10 !== 0 || count <= this.whole || this.cap < Infinity) return false;
		const times = records.flatMap((record) => this.timeOf(record) ?? []);
		const [first, last] = times.reduce(
			([least, most], time) => [Math.min(least, time), Math.max(most, time)],
			[window.to, window.from],
		);
		const before = this.seen.size;
		const ends = [
			{ from: window.from, to: Math.max(window.from, first) },
			{ from: Math.min(window.to, last), to: window.to },
		];
		for (const end of ends) this.takeAll((await this.load(end)).records);
		const cut = this.seen.size > before;
		if (cut) this.cap = count;
		else this.whole = count;
		return cut;
	}

	private takeAll(records: JsonRecord[]): void {
		for (const record of records) {
			const identity = this.identityOf(record);
			if (this.seen.has(identity)) continue;
			this.seen.add(identity);
			this.take(record);
		}
	}
}
