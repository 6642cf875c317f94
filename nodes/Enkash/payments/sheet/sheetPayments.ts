import { bulkEntries } from '../../api/answers/bulkEntries';
import { TransactionBooks } from '../../api/answers/transactionBooks';
import type { TransactionCall } from '../../api/answers/transactions';
import type { CallId } from '../../api/wire/endpoints';
import { sumPoints } from '../../input/clean';
import { EnkashError } from '../../lib/errors';
import { groups } from '../../lib/groups';
import { isRecord } from '../../lib/json';
import { BulkRun, type BulkPort } from '../../money/batch';
import type { Share } from '../../money/paySheet';
import type { Outlay } from '../limits';
import { transferSettings } from '../transferOperation';
import type { SheetPayment } from './sheetRow';

/** The calls that a sheet is paid with. */
export interface SheetCalls {
	call: CallId;
	/** Where its payments are looked up. */
	books: TransactionCall;
	/** Tells the balance of an account. */
	balance: CallId;
	/** Lists the users of an account. */
	users: CallId;
}

/** The payments of each account, with the way to pay them. */
export function sharesOf(
	payments: SheetPayment[],
	calls: SheetCalls,
	batchSize: number,
): Array<Share<SheetPayment>> {
	const shares = groups(payments, ({ payer }) => JSON.stringify(Object.values(payer)));
	return [...shares.values()].map((share) => {
		const port = new SheetPort(share[0], calls);
		const run = new BulkRun(port, batchSize, transferSettings(share[0].item));
		return { run, payments: share };
	});
}

/** Where the rows of one account are paid, and looked up. */
class SheetPort implements BulkPort<SheetPayment> {
	readonly skipsKnownUsers: boolean;
	/** Read before anything is sent. */
	private readonly includeEnvelope: boolean;
	readonly books: TransactionBooks;

	constructor(
		private readonly first: SheetPayment,
		private readonly calls: SheetCalls,
	) {
		const { item, payer } = first;
		const { companyId, cardAccountId, paysKnownUsers } = payer;
		this.skipsKnownUsers = !paysKnownUsers;
		this.includeEnvelope = item.optionFlag('includeEnvelope', false);
		this.books = new TransactionBooks(item, calls.books, { companyId, cardAccountId }, 'CR');
	}

	async post(payments: SheetPayment[]) {
		const { companyId, cardAccountId, paysKnownUsers } = this.first.payer;
		const { payload, ...envelope } = await this.first.item.call(this.calls.call, {
			query: { companyId, cardAccountId, isPointsAllocation: paysKnownUsers },
			body: payments.map(({ clean }) => clean),
		});
		const entries = bulkEntries(payload);
		if (!this.includeEnvelope) return entries;
		return entries.map((entry) => ({ ...entry, record: { ...entry.record, ...envelope } }));
	}
}

/** Payments as the limits count them. */
export function outlaysOf(payments: SheetPayment[]): Outlay[] {
	return payments.map((payment) => ({ item: payment.item, payment, points: payment.points }));
}

/** @throws EnkashError where an account has fewer points than its rows need (R3, api-9796909). */
export async function assertCovered(payments: SheetPayment[], balanceCall: CallId): Promise<void> {
	const accounts = groups(payments, ({ payer }) => `${payer.companyId} ${payer.cardAccountId}`);
	for (const paid of accounts.values()) {
		const { item, payer } = paid[0];
		const { companyId, cardAccountId } = payer;
		const { payload } = await item.call(balanceCall, { body: { companyId, cardAccountId } });
		const balance = isRecord(payload) ? payload.availableBalance : undefined;
		const needed = sumPoints(paid.map(({ points }) => points));
		const told = typeof balance === 'number';
		if (told && balance >= needed) continue;
		const has = told ? `has ${balance} points` : 'has an unknown number of points';
		throw new EnkashError(
			'notSent',
			`Account ${cardAccountId} ${has}, and ${paid.length} rows need ${needed}`,
			{
				description: 'Nothing was sent. Fund the account in EnKash, or pay fewer rows at once.',
			},
		);
	}
}
