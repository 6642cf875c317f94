import { transactionView } from '../views';
import { stamp } from '../clock';
import type { Behaviour, Setup, TransactionListing } from '../settings';
import type { Transaction } from '../state';

/** A record as the list shows it. */
export type ListRecord = Record<string, unknown>;

/** One that is made when it is shown: a page of a long list needs few. */
type Shown = () => ListRecord;

/** Answers that are no list, by their names among the settings. */
const NO_LIST = new Map<TransactionListing, unknown>([
	['noPayload', undefined],
	['text', 'Success'],
	['number', 0],
	['boolean', true],
]);

export function isNoList({ list }: Behaviour): boolean {
	return NO_LIST.has(list);
}

/** What comes instead of a list. */
export function insteadOfList({ list }: Behaviour): unknown {
	return NO_LIST.get(list);
}

/** Puts transactions, oldest first, into the order of the settings. */
export function ordered(transactions: Transaction[], { listOrder }: Behaviour): Transaction[] {
	switch (listOrder) {
		case 'oldestFirst':
			return transactions;
		case 'shuffled':
			return transactions
				.map((each) => ({ each, place: hash(each.id) }))
				.sort((one, other) => one.place - other.place)
				.map(({ each }) => each);
		default:
			return transactions.reverse();
	}
}

/** FNV-1a. */
function hash(text: string): number {
	let mixed = 0x811c9dc5;
	for (const letter of text) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193);
	return mixed >>> 0;
}

/** A transaction with the ID, the times, the reference, the direction and the status of the settings. */
export function listed(transaction: Transaction, behaviour: Behaviour & Setup): ListRecord {
	const { enKashCardTransactionId, ...view } = transactionView(transaction);
	return {
		...idShown(enKashCardTransactionId, behaviour),
		...view,
		...timesOf(transaction, behaviour),
		pgReferenceNumber: referenceShown(transaction, behaviour),
		cardTransactionType: directionShown(transaction, behaviour),
		status: statusShown(transaction, behaviour),
	};
}

function timesOf({ at }: Transaction, { listTimes }: Setup): ListRecord {
	const when = stamp(at, listTimes);
	return { createdOn: when, txnDate: when, modifiedOn: when };
}

function idShown(id: unknown, { listIds }: Behaviour): ListRecord {
	if (listIds === 'none') return {};
	return listIds === 'answer' ? { enkashCardTxnId: id } : { enKashCardTransactionId: id };
}

export interface Page<T> {
	payload: T[];
	recordsCount: number;
}

/** A page of a list whose paging no page documents. */
export function pageOf<T>(
	all: T[],
	query: Record<string, unknown>,
	{ listPaging, listPage }: Behaviour,
): Page<T> {
	if (listPaging === 'none') return { payload: all, recordsCount: all.length };
	const offset = Number(query.offset ?? 0);
	const limit = Math.min(Number(query.limit ?? listPage), listPage);
	const payload = all.slice(offset, offset + limit);
	return { payload, recordsCount: listPaging === 'countsAll' ? all.length : payload.length };
}

function referenceShown({ reference }: Transaction, { listReference }: Behaviour): string {
	switch (listReference) {
		case 'otherCase':
			return /[A-Z]/.test(reference) ? reference.toLowerCase() : reference.toUpperCase();
		case 'padded':
			return ` ${reference} `;
		case 'extended':
			return `${reference}-1`;
		default:
			return reference;
	}
}

export function directionShown({ direction }: Transaction, { listSide }: Behaviour): string {
	if (listSide === 'user') return direction;
	return direction === 'CR' ? 'DR' : 'CR';
}

export function statusShown({ failedAs }: Transaction, { listStatus }: Behaviour): unknown {
	return failedAs ?? listStatus ?? 'SUCCESS';
}

const STRANGER = {
	cardAccountId: 'CASTRANG9',
	companyId: 'CEK0THER00',
	companyName: 'Other Example Co',
	enkashCardId: 'EKC0THER00',
	userId: 'EK0THER0',
	maskedCard: 'XXXX XXXX XXXX 0000',
};

/** Each record after one of another account; a reference that was asked for in vain has that one alone. */
export function amongStrangers(records: Shown[], inVain: string[]): Shown[] {
	return [
		...records.flatMap((record) => [() => strangerOf(record()), record]),
		...inVain.map((reference) => () => strangerUnder(reference)),
	];
}

function strangerOf(record: ListRecord): ListRecord {
	return {
		...record,
		...STRANGER,
		enKashCardTransactionId: `OT${String(record.enKashCardTransactionId)}`,
	};
}

function strangerUnder(pgReferenceNumber: string): ListRecord {
	return {
		...STRANGER,
		enKashCardTransactionId: `OT${hash(pgReferenceNumber)}`,
		cardHolderName: 'Somebody Else',
		principalAmount: 100,
		fcyAmount: 0,
		balance: 100,
		pgReferenceNumber,
		description: '',
		currency: 'INR',
		cardTransactionType: 'CR',
		status: 'SUCCESS',
		type: 'ALLOCATE_POINT',
		createdOn: '2025-05-01 09:30:00',
		txnDate: '2025-05-01 09:30:00',
		modifiedOn: '2025-05-01 09:30:00',
	};
}
