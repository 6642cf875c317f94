import { isRecord, type JsonRecord } from '../../lib/json';

export interface Records {
	records: JsonRecord[];
	/** How many there are in all, where EnKash told. */
	total?: number;
}

/**
 * The records of a payload: EnKash gives one object, an array, or `{recordsCount, data[]}`, on
 * different pages of the same call. Values that are no objects become `{value}`.
 */
export function recordsIn(payload: unknown): Records {
	if (Array.isArray(payload)) return { records: payload.map(asRecord) };
	if (isRecord(payload) && Array.isArray(payload.data)) {
		return { records: payload.data.map(asRecord), total: countOf(payload) };
	}
	if (isRecord(payload) && countOf(payload) === 0) return { records: [], total: 0 };
	return { records: isRecord(payload) ? [payload] : [] };
}

function asRecord(value: unknown): JsonRecord {
	return isRecord(value) ? value : { value };
}

function countOf({ recordsCount }: JsonRecord): number | undefined {
	const told =
		typeof recordsCount === 'number' ||
		(typeof recordsCount === 'string' && recordsCount.trim() !== '');
	const count = told ? Number(recordsCount) : NaN;
	return Number.isInteger(count) ? count : undefined;
}
