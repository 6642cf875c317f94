import type { BulkAnswer } from '../settings';

/** A row of a bulk call and what became of it; `withheld` is one that a setting kept from being paid. */
export interface BulkLine {
	fate: 'paid' | 'failed' | 'withheld';
	record: Record<string, unknown>;
}

/** R2's payload, told as the settings ask for. The ledger knows only what was paid. */
export function bulkPayload(
	lines: BulkLine[],
	totalCount: number,
	form: BulkAnswer,
): Record<string, unknown> {
	const successes = successList(lines, form);
	const unpaid = lines.filter(({ fate }) => fate !== 'paid').map(({ record }) => record);
	if (form === 'notSuccessList') {
		return {
			successBulkEnKashCardCreateDTOs: successes,
			notSuccessBulkEnKashCardCreateDTOs: unpaid.map(({ errorMessage: _, ...row }) => row),
			successCount: successes.length,
			failedCount: unpaid.length,
			totalCount,
		};
	}
	const failed = recordsOf(lines, 'failed');
	return {
		successBulkEnKashCardCreateDTOs: successes,
		failedBulkEnKashCardCreateDTOs: failed,
		successCount: form === 'zeroCount' ? 0 : successes.length,
		failedCount: failed.length,
		totalCount,
	};
}

/** What stands among the successes: the paid rows, and what is told as if it were one. */
function successList(lines: BulkLine[], form: BulkAnswer): object[] {
	const paid = recordsOf(lines, 'paid');
	if (form === 'documented' || form === 'notSuccessList') return paid;
	if (form === 'reportedTwice') return [...paid, ...paid.slice(0, 1)];
	const mark = MARKS.get(form);
	return lines
		.filter(({ fate }) => fate !== 'failed')
		.map(({ fate, record }) => (fate === 'withheld' ? { ...record, ...mark } : record));
}

/** By which a row that was not paid can be told from the others, if at all. */
const MARKS = new Map<BulkAnswer, object>([
	['successFalse', { success: 'false' }],
	['pendingRows', { status: 'PENDING' }],
	['declinedRows', { status: 'DECLINED' }],
	['cancelledRows', { status: 'CANCELLED' }],
]);

function recordsOf(lines: BulkLine[], wanted: BulkLine['fate']): BulkLine['record'][] {
	return lines.filter(({ fate }) => fate === wanted).map(({ record }) => record);
}
