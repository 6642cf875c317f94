import { isRecord, type JsonRecord } from '../../lib/json';
import { isAfterTheStart, meaningOf, wordOf } from '../wire/words';
import { referencesOf } from './transactions';

/** One row of EnKash's answer to a bulk allocation. */
export interface BulkEntry {
	/** In all of EnKash's spellings; none where the row carries no reference. */
	references: string[];
	mobile?: string;
	email?: string;
	points?: number;
	/** EnKash's words, where the row was not paid. */
	failure?: string;
	/** Set where the answer says both of the row: that it was paid, and a failure. */
	doubtful?: boolean;
	record: JsonRecord;
}

const FAILED = /fail|error|reject|invalid|(un|non?t?)[-_ ]?success|notalloc/i;
const PAID = /success/i;
/** How deep in the payload a list of rows may be. */
const MAX_DEPTH = 3;

/**
 * The rows of R2's payload. Its page (api-9796906) shows `successBulkEnKashCardCreateDTOs` and is
 * cut after that, so every list counts: by what its name says, or by what its rows say. A row that
 * says neither is left out, and will be looked up, as will one that says both: what a text among the
 * successes means, nobody has documented.
 */
export function bulkEntries(payload: unknown): BulkEntry[] {
	const entries: BulkEntry[] = [];
	collect(payload, '', MAX_DEPTH, entries);
	const paid = entries.filter(({ failure, doubtful }) => failure === undefined && !doubtful);
	const counted = isRecord(payload) ? Number(payload.successCount ?? NaN) : NaN;
	// Where fewer were paid than are listed, nobody knows which.
	if (counted < paid.length) for (const entry of paid) entry.doubtful = true;
	return entries;
}

function collect(value: unknown, name: string, depth: number, entries: BulkEntry[]): void {
	if (Array.isArray(value)) {
		for (const record of value) {
			const entry = isRecord(record) ? entryOf(record, name) : undefined;
			if (entry) entries.push(entry);
		}
	} else if (isRecord(value) && depth > 0) {
		for (const [key, inner] of Object.entries(value)) collect(inner, key, depth - 1, entries);
	}
}

function entryOf(record: JsonRecord, listName: string): BulkEntry | undefined {
	const amongFailed = FAILED.test(listName);
	const amongPaid = !amongFailed && PAID.test(listName);
	const failed = amongFailed || saysFailure(record);
	if (!failed && !amongPaid) return undefined;
	const unclear = amongPaid && wordOf(record.status) !== '' && meaningOf(record.status) !== 'moved';
	const failure = failed ? failureIn(record) : undefined;
	const begun = failure !== undefined && isAfterTheStart(failure);
	return {
		references: referencesOf(record),
		mobile: textAt(record, 'mobile'),
		email: textAt(record, 'email'),
		points: pointsIn(record),
		failure,
		doubtful: unclear || begun || (failed && (amongPaid || saysSuccess(record))),
		record,
	};
}

function textAt(record: JsonRecord, key: string): string | undefined {
	const value = record[key];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function pointsIn(record: JsonRecord): number | undefined {
	const text = textAt(record, 'loadAmount')?.trim();
	const points = text ? Number(text) : NaN;
	return Number.isNaN(points) ? undefined : points;
}

function statusOf({ status }: JsonRecord): string {
	return wordOf(status);
}

function saysSuccess(record: JsonRecord): boolean {
	const status = statusOf(record);
	return record.success === true || (PAID.test(status) && !FAILED.test(status));
}

function saysFailure(record: JsonRecord): boolean {
	if (String(record.success).toLowerCase() === 'false' || FAILED.test(statusOf(record)))
		return true;
	return Object.entries(record).some(([key, value]) => FAILED.test(key) && isWords(value));
}

/** The reason EnKash gives. Its field is not documented; it is sought by likely names. */
function failureIn(record: JsonRecord): string {
	for (const pattern of [FAILED, /reason/i, /message/i, /status/i]) {
		const words = Object.entries(record).find(
			([key, value]) => pattern.test(key) && isWords(value),
		);
		if (words) return String(words[1]);
	}
	return 'EnKash did not allocate this row, and gives no reason';
}

function isWords(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}
