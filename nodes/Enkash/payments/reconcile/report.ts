import type { IDataObject } from 'n8n-workflow';
import { sumPoints } from '../../input/clean';
import type { Item } from '../../run/item';
import type { Outcome, RunSettings } from '../../run/outcome';
import { simplified } from '../../run/output';
import type { SheetLine } from './claims';
import type { Finding, FindingWord } from './matching';

/** An account, its rows with what became of each, and what EnKash has beside them. */
export interface Reconciled {
	lines: SheetLine[];
	findings: Finding[];
	beside: Finding[];
	/** Sentences on what could not be done. */
	notes: string[];
}

const SIMPLE_FINDING = {
	finding: 'finding',
	uniqueReferenceNumber: 'uniqueReferenceNumber',
	loadAmount: 'loadAmount',
	paidPoints: 'paidPoints',
	reason: 'reason',
	enKashCardId: 'enKashCardId',
	enkashCardTxnId: 'enkashCardTxnId',
	txnDate: 'txnDate',
	totalRows: 'totalRows',
	totalToCheck: 'totalToCheck',
};

/** How each is said in the hint. */
const WORDS: Record<FindingWord, string> = {
	paid: 'paid as the sheet says',
	missing: 'missing',
	different: 'different',
	paidTwice: 'paid more than once',
	reversed: 'taken back',
	unclear: 'unclear',
	invalid: 'not valid',
	notInSheet: 'of EnKash not in the sheet',
};

const RESTS_ON = "This rests on EnKash's list of transactions, whose page is not public.";

/** Counts of what was found. */
class Totals {
	private readonly counts = new Map<FindingWord, number>();
	private readonly points: number[] = [];

	add({ finding, points }: Finding): void {
		this.counts.set(finding, this.of(finding) + 1);
		if (finding === 'paid' && points !== undefined) this.points.push(points);
	}

	of(finding: FindingWord): number {
		return this.counts.get(finding) ?? 0;
	}

	/** Findings that somebody has to look at. */
	get toCheck(): number {
		return [...this.counts.values()].reduce((sum, count) => sum + count, 0) - this.of('paid');
	}

	get sentence(): string {
		const words = Object.keys(WORDS) as FindingWord[];
		const told = words.filter((word) => this.of(word) > 0);
		const points = sumPoints(this.points);
		const parts = told.map(
			(word) => `${this.of(word)} ${WORDS[word]}${word === 'paid' ? ` (${points} points)` : ''}`,
		);
		return parts.join(', ');
	}
}

/** One item a row, in the order of the sheet, then one for each transaction that no row has. */
export function outcomesOf(
	lines: SheetLine[],
	reconciled: Reconciled[],
	first: Item,
	{ notes }: RunSettings,
): Outcome[] {
	const simple = first.flag('simplify');
	const all = !first.optionFlag('leaveOutPaid', false);
	const totals = new Totals();
	const found = new Map<SheetLine, Finding>();
	for (const { lines: own, findings, beside } of reconciled) {
		own.forEach((line, position) => found.set(line, findings[position]));
		for (const finding of [...findings, ...beside]) totals.add(finding);
	}
	const rows = lines.length === 1 ? '1 row' : `${lines.length} rows`;
	const problems = reconciled.flatMap((each) => each.notes);
	notes.hint([`${rows}: ${totals.sentence}.`, RESTS_ON, ...problems].join(' '));
	const counts = { totalRows: lines.length, totalToCheck: totals.toCheck };
	const shown = (item: Item, line: SheetLine | undefined, finding: Finding): Outcome => {
		const record = { ...recordOf(line, finding), ...counts };
		return { records: [simple ? simplified(record, SIMPLE_FINDING) : record], item: item.index };
	};
	const outcomes: Outcome[] = [];
	for (const line of lines) {
		const finding = found.get(line);
		if (finding && (all || finding.finding !== 'paid')) {
			outcomes.push(shown(line.item, line, finding));
		}
	}
	for (const { lines: own, beside } of reconciled) {
		for (const finding of beside) outcomes.push(shown(own[0].item, undefined, finding));
	}
	return outcomes;
}

/** What the sheet says is never overwritten by what EnKash lists. */
function recordOf(line: SheetLine | undefined, finding: Finding): IDataObject {
	const { entry, points, reason } = finding;
	const { claim, reference } = line ?? {};
	return {
		finding: finding.finding,
		uniqueReferenceNumber: reference ?? (line ? '' : (entry?.references[0] ?? '')),
		loadAmount: claim?.points,
		paidPoints: Number.isNaN(points) ? undefined : points,
		reason,
		enKashCardId: entry?.card,
		enkashCardTxnId: entry?.id,
		txnDate: entry?.date,
		email: claim?.email ?? entry?.email,
		mobile: claim?.mobile ?? entry?.mobile,
		cardTransactionType: entry?.direction,
		status: entry?.status,
	};
}
