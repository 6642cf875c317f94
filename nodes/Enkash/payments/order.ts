import type { INodeProperties } from 'n8n-workflow';
import type { CallRequest } from '../api/client';
import { inputError } from '../lib/errors';
import { isRecord, type JsonRecord } from '../lib/json';
import {
	assertFulfillable,
	findOrder,
	orderIn,
	referenceOf,
	vouchersPending,
} from '../api/answers/orders';
import type { Answer } from '../api/wire/envelope';
import { productCatalogId } from '../fields/catalogueFields';
import { onDuplicateReference } from '../fields/money';
import { optionsField } from '../fields/options';
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
import { sideBySide } from '../lib/pool';
import { TransferRun, type Books } from '../money/single';
import type { Item } from '../run/item';
import { presenter, type Operation, type OperationText } from '../run/operation';
import { completed } from '../run/output';
import {
	otherReference,
	transferOperation,
	transferSettings,
	type PreparedTransfer,
	type Shared,
} from './transferOperation';
import { awaitVouchers, orderItem, SECOND, type Patience } from './vouchers';

export interface OrderSpec extends OperationText {
	/** The request as the user corrected it. */
	correct(item: Item, request: CallRequest): CallRequest;
}

const SIMPLE_BOUGHT = {
	outcome: 'outcome',
	orderReferenceId: 'orderReferenceId',
	orderId: 'orderId',
	orderStatus: 'orderStatus',
	paymentStatus: 'paymentStatus',
	vouchersPending: 'vouchersPending',
	voucherDetailsList: 'voucherDetailsList',
	totalQuantity: 'totalQuantity',
	totalAmount: 'totalAmount',
	paidAmount: 'paidAmount',
};

/** Who waits for vouchers wants them, so this follows 'Wait for Vouchers' where it was not added. */
const codes: INodeProperties = {
	...includeVoucherCodes,
	description:
		"Whether to return the numbers and PINs of vouchers. Without this option they are returned where 'Wait for Vouchers' is on.",
};

/** A call that buys vouchers. */
export function order(spec: OrderSpec): Operation {
	return transferOperation({
		...spec,
		fields: [
			buysVouchers,
			...spec.fields,
			{ ...productCatalogId, required: true },
			denomination,
			quantity,
			orderReference,
			simplify,
			optionsField([onDuplicateReference, codes, ...waiting, ...(spec.options ?? [])]),
		],
		reference: orderReference,
		prepare: (item, shared) => prepareOrder(spec, item, shared),
	});
}

function prepareOrder(spec: OrderSpec, item: Item, shared: Shared): PreparedTransfer {
	const content = {
		denomination: item.cleaned('denomination', wholeFrom(1)),
		productCatalogId: item.text('productCatalogId'),
		quantity: item.cleaned('quantity', wholeFrom(1)),
	};
	const orderReferenceId = shared.reference(content);
	const request = spec.correct(item, { body: { ...content, orderReferenceId } });
	const body = isRecord(request.body) ? request.body : {};
	const reference = referenceIn(body, item);
	const settings = transferSettings(item);
	const count = Number(body.quantity);
	const patience = patienceOf(item);
	const includeCodes = item.optionFlag('includeVoucherCodes', patience !== undefined);
	const show = presenter(item, SIMPLE_BOUGHT);
	return {
		way: shared.way(settings.policy, () => new OrderRun(orderBooks(item), settings)),
		transfer: {
			reference,
			send: async () => {
				const answer = await item.call(spec.call, request);
				return { record: completed(orderIn(answer.payload), toldOf(body)), answer };
			},
			contradiction: (answer) => otherReference(referenceOf(answer), reference),
			disagreement: (found) => otherPurchase(found, body),
		},
		present: async ({ outcome, record, answer }) => {
			const awaited =
				patience &&
				(await awaitVouchers(record, { item, reference, quantity: count, ...patience }));
			const latest = awaited?.order ?? record;
			assertFulfillable(latest, reference);
			const pending = vouchersPending(latest, count);
			const own = { outcome, orderReferenceId: reference, vouchersPending: pending };
			const results = show([{ ...own, ...orderItem(latest, includeCodes) }], answer);
			return results.map((result) => ({ ...result, ...awaited?.problem }));
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

/** What an order under the same reference must agree in, as far as it tells. */
function otherPurchase(found: JsonRecord, body: JsonRecord): string | undefined {
	const pairs: Array<[told: unknown, wanted: unknown, what: string]> = [
		[found.productCatalogId, body.productCatalogId, 'of the brand'],
		[found.denomination, body.denomination, 'of the denomination'],
		[found.totalQuantity, body.quantity, 'of the quantity'],
	];
	const other = pairs.find(
		([told, wanted]) => told !== undefined && told !== null && String(told) !== String(wanted),
	);
	return other && `for an order ${other[2]} ${String(other[0])} and not ${String(other[1])}`;
}

/** The orders of a login, by their references. */
function orderBooks(item: Item): Books {
	return {
		find: async (references) => {
			const found = new Map<string, JsonRecord>();
			for (const reference of references) {
				const record = await findOrder(item, reference);
				if (record) found.set(reference, record);
			}
			return found;
		},
	};
}

const LOOK_UPS_AT_A_TIME = 5;

/** D11 takes one reference at a time, so one that cannot be looked up leaves the others alone. */
class OrderRun extends TransferRun<Answer> {
	override async prepare(references: string[]): Promise<void> {
		const each = [...new Set(references)];
		await sideBySide(each.length, LOOK_UPS_AT_A_TIME, async (position) => {
			await super.prepare([each[position]]);
			return true;
		});
	}
}
