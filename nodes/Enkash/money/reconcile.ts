import { toEnkashError, type EnkashError } from '../lib/errors';
import { pause } from '../lib/pause';
import type { Books, TransferRecord, TransferSettings } from './transfer';

export interface Findings {
	found: Map<string, TransferRecord>;
	/** Why nobody knows of the others. Where there is no doubt, they surely are not there. */
	doubt?: EnkashError;
}

/** Look-ups at most, since the last one that found something. */
const MAX_LOOK_UPS = 8;
const MAX_SETTLE = 3_000;

/** Milliseconds to let EnKash finish what it may be doing, for a call with this timeout. */
export function settleTime(timeout: number): number {
	return Math.min(timeout / 4, MAX_SETTLE);
}

/**
 * Finds out what came of references whose answer was lost. EnKash may still be at work on them, the
 * more so after a time-out, so absence counts only when it has lasted over several look-ups, and
 * begins anew when one of them finds something: EnKash is then still paying the rows of a sheet.
 */
export async function reconcile(
	books: Books,
	references: string[],
	cause: EnkashError,
	{ settle, signal }: TransferSettings,
): Promise<Findings> {
	const found = new Map<string, TransferRecord>();
	const enough = cause.timedOut ? 3 : 2;
	let open = references;
	let absences = 0;
	let doubt: EnkashError | undefined;
	for (let lookUp = 0; lookUp < MAX_LOOK_UPS && open.length > 0 && absences < enough; lookUp++) {
		try {
			if (lookUp > 0) await pause(settle * Math.min(lookUp, 3), signal);
			const records = await books.find(open);
			for (const [reference, record] of records) found.set(reference, record);
			open = open.filter((reference) => !found.has(reference));
			absences++;
			if (records.size > 0) lookUp = absences = 0;
		} catch (error) {
			doubt = toEnkashError(error);
			if (signal?.aborted) break;
		}
	}
	return open.length === 0 || absences === enough ? { found } : { found, doubt };
}
