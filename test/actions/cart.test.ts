/** Lines of a cart, filled in or supplied by an expression. */
import type { INodeParameters } from 'n8n-workflow';
import { dataOf, setStage, type Stage } from '../stage';

const brand = 'PC7513531244A681';
const hundred = 'PCN751457389RC1ST';
const fiveHundred = 'PCN233451126S5CZC';
const locator = (value: string) => ({ __rl: true, mode: 'list', value });
const both = {
	[hundred]: { quantity: 2, description: '' },
	[fiveHundred]: { quantity: 1, description: '' },
};

let stage: Stage;

beforeEach(async () => {
	stage = await setStage();
});

afterEach(() => stage.stop());

const json = (itemsJson: string) => ({ specifyItems: 'json', itemsJson });
const add = (parameters: INodeParameters, item = {}) =>
	stage.run('redemption.addToCart', { productCatalogId: brand, ...parameters }, { items: [item] });
const sentItems = (call: string) =>
	(stage.sandbox.requestsTo(call)[0]?.body as { items: unknown } | undefined)?.items;

it.each<[string, INodeParameters]>([
	[
		'picked from the list',
		{
			items: {
				line: [
					{ productConfigId: locator(hundred), quantity: 2 },
					{ productConfigId: locator(fiveHundred), quantity: 1 },
				],
			},
		},
	],
	['an expression with face values', json('={{ $json.lines }}')],
	[
		'an expression with IDs',
		json(
			'={{ [{productConfigId: "PCN751457389RC1ST", quantity: 2}, {denomination: "PCN233451126S5CZC", quantity: "1"}] }}',
		),
	],
	[
		'JSON text',
		json(
			'[{"denomination": 100, "quantity": 2}, {"denomination": "500", "quantity": 1, "description": ""}]',
		),
	],
])('are sent as EnKash wants them: %s', async (_, parameters) => {
	const lines = [
		{ denomination: 100, quantity: 2 },
		{ denomination: 500, quantity: 1 },
	];
	const result = await add(parameters, { lines });

	expect(sentItems('redemption.addToCart')).toEqual(both);
	expect(dataOf(result)).toMatchObject([{ totalQuantity: 3, totalAmount: 686, totalSavings: 14 }]);
});

it.each([
	['[]', "'Lines' are empty"],
	['"two"', "'Lines' are not a list"],
	['[{"quantity": 1}]', "'Lines' have no denomination, in line 1"],
	[
		'[{"denomination": 100, "quantity": 1}, {"denomination": 500}]',
		"'Lines' have a quantity that is empty, in line 2",
	],
	[
		'[{"denomination": 100, "quantity": 1}, {"denomination": 100, "quantity": 2}]',
		`'Lines' name the denomination ${hundred} twice`,
	],
	[
		'[{"denomination": 250, "quantity": 1}]',
		"'Lines' name the denomination 250, which the brand does not have",
	],
])('that cannot be sent are told: %s', async (text, message) => {
	const { error } = await add(json(text));
	expect(error?.message).toBe(`${message} [item 0]`);
	expect(stage.sandbox.requestsTo('redemption.addToCart')).toEqual([]);
});

it('an update takes face values from the cart, and leaves the other lines alone', async () => {
	await add(json(`[{"productConfigId": "${hundred}", "quantity": 2}]`));
	const result = await stage.run('redemption.updateCart', {
		cartId: locator('2191'),
		...json('[{"denomination": 500, "quantity": 1}]'),
	});

	expect(sentItems('redemption.updateCart')).toEqual({
		[fiveHundred]: { quantity: 1, description: '' },
	});
	expect(dataOf(result)).toMatchObject([{ cartId: 2191, totalQuantity: 3 }]);
});

it('an update may ask for none of a line', async () => {
	await add(json('[{"denomination": 100, "quantity": 2}, {"denomination": 500, "quantity": 1}]'));
	const result = await stage.run('redemption.updateCart', {
		cartId: 2191,
		...json('[{"denomination": 500, "quantity": 0}]'),
	});
	expect(dataOf(result)).toMatchObject([{ lines: [{ productConfigId: hundred, quantity: 2 }] }]);
});

it('a cart with two brands is two items, and an empty cart none', async () => {
	expect((await stage.run('redemption.getCart')).items).toEqual([]);
	await add(json('[{"denomination": 100, "quantity": 1}]'));
	await stage.run('redemption.addToCart', {
		productCatalogId: 'PC123789',
		...json('[{"denomination": 250, "quantity": 2}]'),
	});

	const entries = dataOf(await stage.run('redemption.getCart', { simplify: false }));

	expect(entries).toMatchObject([
		{
			cartId: 2191,
			productCatalogId: brand,
			lines: [{ productConfigId: hundred, quantity: 1, total: 98 }],
		},
		{ cartId: 2192, productCatalogId: 'PC123789', lines: [{ quantity: 2, total: 480 }] },
	]);
	expect(entries[0]).toHaveProperty('productConfigs');
});

it('denominations are one item each, or the brand as EnKash gives it', async () => {
	const parameters = { productCatalogId: brand };
	expect((await stage.run('redemption.getDenominations', parameters)).items).toHaveLength(2);
	expect(
		dataOf(await stage.run('redemption.getDenominations', { ...parameters, simplify: false })),
	).toMatchObject([
		{
			productCatalogId: brand,
			configResponses: [{ productConfigId: fiveHundred }, { productConfigId: hundred }],
		},
	]);
});

it('items that change a cart wait for each other, and none follows one that stops the node', async () => {
	stage.sandbox.faults.add({
		call: 'redemption.addToCart',
		kind: 'refuse',
		message: 'Try later',
		times: 1,
	});
	const parameters = { productCatalogId: brand, ...json('[{"denomination": 500, "quantity": 1}]') };
	const result = await stage.run('redemption.addToCart', parameters, {
		items: [{}, {}, {}, {}, {}],
		retryOnFail: true,
		maxTries: 2,
		waitBetweenTries: 0,
	});

	expect(result.error).toBeUndefined();
	expect(dataOf(await stage.run('redemption.getCart'))).toMatchObject([{ totalQuantity: 5 }]);
});
