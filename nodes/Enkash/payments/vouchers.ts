import type { IDataObject } from 'n8n-workflow';
import { toEnkashError } from '../lib/errors';
import type { JsonRecord } from '../lib/json';
import {
	findOrder,
	referenceOf,
	vouchersIn,
	vouchersPending,
	type OrderCaller,
} from '../api/answers/orders';
import { pause } from '../lib/pause';
import type { Item } from '../run/item';
import { asData, type SimpleFields } from '../run/output';

/** Milliseconds. */
export interface Patience {
	limit: number;
	interval: number;
}

/** An order that vouchers are awaited for. */
interface Awaited extends Patience {
	item: Item;
	reference: string;
	quantity: number;
}

/**
 * Looks at an order until its vouchers are there or the time is up, and gives what it saw last. It
 * is paid, so nothing that goes wrong here may hide it: what does is told beside it.
 */
export async function awaitVouchers(
	order: JsonRecord,
	{ item, reference, quantity, limit, interval }: Awaited,
): Promise<{ order: JsonRecord; problem?: { lookUpProblem: string } }> {
	const end = Date.now() + limit;
	let latest = order;
	let problem: { lookUpProblem: string } | undefined;
	while (vouchersPending(latest, quantity) && Date.now() < end && !item.signal?.aborted) {
		try {
			await pause(Math.min(interval, end - Date.now()), item.signal);
			latest = (await findOrder(hurried(item, end - Date.now()), reference)) ?? latest;
			problem = undefined;
		} catch (error) {
			problem = { lookUpProblem: toEnkashError(error).message };
		}
	}
	return { order: latest, problem };
}

export const SECOND = 1000;

/** Calls that answer in the time that is left, or a second. */
function hurried(item: Item, left: number): OrderCaller {
	const call: OrderCaller['call'] = (id, request) => item.call(id, request, Math.max(left, SECOND));
	return { api: item.api, call };
}

/** An order as an item; without 'Include Voucher Codes' its vouchers have no number and no PIN. */
export function orderItem(order: JsonRecord, includeCodes: boolean): IDataObject {
	const reference = referenceOf(order);
	const named = reference === undefined ? order : { reference, ...order };
	if (includeCodes || (order.voucherDetailsList ?? null) === null) return asData(named);
	return asData({ ...named, voucherDetailsList: vouchersIn(order).map(withoutCodes) });
}

const CODES = ['cardNumber', 'pin'];

function withoutCodes(voucher: JsonRecord): JsonRecord {
	return Object.fromEntries(Object.entries(voucher).filter(([name]) => !CODES.includes(name)));
}

/** The fields that D11's page shows, and the time that orders are likely to have. */
export const SIMPLE_ORDER: SimpleFields = {
	reference: 'reference',
	orderStatus: 'orderStatus',
	orderId: 'orderId',
	paymentStatus: 'paymentStatus',
	totalAmount: 'totalAmount',
	paidAmount: 'paidAmount',
	createdOn: 'createdOn',
	voucherNote: 'voucherNote',
	voucherDetailsList: 'voucherDetailsList',
	partnerOrderReferenceId: 'partnerOrderReferenceId',
};
