import { COLUMN_LABELS } from '../../fields/columns';
import { COLUMNS, HeaderReader, type RawRow } from '../../input/headers';
import { checkSheet, type CheckedRow, type Flaw, type RowContent } from '../../input/rows';
import { EnkashError, inputError, toEnkashError } from '../../lib/errors';
import { isRecord, type JsonRecord } from '../../lib/json';
import type { Item } from '../../run/item';
import { SheetPayment, type Payer, type SheetRow } from './sheetRow';

/** The rows that the input items hold, in order. */
export function readSheet(items: Item[]): SheetRow[] {
	const reader = new HeaderReader();
	const found = items.flatMap((item) => rowsIn(item, reader));
	const contents = new Contents();
	const checked = checkSheet(
		found.map(({ raw }) => raw),
		(position, row) => {
			const { item, place, raw } = found[position];
			const content = row ? contents.of(found[position], row) : [raw, place];
			return item.derivedReference(content, place);
		},
	);
	return found.map((row, position) => checkedRow(row, checked[position]));
}

/** A row as it was found, and the fields of its item that concern it. */
interface FoundRow {
	item: Item;
	raw: RawRow;
	/** Among the rows of its item, from 0. */
	place: number;
	terms: { payer: Payer; simplify: boolean } | EnkashError;
}

/**
 * All that may differ from item to item, also what is needed last: an expression that fails once
 * rows are paid would hide them.
 */
function rowsIn(item: Item, reader: HeaderReader): FoundRow[] {
	try {
		const payer = { ...item.account(), paysKnownUsers: item.flag('isPointsAllocation') };
		const raws = rawRows(item, reader);
		const terms = { payer, simplify: item.flag('simplify') };
		return raws.map((raw, place) => ({ item, raw, place, terms }));
	} catch (error) {
		return [{ item, raw: {}, place: 0, terms: toEnkashError(error) }];
	}
}

function rawRows(item: Item, reader: HeaderReader): RawRow[] {
	if (item.text('rowSource') === 'json') return jsonRows(item).map((row) => reader.read(row));
	const mapped = item.mapped('columns');
	if (!mapped) return [reader.read(item.data)];
	return [Object.fromEntries(COLUMNS.map((column) => [column, mapped[column]]))];
}

function jsonRows(item: Item): JsonRecord[] {
	const value = item.jsonValue('rows');
	const rows: unknown[] = Array.isArray(value) ? value : [value];
	if (rows.length > 0 && rows.every(isRecord)) return rows;
	throw inputError(
		item.label('rows'),
		'is neither a JSON object nor an array of them',
		'Write it as [{"name": "Nathan Rao", "points": 100}], with all columns of a row.',
	);
}

/** What tells rows without a reference apart, whatever else is said of them and in whatever order. */
class Contents {
	/** How many rows of an item pay the same. */
	private readonly counts = new Map<string, number>();

	of({ item, terms }: FoundRow, { email, mobile, loadAmount }: RowContent): unknown[] {
		const payer = terms instanceof EnkashError ? undefined : terms.payer;
		const content = [payer?.companyId, payer?.cardAccountId, email, mobile, loadAmount];
		const key = JSON.stringify([item.index, ...content]);
		const before = this.counts.get(key) ?? 0;
		this.counts.set(key, before + 1);
		return [...content, before];
	}
}

function checkedRow({ item, place, terms }: FoundRow, checked: CheckedRow): SheetRow {
	if (terms instanceof EnkashError) return { item, simplify: false, payment: terms };
	const { payer, simplify } = terms;
	const payment = checked.clean
		? new SheetPayment(item, checked.clean, payer, { row: place, derived: checked.derived })
		: objectionTo(checked.flaws);
	return { item, simplify, checked, payment };
}

function objectionTo(flaws: Flaw[]): EnkashError {
	const texts = flaws.map(({ column, problem }) => `'${COLUMN_LABELS[column]}' ${problem}`);
	const fields = flaws.map(flawField);
	return new EnkashError('input', texts.join('; '), {
		description: `Field: ${fields.join(', ')}. The row was not sent. Correct it, and run the sheet again.`,
	});
}

/** The field a flaw is told under. */
export function flawField({ column, duplicate }: Flaw): string {
	if (duplicate) return 'duplicateReference';
	return column === 'loadAmount' ? 'points' : column;
}
