import { TransactionBooks } from '../api/answers/transactionBooks';
import {
	disagreement,
	referencesOf,
	type CardAccount,
	type TransactionCall,
} from '../api/answers/transactions';
import type { CallId } from '../api/wire/endpoints';
import type { Answer } from '../api/wire/envelope';
import { recordsIn } from '../api/wire/records';
import { account as accountFields } from '../fields/accountFields';
import {
	loadAmount,
	movesPoints,
	onDuplicateReference,
	resendUnconfirmed,
	uniqueReferenceNumber,
} from '../fields/money';
import { optionsField } from '../fields/options';
import { paymentLimits } from '../fields/paymentLimits';
import { simplify } from '../fields/simplify';
import { cleanPoints } from '../input/clean';
import type { JsonRecord } from '../lib/json';
import { TransferRun, type TransferRecord } from '../money/single';
import type { Item } from '../run/item';
import { presenter, type Operation, type OperationText } from '../run/operation';
import { asData, completed, withAll } from '../run/output';
import { CardDetails } from './cardDetails';
import {
	otherPoints,
	otherReference,
	transferOperation,
	transferSettings,
	type Identity,
	type PreparedTransfer,
	type Shared,
	type Way,
} from './transferOperation';

/** Who points go to or come from, in EnKash's field names. */
export interface PointsHolder {
	email?: string;
	mobile?: string;
	title?: string;
	firstName?: string;
	gender?: string;
	enkashCardId?: string;
}

export interface AllocationSpec extends OperationText {
	/** Where its transactions are looked up. */
	books: TransactionCall;
	/** Tells of the cards of an account. */
	cards: CallId;
	direction: 'credit' | 'debit';
	holder(item: Item): PointsHolder;
}

/** The fields that tell a credit from a debit (R1 and I1, api-9796905). */
const MOVEMENTS = {
	credit: { transactionCode: 'ALLOCATION', transactionType: 'CR', type: 'ALLOCATE_POINT' },
	debit: { transactionCode: 'ALLOCATION', transactionType: 'DR', type: 'UNALLOCATE_POINT' },
} as const;

/** What was done, to whom, and how much come first, since a table shows the first columns alone. */
const SIMPLE_ALLOCATION = {
	outcome: 'outcome',
	email: 'email',
	loadAmount: 'loadAmount',
	reference: 'reference',
	mobile: 'mobile',
	maskedNumber: 'maskedNumber',
	enKashCardId: 'enKashCardId',
	enkashCardTxnId: 'enkashCardTxnId',
	otbBalance: 'otbBalance',
	uniqueReferenceNumber: 'uniqueReferenceNumber',
};

/** A call that moves points to or from one user. */
export function allocation(spec: AllocationSpec): Operation {
	return transferOperation({
		...spec,
		fields: [
			movesPoints,
			...spec.fields,
			loadAmount,
			uniqueReferenceNumber,
			simplify,
			...accountFields,
			optionsField([
				onDuplicateReference,
				resendUnconfirmed,
				...(spec.direction === 'credit' ? paymentLimits : []),
				...(spec.options ?? []),
			]),
		],
		reference: uniqueReferenceNumber,
		prepare: (item, shared) => prepareAllocation(spec, item, shared),
	});
}

function prepareAllocation(spec: AllocationSpec, item: Item, shared: Shared): PreparedTransfer {
	const account = item.account();
	const points = item.cleaned('loadAmount', cleanPoints);
	const holder = spec.holder(item);
	const { email, mobile, enkashCardId } = holder;
	const moved = { points, email, mobile, card: enkashCardId };
	const identity = shared.identity(pointsLedger(item, account, spec.direction), moved);
	const movement = { ...spec, account, holder, points, identity };
	const { reference } = identity;
	const told = { reference, uniqueReferenceNumber: reference, loadAmount: points };
	const show = presenter(item, SIMPLE_ALLOCATION);
	const { way, transfer, outlay } = pointsTransfer(movement, item, shared);
	return {
		way,
		transfer,
		outlay,
		present: async ({ outcome, record, answer }) => {
			const own = { outcome, ...told };
			const known = completed(record, sentOf(movement));
			const found = !answer && (await cardsOf(way, item, spec.cards, account).complete(known));
			const whole = withAll(SIMPLE_ALLOCATION, { ...own, ...(found || known), ...own });
			return show([asData(whole)], answer);
		},
	};
}

/** Where a reference of points counts. The sheet has the same one for its credits. */
export function pointsLedger(
	item: Item,
	{ companyId, cardAccountId }: CardAccount,
	direction: 'credit' | 'debit',
): string[] {
	return [item.host('card'), companyId, cardAccountId, direction];
}

/** Points on their way, all of it checked. */
export interface PointsMovement {
	call: CallId;
	/** Where it is looked up. */
	books: TransactionCall;
	direction: 'credit' | 'debit';
	account: CardAccount;
	holder: PointsHolder;
	points: number;
	identity: Identity;
}

/** What was sent, in the names of an answer. */
export function sentOf({ points, holder }: PointsMovement): JsonRecord {
	const { email, mobile, enkashCardId } = holder;
	return { loadAmount: points, email, mobile, enKashCardId: enkashCardId };
}

/** Moves points by R1 or I1. */
export function pointsTransfer(
	movement: PointsMovement,
	item: Item,
	shared: Shared,
): Pick<PreparedTransfer, 'way' | 'transfer' | 'outlay'> {
	const { call, books, direction, account, holder, points, identity } = movement;
	const { reference } = identity;
	const codes = MOVEMENTS[direction];
	const settings = transferSettings(item);
	const { email, mobile, enkashCardId: card } = holder;
	return {
		way: shared.way([account, settings.policy], () => {
			const list = new TransactionBooks(item, books, account, codes.transactionType);
			return new TransferRun<Answer>(list, settings);
		}),
		outlay: direction === 'credit' ? { item, payment: identity, points } : undefined,
		transfer: {
			...identity,
			send: async () => {
				// Both spellings: EnKash's schema has the first, all of its examples the second.
				const references = { uniqueReferenceNumber: reference, uniqueReferenceNum: reference };
				const body = { ...account, ...codes, ...holder, loadAmount: points, ...references };
				const answer = await item.call(call, { body });
				const [told] = recordsIn(answer.payload).records;
				return { record: completed(told, sentOf(movement)), answer };
			},
			contradiction: (answer) =>
				otherReference(referencesOf(answer)[0], reference) ??
				otherPoints(answer, points) ??
				otherCard(answer, card),
			disagreement: (found) => disagreement(found, { points, email, mobile, card }),
		},
	};
}

/** One for the transfers that are looked up together, since it may ask for all cards of their account. */
const cardsByWay = new WeakMap<Way, CardDetails>();

function cardsOf(way: Way, item: Item, call: CallId, account: CardAccount): CardDetails {
	const cards = cardsByWay.get(way) ?? new CardDetails(item, call, account);
	cardsByWay.set(way, cards);
	return cards;
}

/** Where a user was named by card, an answer about another card means that another user was paid. */
function otherCard(answer: TransferRecord, card: string | undefined): string | undefined {
	if (card === undefined) return undefined;
	const told = [answer.enKashCardId, answer.enkashCardId].filter((id) => (id ?? '') !== '');
	const other = told.find((id) => id !== card);
	return other === undefined
		? undefined
		: `EnKash answered for card ${String(other)} and not ${card}`;
}
