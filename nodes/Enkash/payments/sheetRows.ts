import type { IDataObject } from 'n8n-workflow';
import { EnkashError, inputError, toEnkashError, type FailureKind } from '../lib/errors';
import { isRecord } from '../lib/json';
import type { CardAccount } from '../api/answers/transactions';
import { COLUMN_LABELS } from '../fields/columns';
import type { Settled } from '../money/batch';
import { COLUMNS, HeaderReader, type RawRow } from '../input/headers';
import { checkSheet, type CheckedRow, type CleanRow, type Flaw } from '../input/rows';
import type { Item } from '../run/item';

/** The account a row is paid from, and whether users it knows already are paid. */
export interface Source extends CardAccount {
	paysKnownUsers: boolean;
}

/** What became of a row: its result or failure; nothing where it was not begun. */
export type Fate = Settled | 'dryRun';

/** One row of a sheet. */
export interface Line {
	item: Item;
	/** Missing where the row could not even be read. */
	checked?: CheckedRow;
	source?: Source;
	/** Whether what comes of it is shown in short. */
	simplify?: boolean;
	/** Why it cannot be sent, where it cannot. */
	error?: EnkashError;
	fate?: Fate;
}

/** The rows that the input items hold, in order. */
export function readLines(items: Item[]): Line[] {
	const reader = new HeaderReader();
	const lines: Line[] = [];
	const raws: RawRow[] = [];
	const places: number[] = [];
	for (const item of items) {
		const { rows, ...read } = readItem(item, reader);
		rows.forEach((raw, place) => {
			lines.push({ item, ...read });
			raws.push(raw);
			places.push(place);
		});
	}
	const contents = new Contents();
	const checked = checkSheet(raws, (position, row) => {
		const place = places[position];
		const content = row ? contents.of(lines[position], row) : [raws[position], place];
		return lines[position].item.derivedReference(content, place);
	});
	lines.forEach((line, position) => {
		if (line.error) return;
		line.checked = checked[position];
		line.error = objection(checked[position]);
	});
	return lines;
}

/** What tells rows without a reference apart, whatever else is said of them and in whatever order. */
class Contents {
	/** How many rows of an item pay the same. */
	private readonly counts = new Map<string, number>();

	of({ item, source }: Line, { email, mobile, loadAmount }: CleanRow): unknown[] {
		const content = [source?.companyId, source?.cardAccountId, email, mobile, loadAmount];
		const key = JSON.stringify([item.index, ...content]);
		const before = this.counts.get(key) ?? 0;
		this.counts.set(key, before + 1);
		return [...content, before];
	}
}

interface ItemRows {
	rows: RawRow[];
	source?: Source;
	simplify?: boolean;
	error?: EnkashError;
}

/**
 * All that may differ from item to item, also what is needed last: an expression that fails once
 * rows are paid would hide them.
 */
function readItem(item: Item, reader: HeaderReader): ItemRows {
	try {
		const source = {
			...item.account(),
			paysKnownUsers: item.flag('isPointsAllocation'),
		};
		return { source, rows: rowsOf(item, reader), simplify: item.flag('simplify') };
	} catch (error) {
		return { rows: [{}], error: toEnkashError(error) };
	}
}

function rowsOf(item: Item, reader: HeaderReader): RawRow[] {
	if (item.text('rowSource') === 'json') return jsonRows(item).map((row) => reader.read(row));
	const mapped = item.mapped('columns');
	if (!mapped) return [reader.read(item.data)];
	return [Object.fromEntries(COLUMNS.map((column) => [column, mapped[column]]))];
}

function jsonRows(item: Item): IDataObject[] {
	const given = item.value('rows');
	const value: unknown = typeof given === 'string' ? parsed(given) : given;
	const rows: unknown[] = Array.isArray(value) ? value : [value];
	if (rows.length > 0 && rows.every(isRecord)) return rows as IDataObject[];
	throw inputError(
		item.label('rows'),
		'is neither a JSON object nor an array of them',
		'Write it as [{"name": "Nathan Rao", "points": 100}], with all columns of a row.',
	);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function objection({ flaws }: CheckedRow): EnkashError | undefined {
	if (flaws.length === 0) return undefined;
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

/** The word that a failed row begins with: whose refusal it is, and whether it may have been paid. */
const WORDS: Record<FailureKind, string> = {
	input: 'Row is not valid',
	refused: 'Refused by EnKash',
	login: 'Not paid',
	notSent: 'Not paid',
	unknown: 'Unconfirmed',
};

export function asRowFailure(error: EnkashError): EnkashError {
	return new EnkashError(error.kind, `${WORDS[error.kind]}: ${error.message}`, { ...error });
}
