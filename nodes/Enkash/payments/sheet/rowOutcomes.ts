import type { IDataObject } from 'n8n-workflow';
import { addAdvice, EnkashError, type FailureKind } from '../../lib/errors';
import type { Result } from '../../money/single';
import type { Notes } from '../../run/features';
import type { Outcome } from '../../run/outcome';
import { asData, simplified, type SimpleFields } from '../../run/output';
import { notShown } from '../transferOperation';
import { flawField } from './readSheet';
import { SheetReport } from './sheetReport';
import type { SheetRow } from './sheetRow';

const SIMPLE_ROW = {
	outcome: 'outcome',
	uniqueReferenceNumber: 'uniqueReferenceNumber',
	loadAmount: 'loadAmount',
	name: 'name',
	email: 'email',
	mobile: 'mobile',
	enKashCardId: 'enKashCardId',
	userId: 'userId',
	enkashCardTxnId: 'enkashCardTxnId',
	otbBalance: 'otbBalance',
};

const WITH_ENVELOPE = { ...SIMPLE_ROW, code: 'code', message: 'message' };

/** How the user wants to be told. */
interface Telling {
	notes: Notes;
	stopOnError: boolean;
	/** Invalid rows come out as items, and do not stop the node. */
	reportsInvalid: boolean;
	includeEnvelope: boolean;
}

/** Tells of the sheet as a whole, and of each row what became of it. */
export function rowOutcomes(rows: SheetRow[], telling: Telling): Outcome[] {
	const { notes, stopOnError, reportsInvalid, includeEnvelope } = telling;
	const report = new SheetReport();
	for (const row of rows) report.add(row);
	report.tell(notes);
	const totals = { totalRows: report.count('dryRun'), totalPoints: report.points('dryRun') };
	const fields = includeEnvelope ? WITH_ENVELOPE : SIMPLE_ROW;
	const failed = (error: EnkashError) => {
		const failure = asRowFailure(error);
		return { error: stopOnError ? addAdvice(failure, report.advice) : failure };
	};
	return rows.map((row): Outcome => {
		const { payment, result, checked } = row;
		const item = row.item.index;
		if (payment instanceof EnkashError) {
			return reportsInvalid
				? { records: [invalidRecord(row, payment)], item }
				: { ...failed(payment), item };
		}
		if (!result) return { records: [], item };
		if (result === 'dryRun')
			return { records: [{ outcome: result, ...checked?.clean, ...totals }], item };
		if (result instanceof EnkashError) return { ...failed(result), item };
		return { records: [shownRow(row, result, fields, notes)], item };
	});
}

/** The row is paid by now, so it comes out as paid whatever goes wrong in showing it. */
function shownRow(row: SheetRow, result: Result, fields: SimpleFields, notes: Notes): IDataObject {
	try {
		return paidRecord(row, result, fields);
	} catch (thrown) {
		const { reference = '' } = row.checked ?? {};
		notes.hint(notShown(reference, thrown));
		return { outcome: result.outcome, ...row.checked?.clean };
	}
}

function paidRecord(
	{ checked, simplify }: SheetRow,
	{ outcome, record }: Result,
	fields: SimpleFields,
): IDataObject {
	const { loadAmount, uniqueReferenceNumber } = checked?.clean ?? {};
	const own = { outcome, loadAmount, uniqueReferenceNumber };
	const whole = { ...own, ...checked?.clean, ...asData(record), ...own };
	return simplify ? simplified(whole, fields) : whole;
}

function invalidRecord({ checked }: SheetRow, { message }: EnkashError): IDataObject {
	const [flaw] = checked?.flaws ?? [];
	const field = flaw && flawField(flaw);
	return { outcome: 'invalid', field, problem: message, uniqueReferenceNumber: checked?.reference };
}

/** The word that a failed row begins with: whose refusal it is, and whether it may have been paid. */
const FAILED_AS: Record<FailureKind, string> = {
	input: 'Row is not valid',
	refused: 'Refused by EnKash',
	login: 'Not paid',
	notSent: 'Not paid',
	unknown: 'Unconfirmed',
};

function asRowFailure(error: EnkashError): EnkashError {
	return error.with({ message: `${FAILED_AS[error.kind]}: ${error.message}` });
}
