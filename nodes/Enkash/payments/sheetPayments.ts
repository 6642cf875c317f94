import { bulkEntries } from '../api/answers/bulkEntries';
import { EnkashError } from '../lib/errors';
import { isRecord } from '../lib/json';
import { disagreement, TransactionBooks } from '../api/answers/transactions';
import { groups } from '../lib/groups';
import { BulkRun, type BulkPort, type Payment } from '../money/batch';
import { sumPoints } from '../input/clean';
import type { TransferRecord } from '../money/single';
import type { Row } from '../input/rows';
import type { Share } from '../money/payBatches';
import type { Item } from '../run/item';
import type { Line, Source } from './sheetRows';
import { transferSettings } from './transferOperation';

/** A valid row on its way to EnKash. */
export class SheetPayment implements Payment {
	readonly row: Row;
	readonly source: Source;

	constructor(readonly line: Line) {
		const { checked, source } = line;
		if (!checked?.row || !source) throw new Error('Only valid rows can be paid');
		this.row = checked.row;
		this.source = source;
	}

	get reference(): string {
		return this.row.uniqueReferenceNumber;
	}

	get mobile(): string {
		return this.row.mobile;
	}

	get email(): string {
		return this.row.email;
	}

	get points(): number {
		return this.row.loadAmount;
	}

	disagreement(found: TransferRecord): string | undefined {
		return disagreement(found, this);
	}
}

/** The payments of each account, with the way to pay them. */
export function sharesOf(payments: SheetPayment[]): Array<Share<SheetPayment>> {
	const shares = groups(payments, ({ source }) => JSON.stringify(Object.values(source)));
	return [...shares.values()].map((share) => {
		const { line, source } = share[0];
		const { item } = line;
		const run = new BulkRun(new Counter(item, source), transferSettings(item));
		return { run, payments: share };
	});
}

/** Where the rows of one account are paid, and looked up. */
class Counter implements BulkPort<SheetPayment> {
	readonly skipsKnownUsers: boolean;
	private readonly books: TransactionBooks;

	constructor(
		private readonly item: Item,
		private readonly source: Source,
	) {
		const { companyId, cardAccountId, paysKnownUsers } = source;
		this.skipsKnownUsers = !paysKnownUsers;
		this.books = new TransactionBooks(
			item,
			'reward.getTransactions',
			{ companyId, cardAccountId },
			'CR',
		);
	}

	async find(references: string[]) {
		return await this.books.find(references);
	}

	async post(payments: SheetPayment[]) {
		const { companyId, cardAccountId, paysKnownUsers } = this.source;
		const { payload, ...envelope } = await this.item.call('reward.bulkAllocate', {
			query: { companyId, cardAccountId, isPointsAllocation: paysKnownUsers },
			body: payments.map(({ row }) => row),
		});
		const entries = bulkEntries(payload);
		if (!this.item.optionFlag('includeEnvelope', false)) return entries;
		return entries.map((entry) => ({ ...entry, record: { ...entry.record, ...envelope } }));
	}
}

/** @throws EnkashError where an account has fewer points than its rows need (R3, api-9796909). */
export async function assertCovered(payments: SheetPayment[]): Promise<void> {
	const accounts = groups(payments, ({ source }) => `${source.companyId} ${source.cardAccountId}`);
	for (const rows of accounts.values()) {
		const { line, source } = rows[0];
		const { companyId, cardAccountId } = source;
		const { payload } = await line.item.call('reward.getAccount', {
			body: { companyId, cardAccountId },
		});
		const balance = isRecord(payload) ? payload.availableBalance : undefined;
		const needed = sumPoints(rows.map(({ points }) => points));
		const told = typeof balance === 'number';
		if (told && balance >= needed) continue;
		const has = told ? `has ${balance} points` : 'has an unknown number of points';
		throw new EnkashError(
			'notSent',
			`Account ${cardAccountId} ${has}, and ${rows.length} rows need ${needed}`,
			{
				description: 'Nothing was sent. Fund the account in EnKash, or pay fewer rows at once.',
			},
		);
	}
}
