import { instant } from '../clock';
import { toPaise } from '../money';
import { Refusal } from '../refusal';
import type { Behaviour, SandboxSettings, Setup } from '../settings';
import type { State, Transaction } from '../state';
import type { Handler } from '../types';
import { holderName } from '../views';
import { accountOf } from '../wallet';
import {
	amongStrangers,
	directionShown,
	insteadOfList,
	isNoList,
	listed,
	ordered,
	pageOf,
	type Page,
	statusShown,
} from './listing';

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
	uniqueReferenceNumber?: string;
	txnDateFrom?: string;
	txnDateTo?: string;
}

/** R4 and I2. */
export const searchTransactions: Handler = ({ body, query, world }) => {
	const { state, settings } = world;
	const filter = heeded(body as Filter, settings);
	const account = accountOf(world, filter.companyId, filter.cardAccountId);
	requireReference(filter, settings);
	if (isNoList(settings)) return { payload: insteadOfList(settings) };
	if (settings.list === 'empty') return { payload: [], recordsCount: 0 };
	const newest = Date.now() - settings.listLag;
	const from = instant(filter.txnDateFrom) ?? 0;
	const to = instant(filter.txnDateTo) ?? newest;
	const found = (isBlindTo(filter, settings) ? [] : candidates(state, filter)).filter(
		(transaction) =>
			transaction.card.account === account &&
			transaction.at <= newest &&
			transaction.at >= from &&
			transaction.at <= to &&
			passes(transaction, filter, settings),
	);
	const records = ordered(found, settings).map(
		(transaction) => () => listed(transaction, settings),
	);
	const shown = settings.listStrangers ? amongStrangers(records, inVain(filter, found)) : records;
	const all = settings.listRepeats ? shown.flatMap((record) => [record, record]) : shown;
	const asked = settings.listPages === 'body' ? (body as Paging) : query;
	const page =
		settings.listPages === 'none' ? pageOf(all, query, settings) : partOf(all, asked, settings);
	return { ...page, payload: page.payload.map((record) => record()) };
};

interface Paging {
	limit?: unknown;
	offset?: unknown;
}

/** The part of the list that is given at once. */
function partOf<T>(records: T[], { limit, offset }: Paging, { listPages }: Setup): Page<T> {
	const from = listPages === 'ten' ? 0 : Number(offset ?? 0);
	const most = listPages === 'ten' ? 10 : Number(limit ?? 10);
	return { payload: records.slice(from, from + most), recordsCount: records.length };
}

function requireReference(filter: Filter, { listNeedsReference }: Setup): void {
	const { pgReferenceNumber, pgReferenceNumbers } = filter;
	if (listNeedsReference && pgReferenceNumber === undefined && pgReferenceNumbers === undefined)
		throw new Refusal('pgReferenceNumber is required', 400);
}

/** The filter as far as the list looks at it. */
function heeded(filter: Filter, { list, listFilter }: SandboxSettings): Filter {
	const { uniqueReferenceNumber, ...others } = filter;
	const none = { ...others, pgReferenceNumber: undefined, pgReferenceNumbers: undefined };
	if (list === 'unfiltered') return none;
	return listFilter === 'pgReferenceNumber'
		? others
		: { ...none, pgReferenceNumber: uniqueReferenceNumber };
}

function isBlindTo(filter: Filter, { list }: SandboxSettings): boolean {
	return (
		(list === 'blindToOne' && filter.pgReferenceNumber !== undefined) ||
		(list === 'blindToMany' && filter.pgReferenceNumbers !== undefined)
	);
}

/** The references that were asked for and not found. */
function inVain({ pgReferenceNumber, pgReferenceNumbers }: Filter, found: Transaction[]): string[] {
	const known = new Set(found.map(({ reference }) => reference));
	const asked = pgReferenceNumber === undefined ? pgReferenceNumbers : [pgReferenceNumber];
	return [...new Set(asked)].filter((reference) => !known.has(reference));
}

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

function passes(transaction: Transaction, filter: Filter, behaviour: Behaviour): boolean {
	const { card } = transaction;
	const ids = filter.enKashTransactionIds;
	return (
		equals(filter.companyName, card.account.companyName) &&
		equals(filter.cardHolderName, holderName(card)) &&
		equals(filter.userId, card.userId) &&
		equals(filter.enKashCardId, card.enKashCardId) &&
		equals(filter.status, statusShown(transaction, behaviour)) &&
		equals(filter.enKashTransactionId, transaction.id) &&
		(ids === undefined || ids.includes(transaction.id)) &&
		equals(filter.cardTransactionType, directionShown(transaction, behaviour)) &&
		transaction.amount >= toPaise(filter.amountFrom ?? 0) &&
		transaction.amount <= toPaise(filter.amountTo ?? Number.MAX_SAFE_INTEGER)
	);
}

function equals(wanted: string | undefined, value: unknown): boolean {
	return wanted === undefined || wanted === value;
}
