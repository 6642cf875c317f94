import { COLUMN_LABELS, OPTIONAL_COLUMNS } from '../../fields/columns';
import { COLUMNS } from '../../input/headers';
import { groups } from '../../lib/groups';
import { EnkashError } from '../../lib/errors';
import type { Notes } from '../../run/features';
import type { ColumnSurvey } from './columnReader';
import type { SheetRow } from './sheetRow';
import { countedRows, quoted } from './wording';

/**
 * Says which column was taken for what, where nothing is sent yet; and whenever rows have no reference
 * of their own, that running the sheet again pays them again.
 */
export function tellColumns(
	rows: SheetRow[],
	survey: ColumnSurvey,
	{ dryRun, planned, notes }: { dryRun: boolean; planned: boolean; notes: Notes },
): void {
	if (dryRun && survey.used.size > 0) notes.hint(`${usedColumns(survey)}${unusedColumns(survey)}`);
	if (survey.doubtful.length > 0) notes.warn(doubtfulColumns(survey));
	if (rows.length > 0 && needed(survey).length > 0) notes.warn(missingColumns(survey));
	const valid = rows.filter(({ payment }) => !(payment instanceof EnkashError));
	const unnamed = valid.filter(({ checked }) => checked?.derived).length;
	// A plan gives those that have none a reference for good.
	if (unnamed > 0 && !planned)
		notes.warn(withoutReference(survey, { unnamed, all: valid.length }, dryRun));
}

function usedColumns({ used }: ColumnSurvey): string {
	const parts = [...used].map(
		([column, headers]) => `${quoted(headers)} → ${COLUMN_LABELS[column]}`,
	);
	return `Columns: ${parts.join(', ')}.`;
}

function unusedColumns({ unused }: ColumnSurvey): string {
	return unused.length > 0 ? ` Not used: ${quoted(unused)}.` : ' All columns are used.';
}

/** What no row can be sent without, and what no header was recognized as. */
function needed({ used, byHand }: ColumnSurvey): string[] {
	if (byHand) return [];
	const columns = COLUMNS.filter((column) => !OPTIONAL_COLUMNS.includes(column));
	return columns.filter((column) => !used.has(column)).map((column) => COLUMN_LABELS[column]);
}

function missingColumns(survey: ColumnSurvey): string {
	const names = needed(survey);
	const them = names.length === 1 ? 'it is' : 'they are';
	return `No column was recognized as ${names.join(', ')}. Rename the headers, or choose 'Map by Hand' in 'Columns' and say where ${them}.`;
}

function doubtfulColumns({ doubtful, byHand }: ColumnSurvey): string {
	const parts = [...groups(doubtful, ({ column }) => column)].map(
		([column, headers]) =>
			`${quoted(headers.map(({ header }) => header))} for ${COLUMN_LABELS[column]}`,
	);
	const remedy = byHand
		? 'Map it if it is meant.'
		: "If it is meant, choose 'Map by Hand' in 'Columns'.";
	return `Not used, though it could be meant: ${parts.join(', ')}. ${remedy}`;
}

function withoutReference(
	{ used, unused, byHand }: ColumnSurvey,
	{ unnamed, all }: { unnamed: number; all: number },
	dryRun: boolean,
): string {
	const headers = used.get('uniqueReferenceNumber');
	const again = (whom: string) =>
		dryRun
			? `executing the sheet twice pays ${whom} twice, unless 'Only Pay Plan' holds this plan`
			: `executing it again pays ${whom} again`;
	if (unnamed < all || headers) {
		const where = headers ? ` in ${quoted(headers)}` : '';
		const them = unnamed === 1 ? 'it' : 'them';
		return `${countedRows(unnamed)} without a reference${where}: ${again(them)}. Give each row one of its own.`;
	}
	if (byHand) {
		return `Nothing is mapped to 'Reference': ${again('everybody')}. Map a column that names each award, such as its ID.`;
	}
	const others = unused.length > 0 ? ` (not used: ${quoted(unused)})` : '';
	return `No column was recognized as the reference${others}: ${again('everybody')}. Name the column that has an ID for each award 'Reference', or choose 'Map by Hand' in 'Columns'.`;
}
