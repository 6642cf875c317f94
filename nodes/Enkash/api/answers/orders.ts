import type { Account } from '../login/account';
import { routeOf } from '../login/routes';
import type { Caller, CallRequest } from '../wire/call';
import { OLDER_GET_ORDER } from '../wire/endpoints';
import { asIs, EnkashError, toEnkashError } from '../../lib/errors';
import { isRecord, type JsonRecord } from '../../lib/json';
import { recordsIn } from '../wire/records';
import { meaningOf, wordOf, type Meaning } from '../wire/words';

/** A caller that knows the credential's overrides. */
export interface OrderCaller extends Caller {
	readonly api: { readonly account: Account };
}

export type Edition = 'current' | 'older';

/**
 * D11 in either edition: the later one has the reference in its path, the older one in its body. So
 * does whatever a credential puts in its place, unless it is a GET.
 */
export function orderRequest(
	{ api }: OrderCaller,
	reference: string,
	edition: Edition = 'current',
): CallRequest {
	const path = { orderReferenceId: reference };
	const body = { orderId: reference };
	if (edition === 'older') return { endpointPath: OLDER_GET_ORDER, path, body };
	const { method } = routeOf(api.account, 'redemption.getOrder');
	return method === 'GET' ? { path } : { path, body };
}

/**
 * The order that was created under a reference, or undefined where there surely is none.
 * @throws EnkashError where the look-up does not work, or leaves it open.
 */
export async function findOrder(
	caller: OrderCaller,
	reference: string,
): Promise<JsonRecord | undefined> {
	try {
		const { payload } = await caller.call('redemption.getOrder', orderRequest(caller, reference));
		const order = orderIn(payload);
		if (order && !isOrderOf(order, reference)) throw otherOrder(order, reference);
		return order;
	} catch (thrown) {
		const error = toEnkashError(thrown);
		if (saysNoOrder(error)) return undefined;
		throw asIs(error);
	}
}

/** The order in an answer; none where EnKash answers with success and nothing. */
export function orderIn(payload: unknown): JsonRecord | undefined {
	const [order] = recordsIn(payload).records;
	return order && Object.keys(order).length > 0 ? order : undefined;
}

/** An order tells the reference that it was created with. EnKash may also have found it by its own id. */
function isOrderOf(order: JsonRecord, reference: string): boolean {
	const told = referenceOf(order);
	return told === undefined ? String(order.orderId) !== reference : told === reference;
}

/**
 * What buying under a reference came to, as far as the order tells: bought, not, or nobody knows.
 * A payment that is done counts, though its vouchers are still to come.
 */
export function purchaseOf({ orderStatus, paymentStatus }: JsonRecord): Meaning {
	const told = [paymentStatus, orderStatus].map(meaningOf);
	if (told.includes('moved')) return 'moved';
	return told.includes('unknown') ? 'unknown' : 'notMoved';
}

export function referenceOf(order: JsonRecord): string | undefined {
	const reference = order.partnerOrderReferenceId ?? order.orderReferenceId;
	return typeof reference === 'string' || typeof reference === 'number'
		? String(reference)
		: undefined;
}

/**
 * Whether EnKash itself says that it has no such order. How it says so is not documented. A server
 * that does not know the path says something else, in no envelope of EnKash's, or names the path.
 */
function saysNoOrder({ kind, fromEnkash, message }: EnkashError): boolean {
	if (kind !== 'refused' || !fromEnkash || SOMETHING_ELSE.test(message)) return false;
	return NO_ORDER.some((pattern) => pattern.test(message));
}

const SOMETHING_ELSE =
	/\/|service|server|\bapi\b|endpoint|path|resource|config|product|user|company/i;

const NO_ORDER = [
	/order.*\b(not (be )?found|(does not|doesn'?t) exist|not exists?)\b/i,
	/\bno (such )?order\b/i,
	/\b(invalid|unknown) (partner )?order( reference)?( id)?\b/i,
	/^no (data|records?|details?) found\b/i,
	/^(data|record|details?) not found\b/i,
];

function otherOrder(order: JsonRecord, asked: string): EnkashError {
	const which = referenceOf(order) ?? `which has ${asked} as its own ID`;
	return new EnkashError('unknown', `EnKash gave another order instead, ${which}`, {
		description:
			"Set the endpoint of 'redemption.getOrder' in 'Endpoint Overrides' of the credential.",
	});
}

/** The vouchers of an order, as far as they are there; a single one may come without its list. */
export function vouchersIn({ voucherDetailsList }: JsonRecord): JsonRecord[] {
	const vouchers: unknown[] = Array.isArray(voucherDetailsList)
		? voucherDetailsList
		: [voucherDetailsList];
	return vouchers.filter(isRecord);
}

/** Only SUCCESS is documented of the statuses; these words are inferred. */
const HOPELESS =
	/fail|unsuccess|declin|denied|reject|cancel|refund|void|expired|abort|error|timed/i;

/** Whether vouchers are still to come: fewer than ordered, and EnKash does not call the order done. */
export function vouchersPending(order: JsonRecord, quantity: number): boolean {
	const count = vouchersIn(order).length;
	if (count >= quantity || hopelessStatus(order)) return false;
	return count === 0 || order.orderStatus !== 'SUCCESS';
}

/** How many vouchers will not come, and why, where EnKash has ended an order with some of them. */
export function vouchersMissing(
	order: JsonRecord,
	quantity: number,
): { vouchersMissing: number; voucherProblem: string } | undefined {
	const status = hopelessStatus(order);
	const count = vouchersIn(order).length;
	if (!status || count === 0 || count >= quantity) return undefined;
	return {
		vouchersMissing: quantity - count,
		voucherProblem: `EnKash has the order as ${status}: ${count} of ${quantity} vouchers came. Ask EnKash for the others.`,
	};
}

/** The status by which no more vouchers will come, if the order has such a one. */
function hopelessStatus({ orderStatus, paymentStatus }: JsonRecord): string | undefined {
	return [orderStatus, paymentStatus].map(wordOf).find((status) => HOPELESS.test(status));
}

/** @throws EnkashError where EnKash has the order, and no voucher came or will come of it. */
export function assertFulfillable(order: JsonRecord, reference: string): void {
	const status = hopelessStatus(order);
	if (!status || vouchersIn(order).length > 0) return;
	throw new EnkashError(
		'refused',
		`Order ${reference} has come to nothing: EnKash has it as ${status}`,
		{
			description:
				"No voucher came of it, and it is not placed again under this 'Reference'. Ask EnKash what became of the payment; to order once more, give it another reference.",
		},
	);
}
