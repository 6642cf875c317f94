import type { INodeProperties } from 'n8n-workflow';
import type { CallRequest } from '../api/client';
import { inputError } from '../lib/errors';
import { isRecord, type JsonRecord } from '../lib/json';
import {
	assertFulfillable,
	orderIn,
	referenceOf,
	vouchersMissing,
	vouchersPending,
} from '../api/answers/orders';
import type { Answer } from '../api/wire/envelope';
import { productCatalogId } from '../fields/catalogueFields';
import { onDuplicateReference, resendUnconfirmed } from '../fields/money';
import { optionsField } from '../fields/options';
import { paymentLimits } from '../fields/paymentLimits';
import {
	buysVouchers,
	denomination,
	includeVoucherCodes,
	orderReference,
	quantity,
	waiting,
} from '../fields/orderFields';
import { simplify } from '../fields/simplify';
import { wholeFrom } from '../input/clean';
import { TransferRun } from '../money/single';
import type { TransferOutcome } from '../money/transfer';
import type { Item } from '../run/item';
import { presenter, type Operation, type OperationText } from '../run/operation';
import { asData, completed, withAll } from '../run/output';
import {
	otherReference,
	transferOperation,
	transferSettings,
	type PreparedTransfer,
	type Shared,
} from './transferOperation';
import { orderBooks } from './orderBooks';
import { voucherNote, withVoucherHints } from './voucherNotes';
import { awaitVouchers, orderItem, SECOND, type Patience } from './vouchers';

export interface OrderSpec extends OperationText {
	/** The request as the user corrected it. */
	correct(item: Item, request: CallRequest): CallRequest;
}

/** Points are allocated, vouchers are ordered. */
const OUTCOMES: Record<TransferOutcome, string> = {
	allocated: 'ordered',
	alreadyAllocated: 'alreadyOrdered',
	recovered: 'recovered',
};

/**
 * What comes out of an order whichever way it is known. The state comes first, since a table shows
 * the first columns alone, and an order is not done before its vouchers are there.
 */
const ALWAYS_TOLD = {
	outcome: 'outcome',
	orderStatus: 'orderStatus',
	vouchersPending: 'vouchersPending',
	reference: 'reference',
	orderId: 'orderId',
	voucherDetailsList: 'voucherDetailsList',
	totalAmount: 'totalAmount',
	paidAmount: 'paidAmount',
	orderReferenceId: 'orderReferenceId',
};

const SIMPLE_BOUGHT = { ...ALWAYS_TOLD, voucherNote: 'voucherNote' };

const WAIT =
	"use 'Get Order' later. To have the next orders wait, turn on 'Wait for Vouchers' in the options.";

const WAIT_LONGER = "use 'Get Order' later, or give 'Voucher Timeout' more time.";

/** Who waits for vouchers wants them, so this follows 'Wait for Vouchers' where it was not added. */
const codes: INodeProperties = {
	...includeVoucherCodes,
	description:
		"Whether to return the numbers and PINs of vouchers. Without this option they are returned where 'Wait for Vouchers' is on.",
};

/** A call that buys vouchers. */
export function order(spec: OrderSpec): Operation {
	const operation = transferOperation({
		...spec,
		fields: [
			buysVouchers,
			...spec.fields,
			{ ...productCatalogId, required: true },
			denomination,
			quantity,
			orderReference,
			simplify,
			optionsField([
				onDuplicateReference,
				resendUnconfirmed,
				codes,
				...waiting,
				...paymentLimits,
				...(spec.options ?? []),
			]),
		],
		reference: orderReference,
		outcomes: OUTCOMES,
		prepare: (item, shared) => prepareOrder(spec, item, shared),
	});
	return withVoucherHints(operation);
}

