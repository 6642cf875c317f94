import { disagreement, type CardAccount, type Direction } from '../../api/answers/transactions';
import type { Meaning } from '../../api/wire/words';
import { sumPoints } from '../../input/clean';
import type { JsonRecord } from '../../lib/json';
import { reversalReference } from '../../money/reference';

/** What a row of a sheet says, as far as EnKash can be held against it. */
export interface Claim {
	reference: string;
	points: number;
	email?: string;
	mobile?: string;
	/** The card's ID. */
	card?: string;
}

/** A transaction as EnKash lists it, and no more of it than is needed. */
export interface Entry {
	/** In all of EnKash's spellings. */
	references: string[];
	/** EnKash's own. */
	id?: string;
	/** Undefined where it tells none, or two that contradict each other. */
	direction?: Direction;
	meaning: Meaning;
	status: string;
	points?: number;
	card?: string;
	email?: string;
	mobile?: string;
	/** As EnKash writes it. */
	date?: string;
	/** Not of the period: found by its reference, or in a list that does not look at dates. */
	elsewhere?: boolean;
}

/** Who holds a card, where the account's users could be read. */
export type Holders = Map<string, { email?: string; mobile?: string }>;

export type FindingWord =
	| 'paid'
	| 'missing'
	| 'different'
	| 'paidTwice'
	| 'reversed'
	| 'unclear'
	| 'invalid'
	| 'notInSheet';

export interface Finding {
	finding: FindingWord;
	/** What it rests on, as a sentence; blank where it is as the sheet says. */
	reason: string;
	/** What EnKash shows as paid, less what it shows as taken back. */
	points?: number;
	/** The payment, where there is one. */
	entry?: Entry;
}

/** Whether it is proven that what is not shown is not there; else why not. */
export type Absence = { proven: true } | { proven: false; why: string };

/** Transactions of one row. */
interface Matches {
	credits: Entry[];
	debits: Entry[];
	/** Sentences on what may or may not be its payment. */
	doubts: string[];
}

/**
 * Holds the rows of a sheet against the transactions of an account. Each transaction is looked at once,
 * so it takes as long as there are rows and transactions, and keeps what belongs to no row.
 */
export class Reconciliation {
	private readonly byReference = new Map<string, number>();
	/** Without case and blanks around: what is written nearly so may be meant. */
	private readonly byLikeness = new Map<string, number>();
	private readonly byReversal = new Map<string, number>();
	private readonly matches = new Map<number, Matches>();
	private readonly strangers: Entry[] = [];

	/** Transactions that moved points, or may have. */
	count = 0;

	constructor(
		private readonly claims: Claim[],
		private readonly account: CardAccount,
		private readonly holders: Holders,
	) {
		claims.forEach(({ reference }, position) => {
			this.byReference.set(reference, position);
			this.byLikeness.set(likeness(reference), position);
			this.byReversal.set(this.reversalOf(reference, 1), position);
		});
	}

	private reversalOf(reference: string, part: number): string {
		return reversalReference({ ...this.account, reference, part });
	}

	/** Notes a transaction. The same one is to be handed in once. */
	add(entry: Entry): void {
		if (entry.meaning === 'notMoved') return;
		this.count++;
		const { references } = entry;
		const own = positionIn(this.byReference, references) ?? positionIn(this.byReversal, references);
		if (own !== undefined) return this.note(own, entry);
		const like = positionIn(this.byLikeness, references.map(likeness));
		if (like === undefined) {
			if (!entry.elsewhere) this.strangers.push(entry);
		} else
			this.of(like).doubts.push(`EnKash lists reference '${references[0]}', which may be meant.`);
	}

	private note(position: number, entry: Entry): void {
		const { credits, debits, doubts } = this.of(position);
		const { direction, meaning, status } = entry;
		if (direction === undefined)
			doubts.push('EnKash does not say whether it is a credit or a debit.');
		else if (meaning !== 'moved')
			doubts.push(`EnKash lists it as ${status || 'nothing that is known'}.`);
		else (direction === 'CR' ? credits : debits).push(entry);
	}

	private of(position: number): Matches {
		const known = this.matches.get(position);
		if (known) return known;
		const fresh = { credits: [], debits: [], doubts: [] };
		this.matches.set(position, fresh);
		return fresh;
	}

	/** Rows of which nothing is shown yet. */
	unseen(): number[] {
		return this.claims.flatMap((_, position) => (this.matches.has(position) ? [] : [position]));
	}

	/** The reference of a row that is surely paid. */
	proof(): string | undefined {
		for (const [position, { credits }] of this.matches)
			if (credits.length > 0) return this.claims[position].reference;
		return undefined;
	}

