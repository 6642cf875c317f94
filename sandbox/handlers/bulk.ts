import { findCard, issueCard } from '../cards';
import { toAmount, toPaise } from '../money';
import { Refusal } from '../refusal';
import type { Account, Card, Transaction } from '../state';
import type { Call, Handler } from '../types';
import { accountOf, credit, requireCover } from '../wallet';
import { requirePoints } from './allocate';

interface Row {
	title: string;
	name: string;
	email: string;
	mobile: string;
	loadAmount: number;
	remarks?: string;
	uniqueReferenceNumber: string;
}

interface Query {
	companyId: string;
	cardAccountId: string;
	isPointsAllocation: boolean;
}

/** R2. Rows stand alone: one that is refused does not keep the next from being paid. */
export const bulkAllocate: Handler = (call) => {
	const rows = call.body as Row[];
	const query = call.query as unknown as Query;
	const account = bulkAccount(call, query);
	const reached = call.partial ? Math.ceil(rows.length / 2) : rows.length;
	const paid: object[] = [];
	const failed: object[] = [];
	for (const [index, row] of rows.entries()) {
		if (index >= reached) {
			if (call.partial?.message !== undefined)
				failed.push(failure(row, account, call.partial.message));
			continue;
		}
		try {
			paid.push(success(row, pay(call, row, account, query.isPointsAllocation), call));
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			failed.push(failure(row, account, error.message));
		}
	}
	return {
		payload: {
			successBulkEnKashCardCreateDTOs: paid,
			failedBulkEnKashCardCreateDTOs: failed,
			successCount: paid.length,
			failedCount: failed.length,
			totalCount: rows.length,
		},
	};
};

function bulkAccount({ world }: Call, { companyId, cardAccountId }: Query): Account {
	if (companyId === '') throw new Refusal('Company Id is required if it is an Enkash User', 422);
	const account = accountOf(world, companyId, cardAccountId);
	if (account.bulkObjection !== undefined) throw new Refusal(account.bulkObjection, 422);
	return account;
}

function pay(
	{ world, operationId }: Call,
	row: Row,
	account: Account,
	payExisting: boolean,
): Transaction {
	requirePoints(row.loadAmount);
	const paise = toPaise(row.loadAmount);
	const known = findCard(account, row.mobile, row.email);
	// That existing users get nothing is documented, that they are reported as failed is inferred.
	if (known && !payExisting) throw new Refusal('User already exists');
	requireCover(world, account, paise, row.uniqueReferenceNumber);
	const card: Card = known ?? issueCard(world.state, account, personOf(row));
	return credit(world, {
		card,
		paise,
		reference: row.uniqueReferenceNumber,
		call: operationId,
		description: row.remarks,
	});
}

function personOf({ title, name, email, mobile }: Row) {
	const [firstName, ...rest] = name.trim().split(/\s+/);
	return {
		title,
		firstName,
		lastName: rest.join(' ') || undefined,
		gender: title === 'Mr' ? 'M' : 'F',
		email,
		mobile,
	};
}

function success(row: Row, { card, id, balance }: Transaction, { world }: Call): object {
	return {
		email: row.email,
		name: row.name,
		mobile: row.mobile,
		title: row.title,
		loadAmount: row.loadAmount,
		companyId: card.account.companyId,
		cardAccountId: card.account.cardAccountId,
		enKashCardId: card.enKashCardId,
		userId: card.userId,
		accountBalance: toAmount(card.account.available),
		enkashCardTxnId: id,
		otbBalance: toAmount(balance),
		...(world.settings.bulkRowReference
			? { uniqueReferenceNumber: row.uniqueReferenceNumber }
			: {}),
	};
}

function failure(row: Row, { companyId, cardAccountId }: Account, errorMessage: string): object {
	return { ...row, companyId, cardAccountId, errorMessage };
}
