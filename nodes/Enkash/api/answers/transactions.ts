import type { JsonRecord } from '../../lib/json';
import { wordOf } from '../wire/words';

/** The card account whose transactions are asked for. */
export interface CardAccount {
	companyId: string;
	cardAccountId: string;
}

export type TransactionCall = 'reward.getTransactions' | 'incentive.getTransactions';

export type Direction = 'CR' | 'DR';

/** A transaction with the names that the answer to its allocation had, beside its own. */
export function asAnswered(record: JsonRecord): JsonRecord {
	const { enkashCardId, enKashCardTransactionId, enKashTransactionId, balance } = record;
	const names = {
		enKashCardId: enkashCardId,
		enkashCardTxnId: enKashCardTransactionId ?? enKashTransactionId,
		otbBalance: balance,
	};
	const told = Object.entries(names).filter(([, value]) => value !== undefined);
	return { ...Object.fromEntries(told), ...record };
}

/** The references a record carries, in the spellings EnKash uses. */
export function referencesOf(record: JsonRecord): string[] {
	const spelled = [
		record.pgReferenceNumber,
		record.uniqueReferenceNumber,
		record.uniqueReferenceNum,
	];
	const told = spelled.filter((value) => typeof value === 'string' || typeof value === 'number');
	return told.map(String).filter((reference) => reference !== '');
}

/** CR and DR are documented, and so are the two types (api-9796905); the words are inferred. */
const DIRECTIONS = new Map<string, Direction>([
	['CR', 'CR'],
	['CREDIT', 'CR'],
	['ALLOCATE_POINT', 'CR'],
	['DR', 'DR'],
	['DEBIT', 'DR'],
	['UNALLOCATE_POINT', 'DR'],
]);

/** The directions that a record tells; two of them where it contradicts itself. */
export function directionsOf({
	cardTransactionType,
	transactionType,
	type,
}: JsonRecord): Direction[] {
	const told = [cardTransactionType, transactionType, type].map((each) =>
		DIRECTIONS.get(wordOf(each).toUpperCase()),
	);
	return [...new Set(told.filter((each) => each !== undefined))];
}

/** Whether a record says that it belongs to another account. */
export function isOfAnother(
	record: JsonRecord,
	{ companyId, cardAccountId }: CardAccount,
): boolean {
	const account = idOf(record.cardAccountId);
	if (account !== undefined) return account !== cardAccountId;
	const company = idOf(record.companyId);
	return company !== undefined && company !== companyId;
}

function idOf(told: unknown): string | undefined {
	const given = typeof told === 'string' || typeof told === 'number' ? String(told).trim() : '';
	return given === '' ? undefined : given;
}

/** A movement of points, as far as a record of it has to agree with what was asked for. */
export interface Movement {
	points: number;
	email?: string;
	mobile?: string;
	/** The card's ID. */
	card?: string;
}

/** How many points a record says were moved, if it tells. */
export function pointsOf({ principalAmount, amount, loadAmount }: JsonRecord): number | undefined {
	const told = [principalAmount, amount, loadAmount].find(
		(each) => each != null && String(each).trim() !== '',
	);
	const points = Number(told ?? NaN);
	return Number.isNaN(points) ? undefined : points;
}

/** The ID of the card that a record is about, in both of EnKash's spellings. */
export function cardOf({ enkashCardId, enKashCardId }: JsonRecord): string | undefined {
	return idOf(enkashCardId) ?? idOf(enKashCardId);
}

/** EnKash's own ID of a transaction, in all of its spellings. */
export function transactionIdOf(record: JsonRecord): string | undefined {
	const { enKashCardTransactionId, enKashTransactionId, enkashCardTxnId } = record;
	return idOf(enKashCardTransactionId) ?? idOf(enKashTransactionId) ?? idOf(enkashCardTxnId);
}

/** In what a record differs from the movement it should be, if it tells. */
export function disagreement(record: JsonRecord, { points, ...who }: Movement): string | undefined {
	const amount = pointsOf(record);
	if (amount !== undefined && amount !== points) return `for ${amount} points and not ${points}`;
	const pairs = [
		[record.email, who.email],
		[record.mobile, who.mobile],
		[cardOf(record), who.card],
	];
	const told = pairs.filter(([one, other]) => typeof one === 'string' && one !== '' && other);
	const same = told.some(([one, other]) => sameText(String(one), String(other)));
	return told.length > 0 && !same ? 'for another user' : undefined;
}

/** E-mails in any case, mobiles with and without the country. */
function sameText(one: string, other: string): boolean {
	const key = (text: string) =>
		/^[+\d\s-]+$/.test(text) ? text.replace(/\D/g, '').slice(-10) : text.trim().toLowerCase();
	return key(one) === key(other);
}