function prepareOrder(spec: OrderSpec, item: Item, shared: Shared): PreparedTransfer {
	const content = {
		denomination: item.cleaned('denomination', wholeFrom(1)),
		productCatalogId: item.text('productCatalogId'),
		quantity: item.cleaned('quantity', wholeFrom(1)),
	};
	const ledger = [item.host('marketplace'), 'order'];
	const identity = shared.identity(ledger, content);
	const named = { ...content, orderReferenceId: identity.reference };
	const request = spec.correct(item, { body: named });
	const body = isRecord(request.body) ? request.body : {};
	const reference = referenceIn(body, item);
	const settings = transferSettings(item);
	const count = Number(body.quantity);
	const patience = patienceOf(item);
	const includeCodes = item.optionFlag('includeVoucherCodes', patience !== undefined);
	const show = presenter(item, SIMPLE_BOUGHT);
	return {
		outlay: {
			item,
			payment: { ...identity, reference },
			points: Number(body.denomination) * count,
		},
		way: shared.way(settings.policy, () => new TransferRun<Answer>(orderBooks(item), settings)),
		transfer: {
			...identity,
			reference,
			send: async () => {
				const answer = await item.call(spec.call, request);
				return { record: completed(orderIn(answer.payload), toldOf(body)), answer };
			},
			contradiction: (answer) =>
				otherReference(referenceOf(answer), reference) ?? otherAnswer(answer, body),
			disagreement: (found) => otherPurchase(found, body),
		},
		present: async ({ outcome, record, answer }) => {
			const awaited =
				patience &&
				(await awaitVouchers(record, { item, reference, quantity: count, ...patience }));
			const latest = awaited?.order ?? record;
			assertFulfillable(latest, reference);
			const note = voucherNote(latest, {
				quantity: count,
				includesCodes: includeCodes,
				remedy: patience ? WAIT_LONGER : WAIT,
			});
			const own = {
				outcome: OUTCOMES[outcome],
				reference,
				orderReferenceId: reference,
				vouchersPending: vouchersPending(latest, count),
				...note,
			};
			const shownOrder = { ...own, ...orderItem(latest, includeCodes), ...own };
			const results = show([asData(withAll(ALWAYS_TOLD, shownOrder))], answer);
			const problems = { ...vouchersMissing(latest, count), ...awaited?.problem };
			return results.map((result) => ({ ...result, ...problems }));
		},
	};
}

/** The reference that is sent: 'Body' may have another one than 'Reference'. */
function referenceIn({ orderReferenceId }: JsonRecord, item: Item): string {
	if (typeof orderReferenceId === 'string' && orderReferenceId) return orderReferenceId;
	throw inputError(
		item.label('body'),
		"has no text as 'orderReferenceId'",
		"Leave it out, and fill in 'Reference'.",
	);
}

/** How long to wait for vouchers, where the user wants to. */
function patienceOf(item: Item): Patience | undefined {
	if (!item.optionFlag('waitForVouchers', false)) return undefined;
	const limit = item.optionCount('voucherTimeout', 120) * SECOND;
	return { limit, interval: item.optionCount('pollingInterval', 5) * SECOND };
}

/** What was sent, in the names of an answer. */
function toldOf({
	productCatalogId,
	denomination: value,
	quantity: totalQuantity,
}: JsonRecord): JsonRecord {
	return { productCatalogId, denomination: value, totalQuantity };
}

/** An order is made of what was asked for, or something else was bought. */
function otherAnswer(answer: JsonRecord, body: JsonRecord): string | undefined {
	const other = otherPurchase(answer, body);
	return other && `EnKash answered ${other}`;
}

/**
 * What an order under the same reference must agree in, as far as it tells. D11's page shows the total
 * of the face values, and not the denomination.
 */
function otherPurchase(found: JsonRecord, body: JsonRecord): string | undefined {
	const { denomination: value, quantity: count } = body;
	const total = (found.denomination ?? '') === '' ? found.totalAmount : undefined;
	const pairs: Array<[told: unknown, wanted: unknown, what: string]> = [
		[found.productCatalogId, body.productCatalogId, 'of the brand'],
		[found.denomination, value, 'of the denomination'],
		[found.totalQuantity, count, 'of the quantity'],
		[total, Number(value) * Number(count), 'of the total amount'],
	];
	const other = pairs.find(
		([told, wanted]) => (told ?? '') !== '' && String(told) !== String(wanted),
	);
	return other && `for an order ${other[2]} ${String(other[0])} and not ${String(other[1])}`;
}
