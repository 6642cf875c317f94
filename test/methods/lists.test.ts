/** The lists that records are picked from. */
import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { resources } from '../../nodes/Enkash/actions';
import { setStage, type Stage } from '../stage';

const brand = 'PC7513531244A681';
const ofBrand = {
	operation: 'createOrder',
	productCatalogId: { __rl: true, mode: 'list', value: brand },
};
const fromList = (value: string) => ({ __rl: true, mode: 'list', value });

let stage: Stage;

beforeEach(async () => {
	stage = await setStage();
});

afterEach(() => stage.stop());

async function list(
	method: string,
	parameters: INodeParameters,
	filter = '',
	token?: string,
	credentialId = stage.credentialId,
) {
	const node = { resource: 'redemption', ...parameters };
	return await stage.engine.listSearch(method, node, credentialId, filter, token);
}

const addToCart = () =>
	stage.run('redemption.addToCart', {
		productCatalogId: brand,
		items: { line: [{ productConfigId: 'PCN751457389RC1ST', quantity: 2 }] },
	});

it.each<[string, INodeParameters, string, Array<{ name: string; value: string }>]>([
	[
		'searchBrands',
		{ operation: 'getProduct' },
		'ALDO',
		[{ name: 'Aldo E-Gift Card - Generic · Fashion', value: brand }],
	],
	[
		'searchDenominations',
		{ ...ofBrand, operation: 'addToCart' },
		'500',
		[{ name: '500 for 490 · 2 % discount', value: 'PCN233451126S5CZC' }],
	],
	[
		'searchFaceValues',
		ofBrand,
		'',
		[
			{ name: '500 for 490 · 2 % discount', value: '500' },
			{ name: '100 for 98 · 2 % discount', value: '100' },
		],
	],
	[
		'searchCart',
		{ operation: 'updateCart' },
		'',
		[{ name: 'Aldo E-Gift Card - Generic · total 196', value: '2191' }],
	],
	[
		'searchCartDenominations',
		{ operation: 'updateCart', cartId: fromList('2191') },
		'100',
		[{ name: '100 for 98 · 2 % discount', value: 'PCN751457389RC1ST' }],
	],
	[
		'searchCards',
		{ resource: 'reward', operation: 'getUserCards' },
		'kavya',
		[
			{
				name: 'Kavya Menon · user.01@example.com · 9000000101 · XXXX XXXX XXXX 2209',
				value: 'EKCE54IDPE',
			},
		],
	],
	[
		'searchUsers',
		{ resource: 'points', operation: 'getBalance' },
		'user.01@',
		[
			{
				name: 'Kavya Menon · user.01@example.com · 9000000101 · XXXX XXXX XXXX 2209',
				value: 'EKHCPB7W',
			},
		],
	],
])(
	'%s shows what can be chosen, and finds it by any part',
	async (method, parameters, filter, expected) => {
		await addToCart();
		expect((await list(method, parameters, filter)).results).toEqual(expected);
	},
);

it('orders show reference, brand, value and state, and no codes', async () => {
	stage.sandbox.settings.fulfilmentDelay = 0;
	await stage.run('redemption.createOrder', {
		productCatalogId: brand,
		denomination: 500,
		quantity: 2,
		orderReferenceId: 'ROW-1',
	});
	const { results } = await list('searchOrders', { operation: 'getOrder' });
	expect(results).toEqual([
		{
			name: expect.stringMatching(
				/^ROW-1 · Aldo E-Gift Card - Generic · 2 for 1000 · SUCCESS · \d{4}-/,
			) as string,
			value: 'ROW-1',
		},
	]);
	const [{ vouchers }] = stage.sandbox.state.orders;
	for (const { cardNumber } of vouchers) expect(JSON.stringify(results)).not.toContain(cardNumber);
});

it('a long list comes in pages, and a search goes through all of them', async () => {
	await stage.run('redemption.createOrder', {
		productCatalogId: brand,
		denomination: 500,
		quantity: 1,
		orderReferenceId: 'OLDEST',
	});
	const { orders } = stage.sandbox.state;
	for (let number = 1; number < 250; number++)
		orders.push({ ...orders[0], orderId: `OR${number}`, reference: `REF-${number}` });

	const first = await list('searchOrders', { operation: 'getOrder' });
	const second = await list(
		'searchOrders',
		{ operation: 'getOrder' },
		'',
		String(first.paginationToken),
	);
	expect([first.results.length, second.results.length]).toEqual([100, 100]);
	expect((await list('searchOrders', { operation: 'getOrder' }, 'oldest')).results).toHaveLength(1);
});

it.each<[string, INodeParameters, object, string]>([
	['searchDenominations', { operation: 'addToCart' }, {}, "'Brand' is empty"],
	['searchCartDenominations', { operation: 'updateCart' }, {}, "'Cart Entry' is empty"],
	[
		'searchUsers',
		{ resource: 'points', operation: 'getBalance' },
		{ cardAccountId: '' },
		"'Card Account ID' is empty",
	],
	[
		'searchBrands',
		{ operation: 'getProduct' },
		{ marketplaceUrl: '' },
		"'Marketplace URL' is missing in the EnKash credential",
	],
	['searchFaceValues', { ...ofBrand, productCatalogId: 'PCNONE' }, {}, 'Product not found'],
])('%s says why there is no list', async (method, parameters, credential, message) => {
	const opening = list(method, parameters, '', undefined, stage.credentialWith({ ...credential }));
	await expect(opening).rejects.toThrow(message);
});

it.each<[string, INodeParameters, string]>([
	[
		'searchCards',
		{ resource: 'reward', operation: 'unallocate', companyId: '={{ $json.company }}' },
		'Company ID',
	],
	[
		'searchDenominations',
		{ operation: 'addToCart', productCatalogId: fromList('={{ $json.brand }}') },
		'Brand',
	],
])('%s says what it depends on where that is an expression', async (method, parameters, label) => {
	await expect(list(method, parameters)).rejects.toThrow(
		`'${label}' is an expression, whose value is known only when the workflow runs`,
	);
	expect(stage.sandbox.requests.filter(({ path }) => !path.endsWith('/oauth/token'))).toEqual([]);
});

it('every list of the node is there, and every search is used', () => {
	const { description, methods } = stage.engine.nodeType('enkash');
	const used = JSON.stringify(description.properties).matchAll(/"searchListMethod":"(\w+)"/g);
	const names = new Set([...used].map(([, name]) => name));
	expect([...names].sort()).toEqual(Object.keys(methods?.listSearch ?? {}).sort());
});

/** Each locator of an operation, also inside the lines of a list, and what its choice belongs to. */
function choicesIn(fields: INodeProperties[]): string[] {
	return fields.flatMap(({ name, type, typeOptions, options = [] }) => {
		if (type === 'fixedCollection') {
			return options.flatMap((each) => choicesIn((each as INodePropertyCollection).values));
		}
		if (type !== 'resourceLocator') return [];
		return [`${name} of ${(typeOptions?.loadOptionsDependsOn ?? []).join(' and ') || 'nothing'}`];
	});
}

it('a choice is cleared when the field changes that it belongs to', () => {
	const choices = resources.flatMap(({ operations }) =>
		operations.flatMap(({ fields }) => choicesIn(fields)),
	);
	expect([...new Set(choices)].sort()).toEqual([
		'cartId of product',
		'denomination of productCatalogId.value',
		'enKashCardId of companyId and cardAccountId',
		'orderReferenceId of nothing',
		'productCatalogId of nothing',
		'productConfigId of product and cartId.value',
		'productConfigId of productCatalogId.value',
		'userId of companyId',
	]);
});
