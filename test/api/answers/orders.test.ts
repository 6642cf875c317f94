/** How an order is found by its reference, and what is made of what it tells. */
import { denominationsIn } from '../../../nodes/Enkash/api/answers/catalogue';
import {
	assertFulfillable,
	findOrder,
	orderIn,
	orderRequest,
	purchaseOf,
	referenceOf,
	vouchersIn,
	vouchersMissing,
	vouchersPending,
} from '../../../nodes/Enkash/api/answers/orders';
import { readAccount } from '../../../nodes/Enkash/api/login/account';
import { EnkashError, type FailureDetails } from '../../../nodes/Enkash/lib/errors';
import type { JsonRecord } from '../../../nodes/Enkash/lib/json';

const callerWith = (answer: () => unknown, endpointOverrides = '') => {
	const asked: unknown[][] = [];
	return {
		asked,
		api: { account: readAccount({ endpointOverrides }) },
		call: (...call: unknown[]) => {
			asked.push(call);
			return Promise.resolve().then(() => ({ code: 0, message: '', payload: answer() }));
		},
	};
};
const found = (answer: () => unknown) => findOrder(callerWith(answer), 'REF-1');
const refusal =
	(message: string, details: FailureDetails = { fromEnkash: true }) =>
	() => {
		throw new EnkashError('refused', message, details);
	};
const ORDER = { orderId: 'O1', partnerOrderReferenceId: 'REF-1' };

describe('an order is asked for', () => {
	it('by its reference in the path', () => {
		expect(
			orderRequest(
				callerWith(() => ({})),
				'REF-1',
			),
		).toEqual({
			path: { orderReferenceId: 'REF-1' },
		});
	});

	it('by its reference in the body as well, where the credential has it sent by another method', () => {
		const caller = callerWith(() => ({}), '{"redemption.getOrder": "POST /mine"}');
		expect(orderRequest(caller, 'REF-1')).toEqual({
			path: { orderReferenceId: 'REF-1' },
			body: { orderId: 'REF-1' },
		});
	});

	it('at the older endpoint, if that is wished', () => {
		expect(
			orderRequest(
				callerWith(() => ({})),
				'REF-1',
				'older',
			),
		).toEqual({
			endpointPath: 'POST /api/v0/order/orderDetails',
			path: { orderReferenceId: 'REF-1' },
			body: { orderId: 'REF-1' },
		});
	});
});

describe('an order is found', () => {
	it('where EnKash gives it', async () => {
		const caller = callerWith(() => [ORDER]);
		expect(await findOrder(caller, 'REF-1')).toEqual(ORDER);
		expect(caller.asked).toEqual([
			['redemption.getOrder', { path: { orderReferenceId: 'REF-1' } }],
		]);
	});

	it('where it tells no reference, as long as it was not found by its own ID', async () => {
		expect(await found(() => ({ orderId: 'O1' }))).toEqual({ orderId: 'O1' });
		await expect(found(() => ({ orderId: 'REF-1' }))).rejects.toMatchObject({
			kind: 'unknown',
			message: 'EnKash gave another order instead, which has REF-1 as its own ID',
		});
	});

	it('not where EnKash gives success and nothing', async () => {
		for (const nothing of [undefined, null, [], {}, [{}], { data: [] }, 'none'])
			expect(await found(() => nothing)).toBeUndefined();
		expect(orderIn([ORDER, { orderId: 'O2' }])).toEqual(ORDER);
	});

	it('not where another one is given instead, which is said', async () => {
		await expect(
			found(() => ({ ...ORDER, partnerOrderReferenceId: 'REF-2' })),
		).rejects.toMatchObject({
			kind: 'unknown',
			message: 'EnKash gave another order instead, REF-2',
			description:
				"Set the endpoint of 'redemption.getOrder' in 'Endpoint Overrides' of the credential.",
		});
	});

	it.each([
		'Order not found',
		'ORDER with this reference could not be found',
		'The order does not exist',
		"This order doesn't exist",
		'This order doesnt exist',
		'Order not exist',
		'Order not exists',
		'No order for this reference',
		'There is no such order',
		'Invalid order',
		'Invalid partner order reference id',
		'Unknown order id',
		'No data found',
		'No record found',
		'No records found.',
		'No detail found',
		'No details found',
		'Data not found',
		'Record not found',
		'Detail not found',
		'Details not found',
	])('not where EnKash says so: %s', async (words) => {
		expect(await found(refusal(words))).toBeUndefined();
	});

	it.each([
		'Order is locked',
		'Order notfound',
		'No orders are taken today',
		'noorder',
		'Invalid orders',
		'Sorry: no data found',
		'No data found elsewhere at this time, datafound',
		'See: data not found',
		'No dating found',
		'Order not found at /api/v0',
		'Order service not found',
		'No server for this order, not found',
		'The api of the order is not found',
		'No order endpoint',
		'Order path not found',
		'Order resource not found',
		'Order config not found',
		'Product of the order not found',
		'User of the order not found',
		'Company of the order not found',
	])('perhaps, and it is left open, where EnKash says something else: %s', async (words) => {
		const leaves = /elsewhere/.test(words);
		const result = found(refusal(words)).catch((error: EnkashError) => error.message);
		expect(await result).toBe(leaves ? undefined : words);
	});

	it('perhaps, where it was not EnKash that said so, or it was something else than a refusal', async () => {
		const words = 'Order not found';
		await expect(found(refusal(words, {}))).rejects.toThrow(words);
		const open = () => {
			throw new EnkashError('unknown', words, { fromEnkash: true });
		};
		await expect(found(open)).rejects.toThrow(words);
	});
});

