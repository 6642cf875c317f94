import { COLUMN_LABELS } from '../../fields/columns';
import { cleanEmail, cleanMobile, cleanReference, textOf, type Cleaned } from '../../input/clean';
import type { Column, RawRow } from '../../input/headers';
import { cleanCellPoints, readCell } from '../../input/rows';
import { toEnkashError } from '../../lib/errors';
import type { CardAccount } from '../../api/answers/transactions';
import type { Item } from '../../run/item';
import { ColumnReader } from '../sheet/columnReader';
import type { Claim } from './matching';

/** A row of the sheet: what it says, or why nothing can be held against it. */
export interface SheetLine {
	item: Item;
	account?: CardAccount;
	/** As far as it could be read. */
	reference?: string;
	claim?: Claim;
	problem?: string;
}

/** The rows that the input items hold, in order. A reference belongs to the first row that has it. */
export function readLines(items: Item[]): SheetLine[] {
	const reader = new ColumnReader();
	const owners = new Map<string, number>();
	const lines: SheetLine[] = [];
	for (const item of items) {
		try {
			const account = item.account();
			for (const { raw } of reader.read(item)) {
				lines.push(lineOf(item, account, raw, owners, lines.length));
			}
		} catch (thrown) {
			const { message } = toEnkashError(thrown);
			lines.push({ item, problem: message });
		}
	}
	return lines;
}

function lineOf(
	item: Item,
	account: CardAccount,
	raw: RawRow,
	owners: Map<string, number>,
	position: number,
): SheetLine {
	const reference = readCell(raw, 'uniqueReferenceNumber', cleanReference);
	const points = readCell(raw, 'loadAmount', cleanCellPoints);
	const line: SheetLine = { item, account };
	if ('problem' in reference) return { ...line, problem: flaw('uniqueReferenceNumber', reference) };
	if (reference.value === '') return { ...line, problem: NO_REFERENCE };
	line.reference = reference.value;
	if ('problem' in points) return { ...line, problem: flaw('loadAmount', points) };
	const key = JSON.stringify([account.companyId, account.cardAccountId, reference.value]);
	const owner = owners.get(key);
	if (owner !== undefined)
		return {
			...line,
			problem: `'Reference' ${reference.value} is that of row ${owner + 1} as well.`,
		};
	owners.set(key, position);
	const { value } = points;
	return { ...line, claim: { reference: reference.value, points: value, ...personIn(item, raw) } };
}

const NO_REFERENCE =
	"'Reference' is empty. Where it was derived, take the rows from the output of the node that paid them.";

function flaw(column: Column, { problem }: { problem: string }): string {
	return `'${COLUMN_LABELS[column]}' ${problem}.`;
}

/** Whatever the row tells of the person; what cannot be read tells nothing. */
function personIn(item: Item, raw: RawRow): Pick<Claim, 'email' | 'mobile' | 'card'> {
	const told = (cleaned: Cleaned<string>) => ('value' in cleaned ? cleaned.value : undefined);
	return {
		email: told(readCell(raw, 'email', cleanEmail)),
		mobile: told(readCell(raw, 'mobile', cleanMobile)),
		// As it comes out of the node that paid.
		card: textOf(item.data.enKashCardId) || undefined,
	};
}
