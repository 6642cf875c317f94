import { isRecord, type JsonRecord } from './json';
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
	record: JsonRecord;
}

const FAILED = /fail|error|reject|invalid|unsuccess|notalloc/i;
const PAID = /success/i;
/** How deep in the payload a list of rows may be. */
const MAX_DEPTH = 3;

/**
 * The rows of R2's payload. Its page (api-9796906) shows `successBulkEnKashCardCreateDTOs` and is
 * cut after that, so every list counts: by what its name says, or by what its rows say. A row that
 * says neither is left out, and will be looked up.
 */
export function bulkEntries(payload: unknown): BulkEntry[] {
	const entries: BulkEntry[] = [];
	collect(payload, '', MAX_DEPTH, entries);
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
	const failed = FAILED.test(listName) || saysFailure(record);
	if (!failed && !PAID.test(listName)) return undefined;
	return {
		references: referencesOf(record),
		mobile: textAt(record, 'mobile'),
		email: textAt(record, 'email'),
		points: typeof record.loadAmount === 'number' ? record.loadAmount : undefined,
		failure: failed ? failureIn(record) : undefined,
		record,
	};
}

function textAt(record: JsonRecord, key: string): string | undefined {
	const value = record[key];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function saysFailure(record: JsonRecord): boolean {
	const status = isRecord(record.status) ? record.status.name : record.status;
	if (record.success === false || (typeof status === 'string' && FAILED.test(status))) return true;
	return Object.entries(record).some(([key, value]) => FAILED.test(key) && isWords(value));
}

/** The reason EnKash gives. Its field is not documented; it is sought by likely names. */
function failureIn(record: JsonRecord): string {
	for (const pattern of [FAILED, /reason/i, /message/i, /status/i]) {
		const words = Object.entries(record).find(([key, value]) => pattern.test(key) && isWords(value));
		if (words) return String(words[1]);
	}
	return 'EnKash did not allocate this row, and gives no reason';
}

function isWords(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}
