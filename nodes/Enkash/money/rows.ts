import {
	cleanEmail,
	cleanMobile,
	cleanName,
	cleanPoints,
	cleanTitle,
	textOf,
	type Cleaned,
} from './clean';
import type { Column, RawRow } from './headers';

/** One row as EnKash takes it (R2, api-9796906). */
export interface Row {
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
	row?: Row;
}

/** A clean row that may still lack its reference. */
export type CleanRow = Omit<Row, 'uniqueReferenceNumber'>;

/**
 * Cleans and checks the rows of a sheet. A reference belongs to the first row that has it, whether
 * that one is right or not: corrected and run again, it must not meet another row's payment.
 */
export function checkSheet(
	raws: RawRow[],
	deriveReference: (position: number, row: CleanRow | undefined) => string,
): CheckedRow[] {
	const owners = new Map<string, number>();
	return raws.map((raw, position) => {
		const { flaws, row } = checkRow(raw);
		const given = textOf(raw.uniqueReferenceNumber);
		const reference = given || deriveReference(position, row);
		const checked: CheckedRow = { reference, derived: given === '', flaws };
		if (row) checked.row = { ...row, uniqueReferenceNumber: reference };
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
	delete checked.row;
}

function checkRow(raw: RawRow): { flaws: Flaw[]; row?: CleanRow } {
	const flaws: Flaw[] = [];
	const read = <T>(column: Column, clean: (value: unknown) => Cleaned<T>): T | undefined => {
		const cleaned = clean(raw[column]);
		if ('value' in cleaned) return cleaned.value;
		flaws.push({ column, problem: column in raw ? cleaned.problem : 'has no column in the sheet' });
		return undefined;
	};
	const title = read('title', cleanTitle);
	const name = read('name', cleanName);
	const email = read('email', cleanEmail);
	const mobile = read('mobile', cleanMobile);
	const loadAmount = read('loadAmount', cleanPoints);
	if (!title || !name || !email || !mobile || !loadAmount) return { flaws };
	const row: CleanRow = { title, name, email, mobile, loadAmount };
	const remarks = textOf(raw.remarks);
	if (remarks) row.remarks = remarks;
	return { flaws, row };
}
