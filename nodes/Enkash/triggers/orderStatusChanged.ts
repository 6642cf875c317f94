import type { IDataObject } from 'n8n-workflow';
import { filters } from '../actions/common/filters';
import { findOrder, referenceOf, vouchersIn, vouchersPending } from '../api/answers/orders';
import { recordsIn } from '../api/wire/records';
import { wordOf } from '../api/wire/words';
import { triggerOptions } from '../fields/options';
import { includeVoucherCodes, orderFilters } from '../fields/orderFields';
import { simplify } from '../fields/simplify';
import { enkashTimeZone, ordersByReference, whichOrders } from '../fields/triggerFields';
import { cleanChoice, textOf } from '../input/clean';
import { instantOf } from '../input/wallClock';
import { storedRecord, type JsonRecord } from '../lib/json';
import { orderItem } from '../payments/vouchers';
import type { Item } from '../run/item';
import { changes, type Thing, type Things } from './changes';
import { enkashTimeZoneOf } from './enkashClock';
import type { Poll } from './event';
import { readOn, type Paging } from './pages';
import { readEach } from './readEach';
import { watchList } from './watchList';

/** An order has another status, or its vouchers are there. D9 and D11, docs.enkash.com/api-13454287. */
export const orderStatusChanged = changes({
	value: 'orderStatusChanged',
	name: 'Order Status Changed',
	description: 'A voucher order has another status, or its vouchers are there',
	fields: [
		whichOrders,
		ordersByReference,
		{ ...orderFilters, displayOptions: { show: { whichOrders: ['search'] } } },
		simplify,
		triggerOptions([enkashTimeZone, includeVoucherCodes]),
	],
	watched: ['whichOrders', 'filters'],
	place: (item) => [item.host('marketplace'), enkashTimeZoneOf(item)],
	read: async (poll, start) =>
		isSearch(poll.item) ? await search(poll, start) : await named(poll.item),
	// An order that was not among those named before is only looked at from now on.
	fires: (before, _after, { item }) => before !== undefined || isSearch(item),
	simplify: {
		partnerOrderReferenceId: 'partnerOrderReferenceId',
		orderId: 'orderId',
		orderStatus: 'orderStatus',
		previousOrderStatus: 'previousOrderStatus',
		paymentStatus: 'paymentStatus',
		voucherCount: 'voucherCount',
		totalQuantity: 'totalQuantity',
		totalAmount: 'totalAmount',
		paidAmount: 'paidAmount',
		voucherDetailsList: 'voucherDetailsList',
	},
	remedy:
		"Set a later 'Created From' in 'Filters', or share the orders out among several triggers.",
	nothing: {
		message: 'EnKash has no such order',
		description: "Place an order first, or check 'Orders to Watch' and what is below it.",
	},
});

function isSearch(item: Item): boolean {
	const kinds = ['search', 'references'] as const;
	return item.cleaned('whichOrders', (raw) => cleanChoice(raw, kinds)) === 'search';
}

async function named(item: Item): Promise<Things> {
	const references = watchList(item, 'orders', ['order', 'orderReferenceId']);
	const things = await readEach(references, async (reference) => {
		const order = await findOrder(item, reference);
		return order ? thingOf(order, item, reference) : notThere(reference);
	});
	return { things, all: true };
}

/** Kept as well, so that its coming is a change. */
function notThere(reference: string): Thing {
	const output = () => ({ partnerOrderReferenceId: reference });
	return { key: reference, status: '{}', output };
}

async function search({ item, timeIsUp }: Poll, start: number): Promise<Things> {
	const body = filters(item);
	const found = new Map<string, Thing>();
	const take = (orders: JsonRecord[]) => {
		const before = found.size;
		for (const order of orders) {
			const key = textOf(order.orderId) || (referenceOf(order) ?? JSON.stringify(order));
			if (!found.has(key)) found.set(key, thingOf(order, item, key));
		}
		return found.size - before;
	};
	const load = async (query: Paging | undefined) => {
		const request = { query, body };
		return recordsIn((await item.call('redemption.searchOrders', request)).payload);
	};
	const rest = await readOn({ load, take, enough: () => false, timeIsUp }, start);
	return { things: [...found.values()], rest };
}

function thingOf(order: JsonRecord, item: Item, key: string): Thing {
	const voucherCount = vouchersIn(order).length;
	const status = {
		order: wordOf(order.orderStatus),
		payment: wordOf(order.paymentStatus),
		vouchers: voucherCount,
	};
	return {
		key,
		status: JSON.stringify(status),
		at: instantOf(order.createdOn, enkashTimeZoneOf(item)),
		open: vouchersPending(order, Number(order.totalQuantity ?? 1)),
		output: async (before) => {
			const previousOrderStatus = storedRecord(before)?.order;
			const told = await withVouchers(order, item);
			return { ...told, ...(previousOrderStatus ? { previousOrderStatus } : {}), voucherCount };
		},
	};
}

/** What a search finds may well come without the codes, so the order itself is asked for them. */
async function withVouchers(order: JsonRecord, item: Item): Promise<IDataObject> {
	const includeCodes = item.optionFlag('includeVoucherCodes', false);
	const reference = referenceOf(order);
	const hasCodes = vouchersIn(order).some(({ cardNumber }) => cardNumber !== undefined);
	const whole =
		includeCodes && !hasCodes && reference !== undefined
			? await findOrder(item, reference)
			: undefined;
	return orderItem({ ...order, ...whole }, includeCodes);
}
