import { COLUMN_LABELS } from '../../fields/columns';
import { checkSheet, type CheckedRow, type Flaw, type RowContent } from '../../input/rows';
import { EnkashError, toEnkashError } from '../../lib/errors';
import type { Item } from '../../run/item';
import { ColumnReader, type ColumnSurvey, type SheetCells } from './columnReader';
import { quoted } from './wording';
import { SheetPayment, type Payer, type SheetRow } from './sheetRow';

/** The rows that the input items hold, in order, and how their columns were found. */
export function readSheet(items: Item[]): { rows: SheetRow[]; columns: ColumnSurvey } {
	const reader = new ColumnReader();
	const found = items.flatMap((item) => rowsIn(item, reader));
	const contents = new Contents();
	const numberOf = (position: number) => found[position].number ?? position + 1;
	const checked = checkSheet(
		found.map(({ raw }) => raw),
		(position, row) => {
			const { item, place, raw } = found[position];
			const content = row ? contents.of(found[position], row) : [raw, place];
			return item.derivedReference(content, place);
		},
		numberOf,
	);
	const columns = reader.survey();
	const advice = adviceOnMissing(columns);
	const rows = found.map((row, position) => ({
		...checkedRow(row, checked[position], advice),
		number: numberOf(position),
	}));
	return { rows, columns };
}

/** A row as it was found, and the fields of its item that concern it. */
interface FoundRow extends SheetCells {
	item: Item;
	/** Among the rows of its item, from 0. */
	place: number;
	terms: { payer: Payer; simplify: boolean } | EnkashError;
}

function rowsIn(item: Item, reader: ColumnReader): FoundRow[] {
	try {
		const terms = termsOf(item);
		return reader.read(item).map((cells, place) => ({ ...cells, item, place, terms }));
	} catch (error) {
		return [{ item, raw: {}, place: 0, terms: toEnkashError(error) }];
	}
}

/**
 * All that may differ from item to item, also what is needed last: an expression that fails once
 * rows are paid would hide them.
 */
function termsOf(item: Item): FoundRow['terms'] {
	try {
		const payer = { ...item.account(), paysKnownUsers: item.flag('isPointsAllocation') };
		return { payer, simplify: item.flag('simplify') };
	} catch (error) {
		return toEnkashError(error);
	}
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

function checkedRow(
	{ item, raw, place, terms }: FoundRow,
	checked: CheckedRow,
	advice: string,
): Omit<SheetRow, 'number'> {
	if (terms instanceof EnkashError) return { item, raw, simplify: false, payment: terms };
	const { payer, simplify } = terms;
	const { clean, derived, flaws } = checked;
	if (!clean) return { item, raw, simplify, checked, payment: objectionTo(flaws, advice) };
	const payment = new SheetPayment(item, clean, payer, { row: place, derived });
	return { item, simplify, checked, payment };
}

/** @param advice what to do about a column that the sheet lacks */
function objectionTo(flaws: Flaw[], advice: string): EnkashError {
	const texts = flaws.map(({ column, problem }) => `'${COLUMN_LABELS[column]}' ${problem}`);
	const fields = flaws.map(flawField);
	const parts = [`Field: ${fields.join(', ')}.`];
	if (flaws.some(({ missing }) => missing)) parts.push(advice);
	parts.push('The row was not sent. Correct it, and run the sheet again.');
	return new EnkashError('input', texts.join('; '), { description: parts.join(' ') });
}

function adviceOnMissing({ unused, byHand }: ColumnSurvey): string {
	if (byHand) return "Map it in 'Columns'.";
	const others = unused.length > 0 ? `Columns that were not recognized: ${quoted(unused)}. ` : '';
	return `${others}Name a column like that, or choose 'Map by Hand' in 'Columns'.`;
}

/** The field a flaw is told under. */
export function flawField({ column, duplicate }: Flaw): string {
	if (duplicate) return 'duplicateReference';
	return column === 'loadAmount' ? 'points' : column;
}
