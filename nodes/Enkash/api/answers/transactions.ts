import type { Caller } from '../wire/call';
import { asIs, EnkashError, toEnkashError } from '../../lib/errors';
import { isRecord, type JsonRecord } from '../../lib/json';
import { recordsIn, type Records } from '../wire/records';

/** The card account whose transactions are asked for. */
export interface CardAccount {
	companyId: string;
	cardAccountId: string;
}

export type TransactionCall = 'reward.getTransactions' | 'incentive.getTransactions';

/** States in which a transaction has moved nothing. Only CREATED is documented; the rest is inferred. */
const NOT_MOVED = /fail|declin|reject|revers|cancel/i;

/** How EnKash may put it that there are none, where it does not give an empty list (inferred). */
const NONE_FOUND =
	/\bno (transactions?|records?|data)\b|\b(transactions?|records?|data) (is |are )?not (found|available)\b/i;

/**
 * The transactions of an account by the reference they were sent with (R4 and I2; the filter is
 * that of the Prepaid page api-13551023). No page shows the answer, tells its limits, or says
 * whether recordsCount counts a page or all. So references count as absent only where a look-up of
 * them finds nothing whatever: what one answer does not mention is asked for again without the
 * others, and a server that does not know the filter for several is asked for each.
 */
export class TransactionBooks {
	/** References asked for at once. */
	private atOnce = Infinity;

	constructor(
		private readonly caller: Caller,
		private readonly call: TransactionCall,
		private readonly account: CardAccount,
		private readonly direction: 'CR' | 'DR',
	) {}

	/**
	 * The transaction under each reference; one that is missing surely does not exist.
	 * @throws EnkashError where EnKash cannot be asked, or its answer leaves it open.
	 */
	async find(references: string[]): Promise<Map<string, JsonRecord>> {
		const found = new Map<string, JsonRecord>();
		const queue = [[...new Set(references)]];
		for (let group = queue.pop(); group; group = queue.pop()) {
			const asked = group.splice(0, this.atOnce);
			if (group.length > 0) queue.push(group);
			if (asked.length > 0) queue.push(...(await this.ask(asked, found)));
		}
		return found;
	}

	/** Notes what one answer tells; gives what is to be asked again, in groups. */
	private async ask(asked: string[], found: Map<string, JsonRecord>): Promise<string[][]> {
		const { records, total } = await this.list(asked);
		const wanted = new Set(asked);
		const mentioned = new Set<string>();
		let strangers = false;
		for (const record of records) {
			const reference = referencesOf(record).find((each) => wanted.has(each));
			if (reference === undefined) strangers = true;
			else mentioned.add(reference);
			if (reference !== undefined && this.hasMoved(record)) {
				found.set(reference, asAnswered(record));
			}
		}
		const open = asked.filter((reference) => !found.has(reference));
		const more = (total ?? 0) > records.length;
		if (open.length === 0 || (records.length === 0 && !more)) return [];
		if (asked.length === 1) {
			if (strangers || more)
				throw leftOpen('EnKash listed other transactions than those asked for');
			return [];
		}
		if (strangers || records.length === 0) {
			this.atOnce = 1;
			return [open];
		}
		const unmentioned = open.filter((reference) => !mentioned.has(reference));
		const otherwise = open.filter((reference) => mentioned.has(reference));
		return [unmentioned, ...otherwise.map((reference) => [reference])];
	}

	private async list(references: string[]): Promise<Records> {
		const filter =
			references.length === 1
				? { pgReferenceNumber: references[0] }
				: { pgReferenceNumbers: references };
		try {
			const { payload } = await this.caller.call(this.call, {
				body: { ...this.account, ...filter },
			});
			return recordsIn(payload);
		} catch (thrown) {
			const error = toEnkashError(thrown);
			const none = error.kind === 'refused' && error.fromEnkash && NONE_FOUND.test(error.message);
			if (none) return { records: [], total: 0 };
			throw asIs(error);
		}
	}

	private hasMoved(record: JsonRecord): boolean {
		if (NOT_MOVED.test(nameOf(record.status))) return false;
		const direction = directionOf(record);
		if (!direction)
			throw leftOpen('EnKash lists the transaction, but not whether it is a credit or a debit');
		return direction === this.direction;
	}
}

function leftOpen(problem: string): EnkashError {
	return new EnkashError('unknown', problem, {
		description: "Set the endpoint of this look-up in 'Endpoint Overrides' of the credential.",
	});
}

/** A transaction with the names that the answer to its allocation had, beside its own. */
function asAnswered(record: JsonRecord): JsonRecord {
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
const DIRECTIONS = new Map<string, 'CR' | 'DR'>([
	['CR', 'CR'],
	['CREDIT', 'CR'],
	['ALLOCATE_POINT', 'CR'],
	['DR', 'DR'],
	['DEBIT', 'DR'],
	['UNALLOCATE_POINT', 'DR'],
]);

function directionOf({
	cardTransactionType,
	transactionType,
	type,
}: JsonRecord): string | undefined {
	const told = [cardTransactionType, transactionType, type].map((each) =>
		nameOf(each).toUpperCase(),
	);
	return told.map((name) => DIRECTIONS.get(name)).find(Boolean);
}

/** EnKash tells some of its words as `{ name, label }`. */
function nameOf(told: unknown): string {
	const name = isRecord(told) ? told.name : told;
	return typeof name === 'string' ? name.trim() : '';
}

/** A movement of points, as far as a record of it has to agree with what was asked for. */
export interface Movement {
	points: number;
	email?: string;
	mobile?: string;
	/** The card's ID. */
	card?: string;
}

/** In what a record differs from the movement it should be, if it tells. */
export function disagreement(record: JsonRecord, { points, ...who }: Movement): string | undefined {
	const amounts = [record.principalAmount, record.amount, record.loadAmount];
	const amount = Number(amounts.find((told) => told != null && String(told).trim() !== '') ?? NaN);
	if (!Number.isNaN(amount) && amount !== points) return `for ${amount} points and not ${points}`;
	const pairs = [
		[record.email, who.email],
		[record.mobile, who.mobile],
		[record.enkashCardId ?? record.enKashCardId, who.card],
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
