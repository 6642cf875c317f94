import { cleanChoice, textOf } from '../../input/clean';
import {
	COLUMNS,
	HeaderReader,
	looksLike,
	Rivals,
	ROW_NUMBER,
	type Column,
	type RawRow,
} from '../../input/headers';
import { cleanCellPoints } from '../../input/rows';
import { inputError } from '../../lib/errors';
import { isRecord, type JsonRecord } from '../../lib/json';
import type { Item } from '../../run/item';

/** A row as it stands in the sheet. */
export interface SheetCells {
	raw: RawRow;
	/** Where it stands there, if the sheet says so. */
	number?: number;
}

/** How the columns of a sheet were found, to be told to whoever pays it. */
export interface ColumnSurvey {
	/** The headers that each column is read from. Empty where all is mapped by hand. */
	used: Map<Column, string[]>;
	/** Headers that nothing is read from. */
	unused: string[];
	/** Headers that are not used, and that may be meant as a column all the same. */
	doubtful: Array<{ header: string; column: Column }>;
	byHand: boolean;
}

/** Columns of which a wrong one pays another amount, or once more. */
const DECISIVE: Column[] = ['loadAmount', 'uniqueReferenceNumber'];

/** Reads the rows of input items, and keeps account of what was made of their columns. */
export class ColumnReader {
	private readonly headers = new HeaderReader();

	/** What stands in the items beside a mapping by hand. */
	private readonly beside = new HeaderReader();

	private readonly overlooked = new Set<Column>();

	private byHand = false;

	read(item: Item): SheetCells[] {
		if (item.text('rowSource') === 'json') return jsonRows(item).map((row) => this.recognize(row));
		const mapped = mappedByHand(item);
		if (!mapped) return [this.recognize(item.data)];
		const raw: RawRow = Object.fromEntries(COLUMNS.map((column) => [column, mapped[column]]));
		this.byHand = true;
		const likely = this.beside.read(item.data);
		for (const column of DECISIVE) {
			if (!isSaid(likely[column], raw[column])) this.overlooked.add(column);
		}
		return [{ raw, number: rowNumber(item.data) }];
	}

	private recognize(row: JsonRecord): SheetCells {
		return { raw: this.headers.read(row), number: rowNumber(row) };
	}

	survey(): ColumnSurvey {
		const { used, unused } = this.headers.survey();
		const beside = this.beside.survey().used;
		const overlooked = [...this.overlooked].flatMap((column) =>
			(beside.get(column) ?? []).map((header) => ({ header, column })),
		);
		const similar = unused.flatMap((header) => {
			const column = looksLike(header);
			return column && DECISIVE.includes(column) ? [{ header, column }] : [];
		});
		return { used, unused, doubtful: [...overlooked, ...similar], byHand: this.byHand };
	}
}

/** What is mapped by hand; nothing where the headers are recognized. */
function mappedByHand(item: Item): JsonRecord | undefined {
	const columns = item.value('columns');
	// Before there was a choice, the mapping itself stood here: without it other columns would be paid.
	if (isRecord(columns)) return item.mapped('columns');
	const choice = item.cleaned('columns', (raw) => cleanChoice(raw, ['recognize', 'map']), columns);
	return choice === 'map' ? item.mapped('columnMapping') : undefined;
}

function rowNumber(row: JsonRecord): number | undefined {
	const number = row[ROW_NUMBER];
	return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}

/** Whether a mapping says what stands under a header, where there is something at all. */
function isSaid(likely: unknown, mapped: unknown): boolean {
	if (likely instanceof Rivals) return likely.cells.some(([, value]) => isSaid(value, mapped));
	const text = textOf(likely);
	if (text === '' || text === textOf(mapped)) return true;
	const [points, meant] = [cleanCellPoints(likely), cleanCellPoints(mapped)];
	return 'value' in points && 'value' in meant && points.value === meant.value;
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
