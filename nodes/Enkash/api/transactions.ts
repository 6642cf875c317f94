import type { CallRequest } from './client';
import type { CallId } from './endpoints';
import type { Answer } from './envelope';
import { EnkashError } from './errors';
import { isRecord, type JsonRecord } from './json';
import { recordsIn } from './records';

/** The account whose transactions are asked for. */
export interface Account {
	companyId: string;
	cardAccountId: string;
}

export type TransactionCall = 'reward.getTransactions' | 'incentive.getTransactions';

/** Whatever makes calls: an item of a run, with its settings. */
export interface Caller {
	call(call: CallId, request: CallRequest): Promise<Answer>;
}

/** States in which a transaction has moved nothing. Only CREATED is documented; the rest is inferred. */
const NOT_MOVED = /fail|declin|reject|revers|cancel/i;

/**
 * Transactions by the reference they were sent with (R4 and I2; the filter is that of the Prepaid
 * page api-13551023).
 * @throws EnkashError where the answer leaves open whether a reference is there: a server that does
 * not know the filter gives other transactions, and perhaps not all of them.
 */
export async function findTransactions(
	caller: Caller,
	call: TransactionCall,
	account: Account,
	references: string[],
	direction: 'CR' | 'DR',
): Promise<Map<string, JsonRecord>> {
	const filter =
		references.length === 1
			? { pgReferenceNumber: references[0] }
			: { pgReferenceNumbers: references };
	const { payload } = await caller.call(call, { body: { ...account, ...filter } });
	const { records, total } = recordsIn(payload);
	const wanted = new Set(references);
	const ours = records.filter((record) => wanted.has(referenceOf(record) ?? ''));
	const found = new Map<string, JsonRecord>();
	for (const record of ours) {
		if (directionOf(record) === direction && !NOT_MOVED.test(String(record.status ?? ''))) {
			found.set(referenceOf(record) ?? '', record);
		}
	}
	const complete = ours.length === records.length || total === records.length;
	if (!complete && found.size < wanted.size) throw unfiltered();
	if (total !== undefined && total > records.length && found.size < wanted.size) throw unfiltered();
	return found;
}

function unfiltered(): EnkashError {
	return new EnkashError('unknown', 'EnKash listed other transactions than those asked for', {
		description: "Set the endpoint of this look-up in 'Endpoint Overrides' of the credential.",
	});
}

/** A transaction's reference, in either spelling EnKash uses. */
export function referenceOf(record: JsonRecord): string | undefined {
	const reference =
		record.pgReferenceNumber ?? record.uniqueReferenceNumber ?? record.uniqueReferenceNum;
	return typeof reference === 'string' || typeof reference === 'number' ? String(reference) : undefined;
}

function directionOf(record: JsonRecord): string {
	const told = record.cardTransactionType ?? record.transactionType;
	const name = isRecord(told) ? told.name : told;
	return name === 'DR' ? 'DR' : 'CR';
}

/** Points moved, where the transaction tells. */
export function amountOf(record: JsonRecord): number | undefined {
	const amount = record.principalAmount ?? record.amount ?? record.loadAmount;
	return typeof amount === 'number' ? amount : undefined;
}
