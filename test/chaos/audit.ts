/** The books against what was due, and against what the executions said. */
import { toPaise } from '../../sandbox/money';
import type { LedgerEntry } from '../../sandbox/types';
import type { Told } from './job';
import { sheetOf, type Plan, type Row } from './plan';

/** Milliseconds within which two workers may both find a reference new. */
const SAME_SECOND = 1_000;

/** `held`: nothing was sent now, which says nothing of earlier or of others. */
type Says = 'paid' | 'unpaid' | 'open' | 'held' | 'nothing';

function sayingOf(words: string | null): Says {
	if (words === null) return 'nothing';
	if (words === '') return 'paid';
	if (/unconfirmed/i.test(words)) return 'open';
	return words.startsWith('Not sent') ? 'held' : 'unpaid';
}

export interface Findings {
	due: number;
	made: number;
	/** Effects beyond one for each reference. */
	doubled: number;
	/** Those of them that came within a second of another one. */
	withinASecond: number;
	/** References that are not paid, and of which nobody said anything. */
	lost: string[];
	/** What was said and is not so, one sentence each, over all executions. */
	toldWrongly: string[];
	/** References that ended as unconfirmed. */
	open: string[];
	/** References that were unconfirmed in any execution. */
	openEver: string[];
	/** References that failed otherwise in the last execution, each with its words. */
	left: string[];
	/** Whether each effect moved what was due for its row, to the paisa. */
	exact: boolean;
	/** What stopped executions, in their words. */
	stopped: string[];
}

export class Audit {
	private readonly rows: Row[];
	private readonly last: Says[] = [];
	private readonly words: Told['rows'] = [];
	private readonly toldWrongly: string[] = [];
	private readonly openEver = new Set<string>();
	private readonly stopped: string[] = [];

	constructor(
		plan: Plan,
		private readonly ledger: LedgerEntry[],
		private readonly due: (row: Row) => number,
	) {
		this.rows = sheetOf(plan);
	}

	/** Who is paid by now. */
	paid(): Set<string> {
		return new Set(this.ledger.map(({ reference }) => reference));
	}

	/**
	 * Hears executions that ran side by side and have ended. Who says unpaid is right if it was the
	 * other one that paid meanwhile.
	 * @param before who was paid when they began
	 */
	hear(told: Told[], before: Set<string>): void {
		const paid = this.paid();
		const all = told.map(({ rows }) => rows.map(sayingOf));
		for (const [position, { rows, stopped }] of told.entries()) {
			if (stopped) this.stopped.push(stopped);
			for (const [index, { reference }] of this.rows.entries()) {
				const says = all[position][index];
				const wrongly = (what: string) =>
					this.toldWrongly.push(`${reference} told ${what}: ${rows[index] ?? ''}`);
				if (says === 'open') this.openEver.add(reference);
				if (says === 'paid' && !paid.has(reference)) wrongly('paid, and is not');
				const byOther = !before.has(reference) && all.some((each) => mayHavePaid(each[index]));
				if (says === 'unpaid' && paid.has(reference) && !byOther) wrongly('unpaid, and is paid');
			}
		}
		this.keep(all[all.length - 1], told[told.length - 1].rows);
	}

	/** Who is not sent now is what was said of him before. */
	private keep(says: Says[], words: Told['rows']): void {
		for (const [index, now] of says.entries()) {
			if (now === 'held' && ['paid', 'open'].includes(this.last[index])) continue;
			this.last[index] = now;
			this.words[index] = words[index];
		}
	}

	/** Whether somebody is left of whom the last execution could say more than that nobody knows. */
	isOver(): boolean {
		return this.last.length > 0 && this.saying('unpaid', 'held', 'nothing').length === 0;
	}

	findings(): Findings {
		const effects = this.effects();
		const paid = this.paid();
		const later = [...effects.values()].flatMap((each) =>
			each.slice(1).map(({ at }, index) => at - each[index].at),
		);
		const withinASecond = later.filter((gap) => gap <= SAME_SECOND).length;
		return {
			due: this.rows.length,
			made: this.ledger.length,
			doubled: later.length - withinASecond,
			withinASecond,
			lost: this.saying('nothing').filter((reference) => !paid.has(reference)),
			toldWrongly: this.toldWrongly,
			open: this.saying('open'),
			openEver: [...this.openEver],
			left: this.leftWithWords(),
			exact: this.rows.every(
				(row) =>
					effects
						.get(row.reference)
						?.every(({ amount }) => toPaise(amount) === toPaise(this.due(row))) ?? true,
			),
			stopped: this.stopped,
		};
	}

	private saying(...wanted: Says[]): string[] {
		return this.rows
			.filter((_, index) => wanted.includes(this.last[index]))
			.map(({ reference }) => reference);
	}

	private leftWithWords(): string[] {
		const left = new Set(this.saying('unpaid', 'held', 'nothing'));
		return this.rows.flatMap(({ reference }, index) =>
			left.has(reference) ? [`${reference}: ${this.words[index] ?? 'nothing was told'}`] : [],
		);
	}

	private effects(): Map<string, LedgerEntry[]> {
		const effects = new Map<string, LedgerEntry[]>();
		for (const entry of this.ledger) {
			const others = effects.get(entry.reference);
			if (others) others.push(entry);
			else effects.set(entry.reference, [entry]);
		}
		return effects;
	}
}

function mayHavePaid(says: Says): boolean {
	return says === 'paid' || says === 'open';
}
