/** Items as text for a terminal: a table where it fits, else one block of fields per item. */

export type Row = Record<string, unknown>;

const gap = '  ';
const widestColumn = 60;

function cell(value: unknown): string {
	if (value === null || value === undefined) return '';
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text.replace(/\s+/g, ' ');
}

function clip(text: string, width: number): string {
	return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

function widthOf(texts: string[]): number {
	return Math.max(...texts.map(({ length }) => length));
}

function isNumeric(rows: Row[], column: string): boolean {
	return rows.every((row) => ['number', 'undefined'].includes(typeof row[column]));
}

/** A table with a line per row. */
export function table(rows: Row[], columns = columnsOf(rows)): string[] {
	const rendered = columns.map((column) => {
		const cells = [column, ...rows.map((row) => clip(cell(row[column]), widestColumn))];
		const width = widthOf(cells);
		return cells.map((text) =>
			isNumeric(rows, column) ? text.padStart(width) : text.padEnd(width),
		);
	});
	const lines = [0, ...rows.keys()].length;
	return Array.from({ length: lines }, (_, line) =>
		rendered
			.map((cells) => cells[line])
			.join(gap)
			.trimEnd(),
	);
}

function columnsOf(rows: Row[]): string[] {
	return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

/** A line per field of one item. */
function fields(row: Row, width: number): string[] {
	const names = Object.keys(row);
	const nameWidth = widthOf(names);
	return names.map((name) =>
		clip(`${name.padEnd(nameWidth)}${gap}${cell(row[name])}`, width).trimEnd(),
	);
}

/** At most `limit` of the items, within `width` characters. */
export function itemLines(rows: Row[], width: number, limit = 10): string[] {
	const shown = rows.slice(0, limit);
	const asTable = shown.length > 1 ? table(shown) : [];
	const fits = asTable.length > 0 && widthOf(asTable) <= width;
	const lines = fits
		? asTable
		: shown.flatMap((row, index) => [...(index > 0 ? [''] : []), ...fields(row, width)]);
	return rows.length > limit ? [...lines, `… and ${rows.length - limit} more`] : lines;
}