	/** Finds the second and later parts of what was taken back. To be called when all is handed in. */
	private takeParts(): void {
		const left = new Map<string, Entry[]>();
		for (const entry of this.strangers.splice(0)) {
			const [reference = ''] = entry.references;
			const same = left.get(reference);
			if (same) same.push(entry);
			else left.set(reference, [entry]);
		}
		for (const [position, { debits }] of this.matches) {
			if (debits.length === 0) continue;
			const { reference } = this.claims[position];
			for (let part = 2; ; part++) {
				const key = this.reversalOf(reference, part);
				const parts = left.get(key);
				if (!parts) break;
				left.delete(key);
				for (const entry of parts) this.note(position, entry);
			}
		}
		for (const entries of left.values()) this.strangers.push(...entries);
	}

	/** What became of each row, and what EnKash has beside them. */
	conclude(absence: (position: number) => Absence): { rows: Finding[]; beside: Finding[] } {
		this.takeParts();
		const rows = this.claims.map((claim, position) => {
			const found = this.matches.get(position);
			return found ? judged(claim, found, this.holders) : notShown(absence(position));
		});
		return { rows, beside: this.strangers.map(besideSheet) };
	}
}

function positionIn(index: Map<string, number>, references: string[]): number | undefined {
	for (const reference of references) {
		const position = index.get(reference);
		if (position !== undefined) return position;
	}
	return undefined;
}

function likeness(reference: string): string {
	return reference.trim().toLowerCase();
}

function notShown(absence: Absence): Finding {
	return absence.proven
		? {
				finding: 'missing',
				reason: 'EnKash lists others of these payments, and not this one.',
				points: 0,
			}
		: { finding: 'unclear', reason: absence.why };
}

function sumOf(entries: Entry[]): number {
	return sumPoints(entries.map(({ points = NaN }) => points));
}

/** What is shown of a row, held against what it says. */
function judged(claim: Claim, { credits, debits, doubts }: Matches, holders: Holders): Finding {
	const [entry] = credits.length > 0 ? credits : debits;
	const paid = sumOf(credits);
	const points = sumPoints([paid, -sumOf(debits)]);
	const told = { points, entry };
	if (doubts.length > 0) return { finding: 'unclear', reason: doubts[0], entry };
	if (Number.isNaN(points))
		return { finding: 'unclear', reason: 'EnKash does not tell how many points it was.', entry };
	if (credits.length === 0) {
		const reason =
			'EnKash lists that it was taken back, but not its payment: the period may begin too late.';
		return { finding: 'unclear', reason, entry };
	}
	const other = credits.find((each) => isOtherPerson(claim, each, holders));
	if (other) {
		const reason = `EnKash paid it to another person, on card ${other.card ?? 'unknown'}.`;
		return { finding: 'different', reason, points, entry: other };
	}
	const payments = credits.length === 1 ? '1 payment' : `${credits.length} payments`;
	const back = debits.length > 0 ? `, of which ${sumOf(debits)} were taken back` : '';
	const shown = `EnKash lists ${paid} points in ${payments}${back}`;
	if (points === claim.points) {
		const reason = credits.length > 1 || entry?.elsewhere ? `${shown}${outside(entry)}.` : '';
		return { finding: 'paid', reason, ...told };
	}
	if (points === 0)
		return { finding: 'reversed', reason: `All ${paid} points were taken back.`, ...told };
	if (credits.length > 1 && points > claim.points)
		return {
			finding: 'paidTwice',
			reason: `${shown}, and the sheet says ${claim.points}.`,
			...told,
		};
	const reason = `EnKash lists ${paid} points${back}, and the sheet says ${claim.points}.`;
	return { finding: 'different', reason, ...told };
}

function outside(entry: Entry): string {
	return entry.elsewhere ? ', outside of the period' : '';
}

function isOtherPerson(claim: Claim, entry: Entry, holders: Holders): boolean {
	const holder = holders.get(entry.card ?? '');
	const record: JsonRecord = {
		email: entry.email ?? holder?.email,
		mobile: entry.mobile ?? holder?.mobile,
		enkashCardId: entry.card,
	};
	const { email, mobile, card } = claim;
	return disagreement(record, { points: NaN, email, mobile, card }) !== undefined;
}

function besideSheet(entry: Entry): Finding {
	const { direction, meaning, status, points } = entry;
	const what = direction === 'DR' ? 'debit' : direction === 'CR' ? 'payment' : 'transaction';
	const as = meaning === 'moved' ? '' : `, as ${status || 'nothing that is known'}`;
	const reason = `EnKash lists this ${what}${as}, and the sheet has no row for it.`;
	return {
		finding: 'notInSheet',
		reason,
		points: direction === 'DR' ? -(points ?? NaN) : points,
		entry,
	};
}
