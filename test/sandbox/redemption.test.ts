import { Client, type Envelope } from './client';

let client: Client;
beforeEach(async () => {
	client = await Client.start({ fulfilmentDelay: 0 });
});
afterEach(() => client.sandbox.stop());

const ALDO = 'PC7513531244A681';
const [ALDO_500, ALDO_100] = ['PCN233451126S5CZC', 'PCN751457389RC1ST'];
const query = { product: 'VOUCHER' };
const items = (quantities: Record<string, number>) =>
	Object.fromEntries(
		Object.entries(quantities).map(([id, quantity]) => [id, { quantity, description: '' }]),
	);
const add = (productCatalogId: string, quantities: Record<string, number>) =>
	client.call('addToCart', { query, body: { productCatalogId, items: items(quantities) } });
const update = (cartId: number, quantities: Record<string, number>) =>
	client.call('updateCart', { query, body: { cartId, items: items(quantities) } });
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
const records = ({ payload }: Envelope) =>
	payload as { recordsCount: number; data: Array<Record<string, unknown>> };

describe('catalogue', () => {
	const search = async (body: object, paging: Record<string, string> = {}) =>
		records((await client.call('searchCatalog', { body, query: paging })).body);

	test('brands come in pages', async () => {
		const first = await search({}, { limit: '10', offset: '0' });
		const second = await search({}, { limit: '10', offset: '10' });
		expect([first.recordsCount, first.data.length, second.data.length]).toEqual([14, 10, 4]);
		const ids = [...first.data, ...second.data].map(({ productCatalogId }) => productCatalogId);
		expect(new Set(ids).size).toBe(14);
	});

	test.each([
		[{ search: 'test' }, 2],
		[{ search: 'पुस्तक' }, 1],
		[{ category: ['Travel'] }, 2],
		[{ brand: ['RailGo', 'FitBox', 'Nobody'] }, 2],
		[{ search: 'mountains', category: ['Books'] }, 0],
	])('brands are found by %j', async (body, count) => {
		expect((await search(body)).recordsCount).toBe(count);
	});

	test.each(['getProductConfigs', 'getProduct'])(
		'%s shows the denominations of a brand, discounted by a percentage',
		async (operationId) => {
			const { body } = await client.call(operationId, { params: { productCatalogId: ALDO } });
			expect(body.payload).toMatchObject({
				productCatalogId: ALDO,
				configResponses: [
					{ productConfigId: ALDO_500, mrp: 500, sellRate: 490, enkashDiscount: 2 },
					{ productConfigId: ALDO_100, mrp: 100, sellRate: 98, enkashDiscount: 2 },
				],
			});
			expect((await client.call(operationId, { params: { productCatalogId: 'PC0' } })).status).toBe(
				404,
			);
		},
	);

	test('a limit that is no number breaks the contract', async () => {
		expect((await client.call('searchCatalog', { body: {}, query: { limit: 'all' } })).status).toBe(
			400,
		);
	});
});

describe('cart', () => {
	test('is empty at first', async () => {
		expect((await client.call('getCart', { query })).body).toEqual({
			response_code: 0,
			response_message: 'Success',
			payload: [],
		});
	});

	test('adds up as the sample of Update Cart does', async () => {
		await add(ALDO, { [ALDO_100]: 2 });
		const { body } = await update(2191, { [ALDO_500]: 1 });
		expect(body.payload).toMatchObject([
			{
				id: 2191,
				ekUserId: 'EK8IHN4B',
				productCatalogId: ALDO,
				name: 'Aldo E-Gift Card - Generic',
				items: {
					[ALDO_500]: {
						productConfigId: ALDO_500,
						mrp: 500,
						sellRate: 490,
						enkashDiscount: 2,
						savings: 10,
						quantity: 1,
						total: 490,
					},
					[ALDO_100]: {
						productConfigId: ALDO_100,
						mrp: 100,
						sellRate: 98,
						enkashDiscount: 2,
						savings: 4,
						quantity: 2,
						total: 196,
					},
				},
				totalQuantity: 3,
				totalAmount: 686,
				totalSavings: 14,
			},
		]);
		expect((await client.call('getCart', { query })).body.payload).toEqual(body.payload);
	});

	test('has one entry per brand, and exact sums', async () => {
		await add('PC5520913374CHAIWA', { PCN5520A333: 3, PCN5520A50: 1 });
		const { body } = await add(ALDO, { [ALDO_100]: 1 });
		expect(body.payload).toMatchObject([
			{
				id: 2191,
				totalQuantity: 4,
				totalAmount: 944.1,
				totalSavings: 104.9,
				items: { PCN5520A333: { sellRate: 299.7, total: 899.1 } },
			},
			{ id: 2192, totalQuantity: 1, totalAmount: 98 },
		]);
		const [{ productConfigs }] = body.payload as Array<{ productConfigs: unknown[] }>;
		expect(productConfigs).toHaveLength(2);
	});

	test('adding adds, updating replaces, and 0 removes', async () => {
		await add(ALDO, { [ALDO_100]: 2 });
		expect((await add(ALDO, { [ALDO_100]: 3 })).body.payload).toMatchObject([{ totalQuantity: 5 }]);
		expect((await update(2191, { [ALDO_100]: 1 })).body.payload).toMatchObject([
			{ totalQuantity: 1 },
		]);
		expect((await update(2191, { [ALDO_100]: 0 })).body.payload).toEqual([]);
	});

	test('refuses what does not exist or is too much, and stays as it was', async () => {
		await add(ALDO, { [ALDO_100]: 2 });
		expect((await update(1, { [ALDO_100]: 1 })).status).toBe(404);
		expect((await update(2191, { PCN0: 1 })).status).toBe(404);
		expect((await add('PC0', { [ALDO_100]: 1 })).status).toBe(404);
		expect((await update(2191, { [ALDO_500]: 1, [ALDO_100]: 11 })).body.response_message).toBe(
			'Maximum quantity is 10',
		);
		expect((await client.call('getCart', { query })).body.payload).toMatchObject([
			{ totalQuantity: 2, totalAmount: 196 },
		]);
	});

	test('breaking the contract is told', async () => {
		expect((await client.call('getCart')).status).toBe(400);
		expect(
			(await client.call('updateCart', { query, body: { cartId: '2191', items: {} } })).status,
		).toBe(400);
	});
});

describe('orders', () => {
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
		[
			'a brand that is not sold',
			{ productCatalogId: 'PC4307492186CLOSED', denomination: 100 },
			200,
		],
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
});
