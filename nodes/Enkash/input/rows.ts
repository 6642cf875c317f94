import {
	cleanEmail,
	cleanMobile,
	cleanName,
	cleanPoints,
	cleanReference,
	cleanTitle,
	textOf,
	type Cleaned,
	type Cleaner,
} from './clean';
import { Rivals, type Column, type RawRow } from './headers';

/** A row of a sheet as EnKash takes it (R2, api-9796906). */
export interface CleanRow {
	title: string;
	name: string;
	email: string;
	mobile: string;
	loadAmount: number;
	remarks?: string;
	uniqueReferenceNumber: string;
}

/** What is wrong with a row; the problem follows the name of its column, and tells what stood there. */
export interface Flaw {
	column: Column;
	problem: string;
	/** Set where the row is right in itself, but an earlier one has its reference. */
	duplicate?: true;
	/** Set where the sheet has no such column at all. */
	missing?: true;
}

export interface CheckedRow {
	/** What was given, or derived where nothing was. */
	reference: string;
	derived: boolean;
	/** In the order in which a user would go through the row. */
	flaws: Flaw[];
	/** The row to send, where it has no flaws. */
	clean?: CleanRow;
}

/** A clean row that may still lack its reference. */
export type RowContent = Omit<CleanRow, 'uniqueReferenceNumber'>;

/**
 * Cleans and checks the rows of a sheet. A reference belongs to the first row that has it, whether
 * that one is right or not: corrected and run again, it must not meet another row's payment.
 * @param numberOf what a person calls the row in a position from 0
 */
export function checkSheet(
	raws: RawRow[],
	deriveReference: (position: number, content: RowContent | undefined) => string,
	numberOf = (position: number) => position + 1,
): CheckedRow[] {
	const owners = new Map<string, number>();
	return raws.map((raw, position) => {
		const { flaws, given, content } = readRow(raw);
		const reference = given || deriveReference(position, content);
		const checked: CheckedRow = { reference, derived: given === '', flaws };
		if (content) checked.clean = { ...content, uniqueReferenceNumber: reference };
		const owner = owners.get(reference);
		if (owner === undefined) owners.set(reference, position);
		else addFlaw(checked, duplicateOf(reference, numberOf(owner)));
		return checked;
	});
}

function duplicateOf(reference: string, owner: number): Flaw {
	const problem = `${reference} is that of row ${owner} as well, which keeps it`;
	return { column: 'uniqueReferenceNumber', problem, duplicate: true };
}

function missing(column: Column): Flaw {
	return { column, problem: 'has no column in the sheet', missing: true };
}

function addFlaw(checked: CheckedRow, flaw: Flaw): void {
	checked.flaws.push(flaw);
	delete checked.clean;
}

/** A row before it has a reference, unless one was given; without content where it has flaws. */
function readRow(raw: RawRow): { flaws: Flaw[]; given: string; content?: RowContent } {
	const flaws: Flaw[] = [];
	const read = <T>(column: Column, clean: Cleaner<T>): T | undefined => {
		const cleaned = readCell(raw, column, clean);
		if ('value' in cleaned) return cleaned.value;
		flaws.push(column in raw ? { column, problem: cleaned.problem } : missing(column));
		return undefined;
	};
	const title = read('title', cleanTitle);
	const name = read('name', cleanName);
	const email = read('email', cleanEmail);
	const mobile = read('mobile', cleanMobile);
	const loadAmount = read('loadAmount', cleanCellPoints);
	const given = read('uniqueReferenceNumber', cleanReference) ?? '';
	if (flaws.length > 0 || !title || !name || !email || !mobile || !loadAmount)
		return { flaws, given };
	const content: RowContent = { title, name, email, mobile, loadAmount };
	const remarks = textOf(raw.remarks);
	if (remarks) content.remarks = remarks;
	return { flaws, given, content };
}

/** A cell of a row; several that mean the same column have to agree. */
export function readCell<T>(raw: RawRow, column: Column, clean: Cleaner<T>): Cleaned<T> {
	const value = raw[column];
	return value instanceof Rivals ? agreed(column, value, clean) : explained(clean(value), value);
}

/**
 * What several headers agree on, in whatever spelling. A cell that is blank or not valid leaves it
 * to the others, but for points: the blank one may be the one that is meant.
 */
function agreed<T>(column: Column, { cells }: Rivals, clean: Cleaner<T>): Cleaned<T> {
	const strict = column === 'loadAmount';
	const all = cells.map(([header, value]) => ({
		header,
		value,
		cleaned: clean(value),
		blank: textOf(value) === '',
	}));
	const [first = all[0], ...others] = all.filter(({ blank }) => strict || !blank);
	const other = others.find(
		({ cleaned }) => (strict || 'value' in cleaned) && told(cleaned) !== told(first.cleaned),
	);
	if (!other) return explained(first.cleaned, first.value);
	const problem = `has two columns that differ, '${first.header}' and '${other.header}': keep one of them, or map the columns by hand`;
	return { problem };
}

function told(cleaned: Cleaned<unknown>): unknown {
	return 'value' in cleaned ? cleaned.value : cleaned.problem;
}

/** What people write around an amount: `₹ 750`, `Rs. 1,000/-`, `INR 50`, `750 pts`. */
const AROUND_POINTS = /^(?:₹|rs\.?|inr)\s*(?=\d)|(?<=\d)\s*(?:\/-|₹|rs\.?|inr|pts\.?|points)$/gi;

/** Points as they stand in a sheet, where they may look like money. */
export function cleanCellPoints(raw: unknown): Cleaned<number> {
	return cleanPoints(textOf(raw).replace(AROUND_POINTS, ''));
}

/** As much of a cell as a sentence can bear. */
const MAX_TOLD = 40;

/** An objection with the value that it is about, and how to write that. */
function explained<T>(cleaned: Cleaned<T>, value: unknown): Cleaned<T> {
	if ('value' in cleaned) return cleaned;
	const { problem } = cleaned;
	const text = textOf(value);
	const [, remedy = ''] = REMEDIES.find(([words]) => problem.startsWith(words)) ?? [];
	// A number that was rounded is not what stood there.
	const told = text === '' || problem.endsWith(text) || problem.startsWith('is a number too long');
	return {
		problem: (told ? problem : `is '${text.slice(0, MAX_TOLD)}', which ${problem}`) + remedy,
	};
}

/** How to write what is not right, where the objection does not say it. */
const REMEDIES: Array<[problem: string, remedy: string]> = [
	['is not a number of points', ': write it in digits, such as 750 or 1,250.50'],
	['is not an email address', ': write it as name@example.com'],
	['is less than 0', ': write a number above 0'],
	['is 0', ': write a number above 0'],
	['has more than two decimals', ': round it to two'],
];
