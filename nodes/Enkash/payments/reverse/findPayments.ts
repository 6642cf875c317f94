import { TransactionBooks, type Listed } from '../../api/answers/transactionBooks';
import {
	cardOf,
	pointsOf,
	type CardAccount,
	type Direction,
	type TransactionCall,
} from '../../api/answers/transactions';
import { sumPoints } from '../../input/clean';
import { recalled } from '../../money/memory';
import { reversalReference } from '../../money/reference';
import { EnkashError, toEnkashError } from '../../lib/errors';
import { groups, inBatches } from '../../lib/groups';
import type { JsonRecord } from '../../lib/json';
import type { Item } from '../../run/item';
import { pointsLedger } from '../allocation';
import { notTakenBack, paidUnder, type Paid } from './paidUnder';

/** What a user wants to have taken back. */
export interface Request {
	item: Item;
	account: CardAccount;
	/** Of the payment. */
	reference: string;
	/** Which part of it, from 1 on. */
	part: number;
	/** The card that the user named. */
	card?: string;
}

/** A payment, and how much of it is left to take back. */
export interface Reversible extends Paid {
	left: number;
}

/** References asked for in one look-up. */
const LOOK_UP_SIZE = 200;

/** What was surely paid under references: what EnKash lists as paid, or has confirmed to this process. */
export class Payments {
	private constructor(
		private readonly paid: Map<string, Listed>,
		private readonly takenBack: Map<string, Listed>,
	) {}

	/** Asks EnKash about all of them, many at a time. */
	static async find(requests: Request[], books: TransactionCall): Promise<Payments> {
		const ofPayment = ({ reference }: Request) => [reference];
		return new Payments(
			await look(requests, books, 'CR', ofPayment),
			await look(requests, books, 'DR', earlierParts),
		);
	}

	/** @throws EnkashError which says why nothing is taken back */
	of(request: Request): Reversible {
		const { reference, card, part } = request;
		const payments = sure(request, reference, 'credit', this.paid);
		if (!Array.isArray(payments)) throw notKnown(reference, payments);
		const paid = paidUnder(reference, payments, card);
		const gone = earlierParts(request).map((earlier, index) => {
			const back = sure(request, earlier, 'debit', this.takenBack);
			const points = Array.isArray(back) ? pointsOf(back[0]) : undefined;
			if (points === undefined) throw partOpen(reference, index + 1, part);
			return points;
		});
		const left = sumPoints([paid.points, ...gone.map((points) => -points)]);
		if (left <= 0) throw nothingLeft(reference, paid.points);
		return { ...paid, left };
	}
}

function keyOf({ account: { companyId, cardAccountId } }: Request, reference: string): string {
	return JSON.stringify([companyId, cardAccountId, reference]);
}

function accountOf({ account: { companyId, cardAccountId } }: Request): string {
	return JSON.stringify([companyId, cardAccountId]);
}

/** The references of the parts that come before the one that is wanted. */
function earlierParts({ account, reference, part: last }: Request): string[] {
	const parts = Array.from({ length: last - 1 }, (_, index) => index + 1);
	return parts.map((part) => reversalReference({ ...account, reference, part }));
}

async function look(
	requests: Request[],
	books: TransactionCall,
	direction: Direction,
	referencesOf: (request: Request) => string[],
): Promise<Map<string, Listed>> {
	const shown = new Map<string, Listed>();
	for (const some of groups(requests, accountOf).values()) {
		const [first] = some;
		const list = new TransactionBooks(first.item, books, first.account, direction);
		const references = [...new Set(some.flatMap(referencesOf))];
		for (const batch of inBatches(references, LOOK_UP_SIZE)) {
			const found = await lookSafely(list, batch);
			for (const [reference, listed] of found) shown.set(keyOf(first, reference), listed);
			for (const reference of batch.filter((each) => list.hasFailed(each)))
				shown.set(keyOf(first, reference), { doubt: listedAsFailed() });
		}
	}
	return shown;
}

async function lookSafely(list: TransactionBooks, some: string[]): Promise<Map<string, Listed>> {
	try {
		return await list.look(some);
	} catch (thrown) {
		const unread = toEnkashError(thrown);
		return new Map(some.map((reference) => [reference, { unread }]));
	}
}

/** What surely was moved under a reference, or why nobody can say. */
function sure(
	request: Request,
	reference: string,
	direction: 'credit' | 'debit',
	shown: Map<string, Listed>,
): JsonRecord[] | EnkashError | undefined {
	const { item, account } = request;
	const listed = shown.get(keyOf(request, reference));
	if (listed && 'payments' in listed) return listed.payments;
	// What EnKash confirmed once, and shows as something else now, may not be there any more.
	if (listed) return 'doubt' in listed ? listed.doubt : listed.unread;
	const memo = recalled(JSON.stringify(pointsLedger(item, account, direction)), reference);
	if (memo?.was === 'open') return memo.doubt.cause;
	// What is remembered by its key alone tells neither card nor points.
	return memo && cardOf(memo.record) ? [memo.record] : undefined;
}

function listedAsFailed(): EnkashError {
	return new EnkashError('unknown', 'EnKash lists the transaction as one that failed');
}

function notKnown(reference: string, why: EnkashError | undefined): EnkashError {
	if (why?.kind === 'login' || why?.kind === 'input') return why;
	const known = `reference ${reference} is not known to be paid`;
	return notTakenBack(
		why ? `${known}: ${why.message}` : known,
		`${why ? '' : "EnKash's transactions of this account show no such payment. "}Check 'Reference' and 'Card Account ID'. Where it was paid a moment ago, run this again later.`,
	);
}

function partOpen(reference: string, earlier: number, part: number): EnkashError {
	return notTakenBack(
		`part ${earlier} of reference ${reference} is not known to be taken back`,
		`Parts are taken back one after the other, so that it is never more than was paid. Run part ${earlier} first, and part ${part} in a run after it.`,
	);
}

function nothingLeft(reference: string, points: number): EnkashError {
	return notTakenBack(
		`all ${points} points that were paid under reference ${reference} were taken back before`,
		"Remove 'Part' to be told of the first part again.",
	);
}
