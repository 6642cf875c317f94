import { ALDO, Client, records } from './client';

let client: Client;
beforeEach(async () => {
	client = await Client.start({ fulfilmentDelay: 0 });
});
afterEach(() => client.sandbox.stop());

const order = (others: object = {}) =>
	client.call('createOrder', {
		body: {
			productCatalogId: ALDO,
			denomination: 500,
			quantity: 2,
			orderReferenceId: 'O1',
			...others,
		},
	});

test('an order has its vouchers, in the form of its page', async () => {
	await order();
	const { body } = await client.call('fetchOrderDetails', {
		params: { partnerOrderReferenceId: 'O1' },
	});
	expect(body).toMatchObject({
		response_code: '0',
		paylod: {
			paymentStatus: 'SUCCESS',
			orderStatus: 'SUCCESS',
			totalQuantity: 2,
			totalAmount: 1000,
			orderAmount: 980,
			paidAmount: 980,
			partnerOrderReferenceId: 'O1',
		},
	});
	const { voucherDetailsList: vouchers, orderId } = body.paylod as {
		orderId: string;
		voucherDetailsList: Array<Record<string, string>>;
	};
	expect(vouchers).toHaveLength(2);
	for (const voucher of vouchers) {
		expect(voucher).toEqual({
			cardNumber: expect.stringMatching(/^\d{16}$/) as string,
			pin: expect.stringMatching(/^\d{4}$/) as string,
			expiryDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/) as string,
		});
	}
	for (const id of ['O1', orderId]) {
		expect((await client.call('orderDetails', { body: { orderId: id } })).body.paylod).toEqual(
			body.paylod,
		);
	}
	expect(client.sandbox.ledger).toMatchObject([
		{ kind: 'order', reference: 'O1', amount: 980, call: 'createOrder' },
	]);
});

test('an order is pending until it is fulfilled', async () => {
	client.sandbox.settings.fulfilmentDelay = 60_000;
	expect((await order()).body.payload).toMatchObject({
		orderStatus: 'PENDING',
		voucherDetailsList: [],
	});
	client.sandbox.state.orders[0].readyAt = 0;
	const { body } = await client.call('fetchOrderDetails', {
		params: { partnerOrderReferenceId: 'O1' },
	});
	expect(body.paylod).toMatchObject({ orderStatus: 'SUCCESS', voucherDetailsList: [{}, {}] });
});

test('an unknown order is not found, told in the same form', async () => {
	const { status, body } = await client.call('fetchOrderDetails', {
		params: { partnerOrderReferenceId: 'O9' },
	});
	expect([status, body]).toEqual([
		404,
		{ paylod: 'Order not found', response_message: 'Order not found', response_code: '1' },
	]);
});

test('a reference may hold anything', async () => {
	for (const orderReferenceId of ['A/B 7', 'दिवाली-26', '100%', 'O.1?x=1#y']) {
		await order({ orderReferenceId });
		const { body } = await client.call('fetchOrderDetails', {
			params: { partnerOrderReferenceId: orderReferenceId },
		});
		expect(body.paylod).toMatchObject({ partnerOrderReferenceId: orderReferenceId });
	}
});

test('a repeated reference is refused, or pays twice', async () => {
	await order();
	expect((await order()).body.response_message).toBe(
		'Order already exists for orderReferenceId: O1',
	);
	client.sandbox.settings.duplicateReferences = 'accepted';
	expect((await order()).body.response_code).toBe(0);
	expect(client.sandbox.ledger).toHaveLength(2);
});

test('the other create order takes more fields, and custom amounts where the brand allows them', async () => {
	const { body } = await order({
		productCatalogId: 'PC1074169853GADGET',
		denomination: 777,
		deliverTo: { email: 'a@example.com' },
	});
	expect(body.payload).toMatchObject({ totalAmount: 1554, orderAmount: 1476.3 });
	expect(client.sandbox.requestsTo('D10')).toHaveLength(1);
});

test.each([
	['an unknown brand', { productCatalogId: 'PC0' }, 404],
	['an unknown denomination', { denomination: 501 }, 422],
	['too many', { quantity: 11 }, 422],
	['a brand that is not sold', { productCatalogId: 'PC4307492186CLOSED', denomination: 100 }, 200],
	['half a voucher', { quantity: 0.5 }, 400],
	['no reference', { orderReferenceId: undefined }, 400],
])('%s is refused', async (_, others, status) => {
	const answer = await order(others);
	expect([answer.status, answer.body.response_code]).toEqual([status, 1]);
	expect(client.sandbox.ledger).toEqual([]);
});

test('orders are searched in pages, newest first, by what they are', async () => {
	for (let number = 1; number <= 12; number++)
		await order({ orderReferenceId: `O${number}`, quantity: 1 });
	await order({
		orderReferenceId: 'TEA',
		productCatalogId: 'PC5520913374CHAIWA',
		denomination: 50,
	});
	const search = async (body: object, paging: Record<string, string> = {}) =>
		records((await client.call('searchOrders', { body, query: paging })).body);
	const page = await search({}, { limit: '3', offset: '1' });
	expect(page.recordsCount).toBe(13);
	expect(page.data.map(({ partnerOrderReferenceId }) => partnerOrderReferenceId)).toEqual([
		'O12',
		'O11',
		'O10',
	]);
	expect(await search({ direction: 'ASC' })).toMatchObject({
		recordsCount: 13,
		data: { length: 10, 0: { partnerOrderReferenceId: 'O1' } },
	});
	expect((await search({ category: ['Food'], amountTo: 90 })).recordsCount).toBe(1);
	expect((await search({ brand: ['RailGo'] })).recordsCount).toBe(0);
	expect((await search({ createdOnTo: '2020-01-01' })).recordsCount).toBe(0);
	expect((await search({ somethingElse: 1, enkashDiscountFrom: 10 })).recordsCount).toBe(1);
});
