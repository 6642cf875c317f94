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

/** What is wrong with a row; the problem follows the name of its column. */
export interface Flaw {
	column: Column;
	problem: string;
	/** Set where the row is right in itself, but an earlier one has its reference. */
	duplicate?: boolean;
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
 */
export function checkSheet(
	raws: RawRow[],
	deriveReference: (position: number, content: RowContent | undefined) => string,
): CheckedRow[] {
	const owners = new Map<string, number>();
	return raws.map((raw, position) => {
		const { flaws, given, content } = readRow(raw);
		const reference = given || deriveReference(position, content);
		const checked: CheckedRow = { reference, derived: given === '', flaws };
		if (content) checked.clean = { ...content, uniqueReferenceNumber: reference };
		const owner = owners.get(reference);
		if (owner === undefined) owners.set(reference, position);
		else addFlaw(checked, duplicateOf(reference, owner));
		return checked;
	});
}

function duplicateOf(reference: string, owner: number): Flaw {
	const problem = `${reference} is that of row ${owner + 1} as well, which keeps it`;
	return { column: 'uniqueReferenceNumber', problem, duplicate: true };
}

function addFlaw(checked: CheckedRow, flaw: Flaw): void {
	checked.flaws.push(flaw);
	delete checked.clean;
}

/** A row before it has a reference, unless one was given; without content where it has flaws. */
function readRow(raw: RawRow): { flaws: Flaw[]; given: string; content?: RowContent } {
	const flaws: Flaw[] = [];
	const read = <T>(column: Column, clean: Cleaner<T>): T | undefined => {
		const value = raw[column];
		const cleaned = value instanceof Rivals ? agreed(column, value, clean) : clean(value);
		if ('value' in cleaned) return cleaned.value;
		flaws.push({ column, problem: column in raw ? cleaned.problem : 'has no column in the sheet' });
		return undefined;
	};
	const title = read('title', cleanTitle);
	const name = read('name', cleanName);
	const email = read('email', cleanEmail);
	const mobile = read('mobile', cleanMobile);
	const loadAmount = read('loadAmount', cleanPoints);
	const given = read('uniqueReferenceNumber', cleanReference) ?? '';
	if (flaws.length > 0 || !title || !name || !email || !mobile || !loadAmount)
		return { flaws, given };
	const content: RowContent = { title, name, email, mobile, loadAmount };
	const remarks = textOf(raw.remarks);
	if (remarks) content.remarks = remarks;
	return { flaws, given, content };
}

/**
 * What several headers agree on, in whatever spelling. A cell that is blank or not valid leaves it
 * to the others, but for points: the blank one may be the one that is meant.
 */
function agreed<T>(column: Column, { cells }: Rivals, clean: Cleaner<T>): Cleaned<T> {
	const strict = column === 'loadAmount';
	const all = cells.map(([header, value]) => ({
		header,
		cleaned: clean(value),
		blank: textOf(value) === '',
	}));
	const [first = all[0], ...others] = all.filter(({ blank }) => strict || !blank);
	const other = others.find(
		({ cleaned }) => (strict || 'value' in cleaned) && told(cleaned) !== told(first.cleaned),
	);
	if (!other) return first.cleaned;
	const problem = `has two columns that differ, '${first.header}' and '${other.header}': keep one of them, or map the columns by hand`;
	return { problem };
}

function told(cleaned: Cleaned<unknown>): unknown {
	return 'value' in cleaned ? cleaned.value : cleaned.problem;
}