it('the reference of an order is told in two ways, as text or as a number', () => {
	const both = { partnerOrderReferenceId: 'A', orderReferenceId: 'B' };
	expect(referenceOf(both)).toBe('A');
	expect(referenceOf({ orderReferenceId: 5 })).toBe('5');
	expect(referenceOf({ partnerOrderReferenceId: true })).toBeUndefined();
	expect(referenceOf({})).toBeUndefined();
});

describe('what buying came to', () => {
	it.each([
		['SUCCESS', 'CREATED', 'moved'],
		['FAILED', 'SUCCESS', 'moved'],
		['SUCCESS', 'FAILED', 'moved'],
		['FAILED', 'FAILED', 'notMoved'],
		['FAILED', 'CREATED', 'unknown'],
		[undefined, undefined, 'unknown'],
	])('with the payment %s and the order %s: %s', (paymentStatus, orderStatus, meaning) => {
		expect(purchaseOf({ paymentStatus, orderStatus })).toBe(meaning);
	});
});

const withVouchers = (count: number, changes: JsonRecord = {}): JsonRecord => ({
	voucherDetailsList: Array.from({ length: count }, (_, at) => ({ at })),
	...changes,
});
const HOPELESS = [
	'FAILED',
	'unsuccessful',
	'Declined',
	'DENIED',
	'rejected',
	'CANCELLED',
	'REFUNDED',
	'VOID',
	'EXPIRED',
	'ABORTED',
	'ERROR',
	'TIMED_OUT',
];

it('vouchers come as a list, or a single one without it', () => {
	expect(vouchersIn(withVouchers(2))).toEqual([{ at: 0 }, { at: 1 }]);
	expect(vouchersIn({ voucherDetailsList: { at: 0 } })).toEqual([{ at: 0 }]);
	expect(vouchersIn({ voucherDetailsList: [{ at: 0 }, null, 'x'] })).toEqual([{ at: 0 }]);
	expect(vouchersIn({})).toEqual([]);
});

describe('vouchers are still to come', () => {
	it.each<[number, JsonRecord, boolean]>([
		[0, {}, true],
		[0, { orderStatus: 'SUCCESS' }, true],
		[1, { orderStatus: 'CREATED' }, true],
		[1, { orderStatus: 'SUCCESS' }, false],
		[2, { orderStatus: 'CREATED' }, false],
		[3, {}, false],
		[1, { orderStatus: 'CREATED', paymentStatus: 'FAILED' }, false],
	])('of 2 ordered, %d came with %j: %s', (count, order, pending) => {
		expect(vouchersPending(withVouchers(count, order), 2)).toBe(pending);
	});

	it.each(HOPELESS)('not where the order is %s', (orderStatus) => {
		expect(vouchersPending(withVouchers(0, { orderStatus }), 2)).toBe(false);
	});
});

describe('vouchers will not come any more', () => {
	it('is told with how many, and why', () => {
		expect(vouchersMissing(withVouchers(1, { orderStatus: 'CANCELLED' }), 3)).toEqual({
			vouchersMissing: 2,
			voucherProblem:
				'EnKash has the order as CANCELLED: 1 of 3 vouchers came. Ask EnKash for the others.',
		});
	});

	it.each<[number, string]>([
		[1, 'CREATED'],
		[0, 'CANCELLED'],
		[3, 'CANCELLED'],
		[4, 'CANCELLED'],
	])('is not told of %d of 3 in an order that is %s', (count, orderStatus) => {
		expect(vouchersMissing(withVouchers(count, { orderStatus }), 3)).toBeUndefined();
	});
});

describe('an order that has come to nothing', () => {
	it('is a failure, and is not placed again', () => {
		let thrown: unknown;
		try {
			assertFulfillable({ paymentStatus: 'Declined' }, 'REF-1');
		} catch (error) {
			thrown = error;
		}
		expect(thrown).toMatchObject({
			kind: 'refused',
			message: 'Order REF-1 has come to nothing: EnKash has it as Declined',
			description:
				"No voucher came of it, and it is not placed again under this 'Reference'. Ask EnKash what became of the payment; to order once more, give it another reference.",
		});
	});

	it('is none of which a voucher came, or may come', () => {
		assertFulfillable(withVouchers(1, { orderStatus: 'FAILED' }), 'REF-1');
		assertFulfillable({ orderStatus: 'CREATED' }, 'REF-1');
		assertFulfillable({}, 'REF-1');
	});
});

describe('the denominations of a brand', () => {
	it('stand in its record by one name, or in a cart by another', () => {
		expect(denominationsIn({ configResponses: [{ at: 0 }, null], productConfigs: [] })).toEqual([
			{ at: 0 },
		]);
		expect(denominationsIn({ productConfigs: [{ at: 1 }] })).toEqual([{ at: 1 }]);
	});

	it('are none where there is no list', () => {
		expect(denominationsIn({ configResponses: { at: 0 } })).toEqual([]);
		expect(denominationsIn({})).toEqual([]);
		expect(denominationsIn(undefined)).toEqual([]);
	});
});
