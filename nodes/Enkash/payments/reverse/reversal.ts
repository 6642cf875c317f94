import type { TransactionCall } from '../../api/answers/transactions';
import { account as accountFields } from '../../fields/accountFields';
import { resendUnconfirmed, uniqueReferenceNumber } from '../../fields/money';
import { optionsField } from '../../fields/options';
import {
	ON_REVERSED,
	onReversed,
	paidCard,
	paidReference,
	part,
	pointsToTakeBack,
	takesBack,
} from '../../fields/reversalFields';
import { simplify } from '../../fields/simplify';
import { cleanPoints, cleanWhole, textOf, type Cleaned } from '../../input/clean';
import { addAdvice, EnkashError, inputError, toEnkashError } from '../../lib/errors';
import { reversalReference } from '../../money/reference';
import type { TransferOutcome } from '../../money/transfer';
import type { Item } from '../../run/item';
import { presenter, type Operation, type OperationText } from '../../run/operation';
import type { Outcome, RunSettings } from '../../run/outcome';
import { asData, completed } from '../../run/output';
import { pointsLedger, pointsTransfer, sentOf, type PointsMovement } from '../allocation';
import { runTransfers, type PreparedTransfer, type Shared } from '../transferOperation';
import { assertOneSetting } from '../wholeRun';
import { assertOnCard, cardOfPerson, type CardCall } from './cards';
import { Payments, type Request, type Reversible } from './findPayments';

export interface ReversalSpec extends Omit<OperationText, 'fields' | 'options'> {
	/** Where payments and reversals are looked up. */
	books: TransactionCall;
	/** Tells the balance of a card. */
	card: CardCall;
}

/** Points are allocated, and a payment is reversed. */
const OUTCOMES: Record<TransferOutcome, string> = {
	allocated: 'reversed',
	alreadyAllocated: 'alreadyReversed',
	recovered: 'recovered',
};

const SIMPLE_REVERSAL = {
	outcome: 'outcome',
	uniqueReferenceNumber: 'uniqueReferenceNumber',
	reversalReference: 'reversalReference',
	loadAmount: 'loadAmount',
	enKashCardId: 'enKashCardId',
	userId: 'userId',
	enkashCardTxnId: 'enkashCardTxnId',
	otbBalance: 'otbBalance',
	email: 'email',
	mobile: 'mobile',
};

const MAX_PARTS = 100;

/**
 * Takes back what was paid under a reference, once: under a reference that follows from the payment's,
 * and so is the same wherever it is tried again. It begins with what is surely paid, and ends like any
 * other transfer.
 */
export function reversal(spec: ReversalSpec): Operation {
	const { call, name, action, description } = spec;
	return {
		call,
		name,
		action,
		description,
		fields: [
			takesBack,
			paidReference,
			pointsToTakeBack,
			paidCard,
			simplify,
			...accountFields,
			optionsField([onReversed, part, resendUnconfirmed]),
		],
		concurrency: 1,
		run: async (items, settings) => await reverseAll(spec, items, settings),
	};
}

/** What an item asks for, with the payment and the card that were found for it. */
interface Found {
	request: Request;
	payment: Reversible;
	card: string;
}

async function reverseAll(
	spec: ReversalSpec,
	items: Item[],
	settings: RunSettings,
): Promise<Outcome[]> {
	if (items.length > 0) assertOneSetting(items);
	const found = await findAll(spec, items);
	const transfers = {
		...spec,
		fields: [],
		reference: uniqueReferenceNumber,
		outcomes: OUTCOMES,
		prepare: (item: Item, shared: Shared) => prepareReversal(spec, foundFor(found, item), shared),
	};
	const outcomes = await runTransfers(transfers, items, settings);
	return outcomes.map((outcome, position) => explained(outcome, found.get(items[position])));
}

type Finds = Map<Item, Found | EnkashError>;

function foundFor(found: Finds, item: Item): Found {
	const one = found.get(item);
	if (one instanceof EnkashError) throw one;
	if (one) return one;
	throw new EnkashError('notSent', 'Not sent, since its payment was not looked up');
}

