import type { IDataObject } from 'n8n-workflow';
import { textOf } from '../../input/clean';
import { Rivals } from '../../input/headers';
import type { Result } from '../../money/single';
import { asData, simplified, type SimpleFields } from '../../run/output';
import { flawField } from './readSheet';
import type { SheetRow } from './sheetRow';

/** What every row is told with, in the order in which a person reads it. */
const ROW: SimpleFields = {
	outcome: 'outcome',
	row: 'row',
	problem: 'problem',
	name: 'name',
	email: 'email',
	mobile: 'mobile',
	loadAmount: 'loadAmount',
	reference: 'reference',
	uniqueReferenceNumber: 'uniqueReferenceNumber',
};

export const PAID_ROW: SimpleFields = {
	...ROW,
	enKashCardId: 'enKashCardId',
};

export const PAID_ROW_WITH_ENVELOPE: SimpleFields = {
	...PAID_ROW,
	code: 'code',
	message: 'message',
};

const INVALID_ROW: SimpleFields = { ...ROW, field: 'field' };

/**
 * The item of a paid row.
 * @param problem blank where rows that are not valid are among the items, so that all have the field
 */
export function paidRecord(
	{ checked, number, simplify }: SheetRow,
	{ outcome, record }: Result,
	{ fields, problem }: { fields: SimpleFields; problem: IDataObject },
): IDataObject {
	const own = { outcome, row: number, ...problem };
	const { loadAmount, uniqueReferenceNumber } = checked?.clean ?? {};
	const sent = { loadAmount, reference: uniqueReferenceNumber, uniqueReferenceNumber };
	const whole = { ...own, ...checked?.clean, ...asData(record), ...sent, ...own };
	return simplify ? simplified(whole, fields) : whole;
}

/** The item of a row in a dry run: all that would be sent. */
export function plannedRecord(
	{ checked, number }: SheetRow,
	problem: IDataObject,
	totals: IDataObject,
): IDataObject {
	const { name, email, mobile, loadAmount, uniqueReferenceNumber, ...others } =
		checked?.clean ?? {};
	return {
		...{ outcome: 'dryRun', row: number, ...problem, name, email, mobile, loadAmount },
		...{ reference: uniqueReferenceNumber, uniqueReferenceNumber, ...others, ...totals },
	};
}

/** The item of a row that is not valid: what is wrong, and what stood in the sheet. */
export function invalidRecord(
	{ checked, raw = {}, number, simplify }: SheetRow,
	problem: string,
): IDataObject {
	const [flaw] = checked?.flaws ?? [];
	const { name, email, mobile, loadAmount, uniqueReferenceNumber, ...others } = raw;
	const cells = { name, email, mobile, loadAmount };
	const reference = cell(uniqueReferenceNumber);
	const whole: IDataObject = {
		...{ outcome: 'invalid', row: number, problem, ...mapped(cells) },
		...{ reference, uniqueReferenceNumber: reference, ...mapped(others) },
		field: flaw && flawField(flaw),
	};
	return simplify ? simplified(whole, INVALID_ROW) : whole;
}

function mapped(cells: Record<string, unknown>): IDataObject {
	return Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, cell(value)]));
}

/** What stood in a cell; under several headers, all of it. */
function cell(value: unknown): IDataObject[string] {
	if (value instanceof Rivals) return value.cells.map(([, each]) => textOf(each)).join(' / ');
	return typeof value === 'number' ? value : textOf(value);
}
