import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../api/wire/envelope';
import { isRecord, type JsonRecord } from '../lib/json';
import { recordsIn } from '../api/wire/records';

/** Output field → where the payload has it, such as `{ status: 'cardStatus.label' }`. */
export type SimpleFields = Record<string, string>;

/**
 * A payload as records: an object gives one, a list one for each element, a scalar an object with
 * the value under its name. A payload that is missing leaves EnKash's message.
 */
export function toItems({ payload, message }: Answer, valueName = 'message'): IDataObject[] {
	if (isNothing(payload)) return [{ message: message || 'Success' }];
	if (typeof payload !== 'object') return [{ [valueName]: payload as string | number | boolean }];
	return recordsIn(payload).records.map(asData);
}

function isNothing(payload: unknown): boolean {
	return (
		payload === undefined ||
		payload === null ||
		(isRecord(payload) && Object.keys(payload).length === 0)
	);
}

/** What EnKash tells, as the data of an item: all of it came as JSON. */
export function asData(record: JsonRecord): IDataObject {
	return record as IDataObject;
}

/** An answer with what was sent, as far as it does not tell that itself. */
export function completed(answer: JsonRecord = {}, sent: JsonRecord): JsonRecord {
	const untold = Object.entries(sent).filter(
		([name, value]) => value !== undefined && (answer[name] ?? '') === '',
	);
	return { ...answer, ...Object.fromEntries(untold) };
}

/** A record with all of the fields, null where nobody knows: what follows finds the same ones each time. */
export function withAll(fields: SimpleFields, record: JsonRecord): JsonRecord {
	const unknown = Object.keys(fields).map((name) => [name, null]);
	const known = Object.entries(record).filter(([, value]) => value !== undefined);
	return { ...Object.fromEntries(unknown), ...Object.fromEntries(known) };
}

/** n8n takes an item with a field `error` for a failed one, and would run the node again. */
export function withoutErrorField(record: IDataObject): IDataObject {
	if (!('error' in record)) return record;
	const { error, ...rest } = record;
	return { ...rest, enkashError: error };
}

/**
 * The fields of a record that matter most, flat. Fields the record lacks are left out; one that has
 * none of them is left as it is, since an empty item would hide what EnKash answered.
 */
export function simplified(record: IDataObject, fields: SimpleFields): IDataObject {
	const found: JsonRecord = {};
	for (const name in fields) {
		const value = valueAt(record, fields[name]);
		if (value !== undefined) found[name] = value;
	}
	return Object.keys(found).length > 0 ? asData(found) : record;
}

function valueAt(record: IDataObject, path: string): unknown {
	// Most fields lie at the top, and lists are long.
	if (!path.includes('.')) return Object.hasOwn(record, path) ? record[path] : undefined;
	let value: unknown = record;
	for (const key of path.split('.')) {
		if (!isRecord(value) || !Object.hasOwn(value, key)) return undefined;
		value = value[key];
	}
	return value;
}
