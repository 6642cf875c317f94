import type { TransferRecord } from './transfer';
import { cleanEmail, cleanMobile } from '../input/clean';
import { groups } from '../lib/groups';

/** Who a row pays, and under which reference. */
export interface Payee {
	reference: string;
	mobile: string;
	email: string;
	points: number;
}

/** What EnKash's answer says of a row. */
export interface RowAnswer {
	/** In all of EnKash's spellings; none where the row carries no reference. */
	references: string[];
	mobile?: string;
	email?: string;
	points?: number;
	/** EnKash's words, where the row was not paid. */
	failure?: string;
	/** Set where the answer says both of the row: that it was paid, and a failure. */
	doubtful?: boolean;
	record: TransferRecord;
}

const OTHER_REFERENCE = 'EnKash answered for its person under another reference.';

/** What an answer says of the rows that were sent. */
export interface Matched<T> {
	paid: Map<T, RowAnswer>;
	/** Rows that were not paid, with EnKash's words. */
	failed: Map<T, string>;
	/** Rows that the answer leaves open, with the words of a failure that may be theirs. */
	open: Map<T, string | undefined>;
	/** Open rows whose person was answered for, but not as it was sent, with a sentence on that. */
	contradicted: Map<T, string>;
}

/**
 * Finds the rows an answer speaks of: by reference, else by mobile and email. Where several rows
 * pay the same person, and the answer does not tell which of them it means, they stay open.
 */
export function matchAnswer<T extends Payee>(rows: T[], entries: RowAnswer[]): Matched<T> {
	const matched: Matched<T> = {
		paid: new Map(),
		failed: new Map(),
		open: new Map(),
		contradicted: new Map(),
	};
	const strangers = matchReferences(rows, entries, matched);
	const left = rows.filter((row) => !isMentioned(matched, row));
	matchPeople(
		new People(left),
		entries.filter(({ references }) => references.length === 0),
		matched,
	);
	const people = new People(rows.filter((row) => !isSettled(matched, row)));
	for (const entry of strangers) {
		for (const row of people.of(entry)) matched.contradicted.set(row, OTHER_REFERENCE);
	}
	for (const row of rows) if (!isMentioned(matched, row)) matched.open.set(row, undefined);
	return matched;
}

function isSettled<T>({ paid, failed }: Matched<T>, row: T): boolean {
	return paid.has(row) || failed.has(row);
}

function isMentioned<T>(matched: Matched<T>, row: T): boolean {
	return isSettled(matched, row) || matched.open.has(row);
}

/** Gives the entries whose references are not among those sent. */
function matchReferences<T extends Payee>(
	rows: T[],
	entries: RowAnswer[],
	matched: Matched<T>,
): RowAnswer[] {
	const byReference = new Map(rows.map((row) => [row.reference, row]));
	const strangers: RowAnswer[] = [];
	const told = new Set<T>();
	for (const entry of entries) {
		const own = entry.references.find((reference) => byReference.has(reference));
		const row = own === undefined ? undefined : byReference.get(own);
		// One that is told twice may have been paid twice, or stand for another.
		if (row && told.has(row)) matched.open.set(row, matched.failed.get(row));
		else if (row) assign(matched, row, entry);
		if (row) told.add(row);
		else if (entry.references.length > 0) strangers.push(entry);
	}
	for (const row of rows) reopen(matched, row);
	return strangers;
}

/** A row of which two things are said is none of them. */
function reopen<T>({ paid, failed, open }: Matched<T>, row: T): void {
	const said = [paid, failed, open].filter((kind) => kind.has(row));
	if (said.length < 2) return;
	open.set(row, failed.get(row) ?? open.get(row));
	paid.delete(row);
	failed.delete(row);
}

function assign<T extends Payee>(matched: Matched<T>, row: T, entry: RowAnswer): void {
	const { failure, doubtful, points = row.points } = entry;
	if (doubtful) matched.open.set(row, failure);
	else if (failure !== undefined) matched.failed.set(row, failure);
	else if (points === row.points) matched.paid.set(row, entry);
	else {
		matched.open.set(row, undefined);
		matched.contradicted.set(row, `EnKash answered for ${points} points and not ${row.points}.`);
	}
}

/** Rows and the entries that may mean any of them. */
interface Meeting<T> {
	rows: T[];
	entries: RowAnswer[];
}

function matchPeople<T extends Payee>(
	people: People<T>,
	entries: RowAnswer[],
	matched: Matched<T>,
): void {
	const meetings = new Map<T, Meeting<T>>();
	for (const entry of entries) {
		const rows = people.of(entry);
		if (rows.length > 0) meet(meetings, rows, entry);
	}
	for (const meeting of new Set(meetings.values())) pairUp(meeting, matched);
}

/** Meetings that share a row become one. */
function meet<T>(meetings: Map<T, Meeting<T>>, rows: T[], entry: RowAnswer): void {
	const together: Meeting<T> = { rows: [], entries: [entry] };
	const joined = new Set(rows.map((row) => meetings.get(row)));
	const all = new Set(rows);
	for (const meeting of joined) {
		if (!meeting) continue;
		together.entries.push(...meeting.entries);
		for (const row of meeting.rows) all.add(row);
	}
	together.rows.push(...all);
	for (const row of all) meetings.set(row, together);
}

function pairUp<T extends Payee>({ rows, entries }: Meeting<T>, matched: Matched<T>): void {
	const failures = entries.filter(({ failure }) => failure !== undefined);
	const alike = new Set(entries.map(kindOf)).size === 1;
	const free = [...entries];
	const byAmount = rows.map((row) => {
		const position = free.findIndex(({ points }) => points === row.points);
		return position < 0 ? undefined : free.splice(position, 1)[0];
	});
	const exact = free.length === 0 && distinctAmounts(rows);
	const allAlike = alike && (rows.length === 1 || rows.length === entries.length);
	rows.forEach((row, position) => {
		const entry = byAmount[position] ?? (allAlike ? free.shift() : undefined);
		if (entry && (exact || allAlike)) assign(matched, row, entry);
		else matched.open.set(row, failures[0]?.failure);
	});
}

function kindOf({ failure, doubtful }: RowAnswer): string {
	if (failure === undefined) return 'paid';
	return doubtful ? 'doubtful' : 'failed';
}

function distinctAmounts(rows: Payee[]): boolean {
	return new Set(rows.map(({ points }) => points)).size === rows.length;
}

/** Rows by the person they pay. */
class People<T extends Payee> {
	private readonly byMobile: Map<string, T[]>;
	private readonly byEmail: Map<string, T[]>;

	constructor(rows: T[]) {
		this.byMobile = groups(rows, (row) => mobileKey(row.mobile));
		this.byEmail = groups(rows, (row) => emailKey(row.email));
	}

	/** The rows an entry may mean: those with its mobile and email, else with either. */
	of({ mobile, email }: RowAnswer): T[] {
		const sameMobile = this.byMobile.get(mobileKey(mobile)) ?? [];
		const sameEmail = this.byEmail.get(emailKey(email)) ?? [];
		const both = sameMobile.filter((row) => sameEmail.includes(row));
		if (both.length > 0) return both;
		return sameMobile.length > 0 ? sameMobile : sameEmail;
	}
}

function mobileKey(mobile: string | undefined): string {
	const cleaned = cleanMobile(mobile);
	return 'value' in cleaned ? cleaned.value : (mobile ?? '');
}

function emailKey(email: string | undefined): string {
	const cleaned = cleanEmail(email);
	return 'value' in cleaned ? cleaned.value : (email ?? '');
}
