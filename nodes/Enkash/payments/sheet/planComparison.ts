import {
	cleanEmail,
	cleanMobile,
	cleanName,
	cleanReference,
	type Cleaner,
} from '../../input/clean';
import { HeaderReader, type Column } from '../../input/headers';
import { cleanCellPoints, readCell } from '../../input/rows';
import { inputError } from '../../lib/errors';
import { groups } from '../../lib/groups';
import { isRecord, type JsonRecord } from '../../lib/json';
import type { Item } from '../../run/item';
import { isDerived } from './plan';
import type { SheetPayment } from './sheetRow';
import { countedRows } from './wording';

/** A row as two sheets are compared by it. */
export interface ComparedRow {
	/** The sheet's own; undefined where it has none. */
	reference?: string;
	name: string;
	email: string;
	mobile: string;
	points: number;
}

/** What became of the rows of one sheet in another one. */
export interface Comparison<R extends ComparedRow = ComparedRow> {
	added: R[];
	removed: ComparedRow[];
	/** Rows of the same reference or person, with other points or for another person. */
	changed: Map<R, ComparedRow>;
	unchanged: R[];
}

/** Rows of each kind that a sentence names. */
const NAMED = 10;

/**
 * Rows that the user hands in to compare with: items of a dry run or of a paid run, or the rows of a
 * sheet. Those that could not be paid are left out, as a plan leaves them out.
 * @returns nothing where none are handed in
 * @throws EnkashError `input` where it is something else
 */
export function rowsToCompareWith(item: Item): ComparedRow[] | undefined {
	const given = item.value('compareWith');
	if (given === undefined || given === null) return undefined;
	if (typeof given === 'string' && given.trim() === '') return undefined;
	const value = item.jsonValue('compareWith', given);
	const rows: unknown[] = Array.isArray(value) ? value : [value];
	if (rows.every(isRecord)) {
		const reader = new HeaderReader();
		return rows.flatMap((row) => comparedRow(reader, isRecord(row.json) ? row.json : row));
	}
	throw inputError(
		item.label('compareWith'),
		'holds no rows',
		"Nothing was sent. Give it the items of a dry run, such as {{ $('Dry Run').all() }}, or leave it empty.",
	);
}

function comparedRow(reader: HeaderReader, record: JsonRecord): ComparedRow[] {
	const raw = reader.read(record);
	const points = readCell(raw, 'loadAmount', cleanCellPoints);
	const paid = record.outcome !== 'invalid' && !('error' in record);
	if (!paid || !('value' in points)) return [];
	const text = (column: Column, clean: Cleaner<string>) => {
		const cleaned = readCell(raw, column, clean);
		return 'value' in cleaned ? cleaned.value : '';
	};
	const reference = text('uniqueReferenceNumber', cleanReference);
	return [
		{
			reference: reference === '' || isDerived(reference) ? undefined : reference,
			name: text('name', cleanName),
			email: text('email', cleanEmail),
			mobile: text('mobile', cleanMobile),
			points: points.value,
		},
	];
}

/** A payment as it is compared with rows of another run. */
export function comparedPayment({ reference, clean, points }: SheetPayment): ComparedRow {
	const { name, email, mobile } = clean;
	return { reference: isDerived(reference) ? undefined : reference, name, email, mobile, points };
}

/** Rows that belong together are equal, or are found by reference, then by person and points, then by person alone. */
export function compare<R extends ComparedRow>(
	rows: readonly R[],
	earlier: readonly ComparedRow[],
): Comparison<R> {
	const pairs = new Map<R, ComparedRow>();
	const nameless = ({ reference }: ComparedRow, key: unknown[]) =>
		reference === undefined ? key : undefined;
	const keys: Array<(row: ComparedRow) => unknown[] | undefined> = [
		(row) => [row.reference, row.name, row.email, row.mobile, row.points],
		({ reference }) => (reference === undefined ? undefined : [reference]),
		(row) => nameless(row, [row.email, row.mobile, row.points]),
		(row) => nameless(row, [row.email, row.mobile]),
		// A reference was given to a row, taken from it, or is another one now.
		({ email, mobile, points }) => [email, mobile, points],
	];
	let [left, before] = [[...rows], [...earlier]];
	for (const key of keys) {
		const found = groups(before, (row) => textKey(key(row)));
		left = left.filter((row) => {
			const of = textKey(key(row));
			const pair = of === undefined ? undefined : found.get(of)?.shift();
			if (pair) pairs.set(row, pair);
			return !pair;
		});
		const paired = new Set(pairs.values());
		before = before.filter((row) => !paired.has(row));
	}
	const isChanged = (row: R) => differs(row, pairs.get(row));
	const kept = rows.filter((row) => pairs.has(row));
	return {
		added: left,
		removed: before,
		changed: new Map([...pairs].filter(([row]) => isChanged(row))),
		unchanged: kept.filter((row) => !isChanged(row)),
	};
}

function textKey(key: unknown[] | undefined): string | undefined {
	return key && JSON.stringify(key);
}

function differs(row: ComparedRow, before: ComparedRow | undefined): boolean {
	return !!before && (row.points !== before.points || isOtherPerson(row, before));
}

function isOtherPerson(row: ComparedRow, before: ComparedRow): boolean {
	return (['reference', 'name', 'email', 'mobile'] as const).some(
		(field) => row[field] !== before[field],
	);
}

/**
 * A comparison in words, such as `1 row added (Asha Rao 250)`.
 * @returns nothing where all rows are the same
 */
export function comparisonInWords({
	added,
	removed,
	changed,
}: Comparison<ComparedRow>): string | undefined {
	const parts = [
		rowsInWords('added', added.map(named)),
		rowsInWords('removed', removed.map(named)),
		rowsInWords(
			'changed',
			[...changed].map(([row, before]) => changeInWords(row, before)),
		),
	].filter((part) => part !== undefined);
	return parts.length > 0 ? parts.join(', ') : undefined;
}

function rowsInWords(what: string, rows: string[]): string | undefined {
	if (rows.length === 0) return undefined;
	const more = rows.length > NAMED ? ` and ${rows.length - NAMED} more` : '';
	return `${countedRows(rows.length)} ${what} (${rows.slice(0, NAMED).join('; ')}${more})`;
}

function named(row: ComparedRow): string {
	return `${nameOf(row)} ${row.points}`;
}

function changeInWords(row: ComparedRow, before: ComparedRow): string {
	if (!isOtherPerson(row, before)) return `${nameOf(row)} ${before.points} → ${row.points}`;
	return `${personOf(before)} ${before.points} → ${personOf(row)} ${row.points}`;
}

/** As much of a name as a sentence can bear. */
const MAX_NAME = 60;

function nameOf({ name, email, reference = '' }: ComparedRow): string {
	return (name || email || reference).slice(0, MAX_NAME);
}

function personOf(row: ComparedRow): string {
	const { email, mobile, reference } = row;
	const details = [email, mobile, reference].filter((each) => each).join(', ');
	return `${nameOf(row)} (${details})`;
}
