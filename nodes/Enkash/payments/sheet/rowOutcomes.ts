import type { IDataObject } from 'n8n-workflow';
import { EnkashError, type FailureKind } from '../../lib/errors';
import type { Result } from '../../money/single';
import type { Notes } from '../../run/features';
import type { Outcome } from '../../run/outcome';
import type { SimpleFields } from '../../run/output';
import { notShown } from '../transferOperation';
import type { ColumnSurvey } from './columnReader';
import { tellColumns } from './columnReport';
import type { Foresight } from './foresight';
import {
	invalidRecord,
	PAID_ROW,
	PAID_ROW_WITH_ENVELOPE,
	paidRecord,
	plannedRecord,
} from './rowRecords';
import { SheetReport } from './sheetReport';
import type { Plan } from './plan';
import { tellPlan } from './plannedSheet';
import { receiptsFor, type Receipt } from './receipts';
import type { DryRun, SheetRow } from './sheetRow';
import { countedRows } from './wording';

/** How the user wants to be told. */
interface Telling {
	notes: Notes;
	stopOnError: boolean;
	/** Invalid rows come out as items, and do not stop the node. */
	reportsInvalid: boolean;
	includeEnvelope: boolean;
	includeReceipts: boolean;
	/** Where Dry Run is on, if it is. */
	dryRun?: DryRun;
	/** Missing where the sheet is paid as it comes. */
	plan?: Plan;
	/** The plan that alone may be paid. */
	wanted?: string;
	/** What a dry run tells beside the plan. */
	foresight?: Foresight;
}

/** Tells of the sheet as a whole, and of each row what became of it. */
export function rowOutcomes(rows: SheetRow[], columns: ColumnSurvey, telling: Telling): Outcome[] {
	const { notes, stopOnError, reportsInvalid, includeEnvelope, dryRun, plan, wanted } = telling;
	const report = new SheetReport();
	for (const row of rows) report.add(row);
	report.tell(notes, dryRun, plan);
	if (plan) tellPlan(plan, { dryRun: dryRun !== undefined, wanted, notes });
	tellColumns(rows, columns, {
		dryRun: dryRun !== undefined,
		planned: wanted !== undefined,
		notes,
	});
	telling.foresight?.tell(notes);
	const { planId = '', totalRows = 0, totalPoints = 0 } = plan ?? {};
	const fields = includeEnvelope ? PAID_ROW_WITH_ENVELOPE : PAID_ROW;
	const problem = reportsInvalid && report.count('input') > 0 ? { problem: '' } : {};
	const receipts = telling.includeReceipts ? issueReceipts(rows, notes) : undefined;
	const failed = (error: EnkashError) => {
		const failure = asRowFailure(error);
		return { error: stopOnError ? report.stopping(failure) : failure };
	};
	return rows.map((row): Outcome => {
		const { payment, result } = row;
		const item = row.item.index;
		if (payment instanceof EnkashError) {
			return reportsInvalid
				? { records: [invalidRecord(row, payment.message)], item }
				: { ...failed(payment), item };
		}
		if (!result) return { records: [], item };
		if (result instanceof EnkashError) return { ...failed(result), item };
		if (result === 'dryRun') {
			const foreseen = telling.foresight?.fieldsOf(row);
			const totals = { planId, totalRows, totalPoints, ...foreseen };
			return { records: [plannedRecord(row, problem, totals)], item };
		}
		const record = shownRow(row, result, { fields, problem, notes });
		const receipt = receipts?.get(row);
		return { records: [receipt ? { ...record, receipt } : record], item };
	});
}

/** The receipts of the rows that are paid. The last digest is kept with the execution, where no sheet is. */
function issueReceipts(rows: SheetRow[], notes: Notes): Map<SheetRow, Receipt> {
	const paid = rows.flatMap((row) => {
		const { result, checked } = row;
		const isPaid = typeof result === 'object' && !(result instanceof EnkashError);
		return isPaid && checked?.clean ? [{ row, result, clean: checked.clean }] : [];
	});
	const execution = rows[0]?.item.executionId ?? '';
	const receipts = receiptsFor(paid, { execution, issuedAt: new Date().toISOString() });
	const last = receipts.at(-1);
	if (last) {
		notes.keep('enkashReceipts', `${last.of} ${last.digest}`);
		notes.hint(
			`${countedRows(receipts.length)} with a receipt. The last digest is ${last.digest}.`,
		);
	}
	return new Map(receipts.map((receipt, position) => [paid[position].row, receipt]));
}

/** The row is paid by now, so it comes out as paid whatever goes wrong in showing it. */
function shownRow(
	row: SheetRow,
	result: Result,
	{ notes, ...how }: { fields: SimpleFields; problem: IDataObject; notes: Notes },
): IDataObject {
	try {
		return paidRecord(row, result, how);
	} catch (thrown) {
		const { reference = '' } = row.checked ?? {};
		notes.hint(notShown(reference, thrown));
		return { outcome: result.outcome, row: row.number, ...row.checked?.clean };
	}
}

/**
 * The word that a failed row begins with: whose refusal it is, and whether it may have been paid. Of what
 * was not sent now nobody looked up whether it was paid before.
 */
const FAILED_AS: Record<FailureKind, string> = {
	input: 'Row is not valid',
	refused: 'Refused by EnKash',
	login: 'Not sent',
	notSent: 'Not sent',
	notPaid: 'Not paid',
	unknown: 'Unconfirmed',
};

function asRowFailure(error: EnkashError): EnkashError {
	const word = FAILED_AS[error.kind];
	const says = error.message.startsWith(word);
	return says ? error : error.with({ message: `${word}: ${error.message}` });
}
