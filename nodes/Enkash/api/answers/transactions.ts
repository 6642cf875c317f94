import { instantOf } from '../../input/wallClock';
import type { JsonRecord } from '../../lib/json';
import { wordOf } from '../wire/words';

/** The card account whose transactions are asked for. */
export interface CardAccount {
	companyId: string;
	cardAccountId: string;
}

export type TransactionCall =
	'reward.getTransactions' | 'reward.reconcile' | 'incentive.getTransactions';

export type Direction = 'CR' | 'DR';

/** A transaction whatever names its record has: no page shows the answer of R4 or I2. */
export interface Transaction {
	/** EnKash's own ID of it. */
	id?: string;
	/** What its allocation was sent with. */
	reference?: string;
	points?: number;
	/** CR: points went to the user. */
	direction?: Direction;
	type?: string;
	status?: string;
	userId?: string;
	enKashCardId?: string;
	cardHolderName?: string;
	/** ISO, in UTC. */
	occurredAt?: string;
	/** As EnKash gave it. */
	raw: JsonRecord;
}

/** What EnKash's clock is taken for where nobody says otherwise (inferred: no page names a zone). */
export const ENKASH_TIME_ZONE = 'Asia/Kolkata';

/** @param timeZone of EnKash's times */
export function transactionOf(record: JsonRecord, timeZone = ENKASH_TIME_ZONE): Transaction {
	return timedTransaction(record, timeZone).transaction;
}

/** The same, and when it happened as a number: milliseconds since 1970. */
export function timedTransaction(
	record: JsonRecord,
	timeZone: string,
): { transaction: Transaction; at?: number } {
	const at = occurredAt(record, timeZone);
	const told = known({
		id: transactionIdOf(record),
		reference: referencesOf(record)[0],
		points: pointsOf(record),
		direction: directionOf(record),
		type: wordOf(record.type) || undefined,
		status: wordOf(record.status) || undefined,
		userId: idOf(record.userId),
		enKashCardId: cardOf(record),
		cardHolderName: wordOf(record.cardHolderName) || undefined,
		occurredAt: at === undefined ? undefined : new Date(at).toISOString(),
	});
	return { transaction: Object.assign(told, { raw: record }), at };
}

/** What has a value. A loop, since lists have thousands of records, and pairs of entries take ten times as long. */
function known<Fields extends object>(fields: Fields): Partial<Fields> {
	const some: Partial<Fields> = {};
	for (const name in fields) if (fields[name] !== undefined) some[name] = fields[name];
	return some;
}

/**
 * The ID is called `enKashCardTransactionId` in the card webhook, `enKashTransactionId` in the filter
 * (api-13551023), `enkashCardTransactionId` in the guides and `enkashCardTxnId` in the answer of R1.
 */
export function transactionIdOf(record: JsonRecord): string | undefined {
	const spelled = [
		record.enKashCardTransactionId,
		record.enKashTransactionId,
		record.enkashCardTransactionId,
		record.enkashCardTxnId,
	];
	return spelled.map(idOf).find((id) => id !== undefined);
}

/** When it happened, in milliseconds since 1970. `modifiedOn` is left out, since it changes. */
function occurredAt({ createdOn, txnDate }: JsonRecord, timeZone: string): number | undefined {
	return instantOf(createdOn, timeZone) ?? instantOf(txnDate, timeZone);
}

/** What tells a record of a list from all others. */
export interface Identity {
	key: string;
	/** Set where two that are alike may be two all the same. */
	twins: boolean;
}

/** A transaction without an ID is told apart by all of it that cannot change. */
export function identityOf(transaction: Transaction): Identity {
	const { id } = transaction;
	if (id !== undefined) return { key: `id ${id}`, twins: false };
	const { reference, points, direction, type, userId, enKashCardId, raw } = transaction;
	const { occurredAt: at } = transaction;
	const about = [reference, points, direction, type, userId, enKashCardId, at];
	const key = `of ${JSON.stringify([...about, wordOf(raw.description)])}`;
	return { key, twins: reference === undefined };
}

/** A transaction with the names that the answer to its allocation had, beside its own. */
export function asAnswered(record: JsonRecord): JsonRecord {
	const { enkashCardId, enKashCardTransactionId, enKashTransactionId, balance } = record;
	const names = {
		enKashCardId: enkashCardId,
		enkashCardTxnId: enKashCardTransactionId ?? enKashTransactionId,
		otbBalance: balance,
	};
	return { ...known(names), ...record };
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

/**
 * The one direction of a record. Where it contradicts itself, its type counts: ALLOCATE_POINT gives
 * points to the user (api-9796905), while CR and DR may be told from the account's side.
 */
function directionOf(record: JsonRecord): Direction | undefined {
	const [direction, other] = directionsOf(record);
	return other === undefined ? direction : DIRECTIONS.get(wordOf(record.type).toUpperCase());
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
	const amounts = [principalAmount, amount, loadAmount];
	const told = amounts.find((each) => each != null && String(each).trim() !== '');
	const points = Number(told ?? NaN);
	return Number.isNaN(points) ? undefined : points;
}

/** The ID of the card that a record is about, in both of EnKash's spellings. */
export function cardOf({ enkashCardId, enKashCardId }: JsonRecord): string | undefined {
	return idOf(enkashCardId) ?? idOf(enKashCardId);
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
