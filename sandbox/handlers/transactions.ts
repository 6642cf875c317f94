import { instant } from '../clock';
import { toPaise } from '../money';
import type { State, Transaction } from '../state';
import type { Handler } from '../types';
import { holderName, transactionView } from '../views';
import { accountOf } from '../wallet';

interface Filter {
	companyId: string;
	cardAccountId: string;
	companyName?: string;
	cardHolderName?: string;
	userId?: string;
	enKashCardId?: string;
	status?: string;
	enKashTransactionId?: string;
	enKashTransactionIds?: string[];
	cardTransactionType?: string;
	amountFrom?: number;
	amountTo?: number;
	pgReferenceNumber?: string;
	pgReferenceNumbers?: string[];
	txnDateFrom?: string;
	txnDateTo?: string;
}

/** R4 and I2, newest first. */
export const searchTransactions: Handler = ({ body, world }) => {
	const filter = body as Filter;
	const account = accountOf(world, filter.companyId, filter.cardAccountId);
	const found = candidates(world.state, filter)
		.filter((transaction) => transaction.card.account === account && passes(transaction, filter))
		.reverse();
	return { payload: found.map(transactionView), recordsCount: found.length };
};

/** References are looked up, so that one among many thousand is found at once. */
function candidates(
	state: State,
	{ pgReferenceNumber, pgReferenceNumbers }: Filter,
): Transaction[] {
	if (pgReferenceNumber === undefined && pgReferenceNumbers === undefined)
		return state.transactions;
	const wanted = new Set(pgReferenceNumbers ?? [pgReferenceNumber ?? '']);
	if (pgReferenceNumber !== undefined && !wanted.has(pgReferenceNumber)) return [];
	return [...(pgReferenceNumber === undefined ? wanted : [pgReferenceNumber])]
		.flatMap((reference) => state.transactionsByReference.get(reference) ?? [])
		.sort((one, other) => one.at - other.at);
}

function passes(transaction: Transaction, filter: Filter): boolean {
	const { card } = transaction;
	const ids = filter.enKashTransactionIds;
	return (
		equals(filter.companyName, card.account.companyName) &&
		equals(filter.cardHolderName, holderName(card)) &&
		equals(filter.userId, card.userId) &&
		equals(filter.enKashCardId, card.enKashCardId) &&
		equals(filter.status, 'SUCCESS') &&
		equals(filter.enKashTransactionId, transaction.id) &&
		(ids === undefined || ids.includes(transaction.id)) &&
		equals(filter.cardTransactionType, transaction.direction) &&
		transaction.amount >= toPaise(filter.amountFrom ?? 0) &&
		transaction.amount <= toPaise(filter.amountTo ?? Number.MAX_SAFE_INTEGER) &&
		transaction.at >= (instant(filter.txnDateFrom) ?? 0) &&
		transaction.at <= (instant(filter.txnDateTo) ?? Number.MAX_SAFE_INTEGER)
	);
}

function equals(wanted: string | undefined, value: string): boolean {
	return wanted === undefined || wanted === value;
}
