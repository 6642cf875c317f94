import { ALDO, Client, records } from './client';

let client: Client;
beforeEach(async () => {
	client = await Client.start();
});
afterEach(() => client.sandbox.stop());

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