/** All payments are looked up before the first of them is taken back. */
async function findAll(spec: ReversalSpec, items: Item[]): Promise<Finds> {
	const found: Finds = new Map();
	const requests: Request[] = [];
	for (const item of items) {
		try {
			requests.push(requestOf(item));
		} catch (thrown) {
			found.set(item, toEnkashError(thrown));
		}
	}
	const payments = await Payments.find(requests, spec.books);
	for (const request of requests) {
		try {
			found.set(request.item, await withCard(request, payments.of(request)));
		} catch (thrown) {
			found.set(request.item, toEnkashError(thrown));
		}
	}
	return found;
}

function requestOf(item: Item): Request {
	return {
		item,
		account: item.account(),
		reference: item.text('uniqueReferenceNumber'),
		part: item.option('part', cleanPart, 1),
		card: item.optionalText('enKashCardId'),
	};
}

function cleanPart(raw: unknown): Cleaned<number> {
	const whole = cleanWhole(raw, 1);
	const isTooMuch = 'value' in whole && whole.value > MAX_PARTS;
	return isTooMuch ? { problem: `is more than ${MAX_PARTS}` } : whole;
}

async function withCard(request: Request, payment: Reversible): Promise<Found> {
	const { item, account, reference } = request;
	const card = payment.card ?? (await cardOfPerson(item, account, reference, payment.record));
	return { request, payment, card };
}

function prepareReversal(
	spec: ReversalSpec,
	{ request, payment, card }: Found,
	shared: Shared,
): PreparedTransfer {
	const { item, account, reference, part: number } = request;
	item.optionChoice('onDuplicateReference', ON_REVERSED, 'returnExisting');
	const points = pointsFor(item, reference, payment);
	const moved = { points, card };
	const own = reversalReference({ ...account, reference, part: number });
	const identity = {
		...shared.identity(pointsLedger(item, account, 'debit'), moved),
		reference: own,
	};
	const holder = { enkashCardId: card };
	const { call, books } = spec;
	const movement: PointsMovement = {
		call,
		books,
		direction: 'debit',
		account,
		holder,
		points,
		identity,
	};
	const { way, transfer } = pointsTransfer(movement, item, shared);
	const show = presenter(item, SIMPLE_REVERSAL);
	const told = { uniqueReferenceNumber: reference, reversalReference: own, loadAmount: points };
	const demand = { card, points, reference, payment: payment.record };
	return {
		way,
		knownAs: reference,
		transfer: {
			...transfer,
			send: async () => {
				await assertOnCard(item, spec.card, account, demand);
				return await transfer.send();
			},
		},
		present: ({ outcome, record, answer }) => {
			const facts = { outcome: OUTCOMES[outcome], ...told };
			const whole = { ...facts, ...asData(completed(record, sentOf(movement))), ...facts };
			return show([whole], answer);
		},
	};
}

/** How many points to take back; all that are left where the user does not say. */
function pointsFor(item: Item, reference: string, { points: paid, left }: Reversible): number {
	const given = item.value('loadAmount');
	const isBlank = textOf(given) === '' || Number(given) === 0;
	if (isBlank && item.hasExpression('loadAmount')) {
		throw inputError(
			item.label('loadAmount'),
			'has an expression that gives nothing',
			'All that was paid would be taken back. Let it give a number of points, or set it to 0 without an expression.',
		);
	}
	const points = isBlank ? left : item.cleaned('loadAmount', cleanPoints, given);
	if (points <= left) return points;
	throw inputError(
		item.label('loadAmount'),
		`is ${points}, and ${left} of the ${paid} points that were paid under ${reference} are left`,
		'Nothing was taken back. Take back fewer, or set it to 0 to take back what is left.',
	);
}

/** A failure with the payment that it is about: it names the reversal's reference at most. */
function explained(outcome: Outcome, found: Found | EnkashError | undefined): Outcome {
	if (!('error' in outcome) || !found || found instanceof EnkashError) return outcome;
	const { reference, part: number } = found.request;
	const advice = `It is to take back part ${number} of reference ${reference}. Each part is taken back once: for more, set 'Part' to the next number.`;
	return { ...outcome, error: addAdvice(outcome.error, advice) };
}
