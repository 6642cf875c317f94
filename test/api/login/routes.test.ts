/** Which endpoint a call has: the built-in one, or that of the credential's overrides. */
import { built } from '../../built';
import { failureOf, toldBy } from './partners';

const { builtInRoute, parseRoute, readOverrides, routeOf } = built('api/login/routes');

const BUILT_IN = { method: 'POST', path: '/built/in', host: 'card' } as const;
const CATALOG = {
	method: 'POST',
	path: '/api/v0/partner/search-catalog',
	host: 'marketplace',
} as const;

const route = (given: unknown, call: Parameters<typeof routeOf>[1] = 'redemption.searchCatalog') =>
	routeOf({ overrides: readOverrides(given) }, call);
const wrong = (problem: string, description?: string) => ({
	kind: 'input',
	message: `'Endpoint Overrides' in the EnKash credential ${problem}`,
	description:
		description ??
		'Write it as {"redemption.searchCatalog": "POST /api/v0/path"}, or leave it empty.',
});

describe('a route', () => {
	it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)('may be a %s', (method) => {
		expect(parseRoute(`${method} /mine`, BUILT_IN)).toEqual({ ...BUILT_IN, method, path: '/mine' });
	});

	it.each(['/mine', '  /mine  '])('may be a path alone, with the method as it was: %j', (text) => {
		expect(parseRoute(text, BUILT_IN)).toEqual({ ...BUILT_IN, path: '/mine' });
	});

	it('may have spaces around and between, and the path of the server itself', () => {
		expect(parseRoute('  PUT \t /mine ', BUILT_IN)).toEqual({
			...BUILT_IN,
			method: 'PUT',
			path: '/mine',
		});
		expect(parseRoute('/', BUILT_IN)?.path).toBe('/');
		expect(parseRoute('GET /', BUILT_IN)?.path).toBe('/');
	});

	it.each([
		'',
		'mine',
		'POST',
		'POST mine',
		'POST/mine',
		'post /mine',
		'HEAD /mine',
		'POST /mine?query',
		'POST /mine#part',
		'POST /mine and more',
		'/mine?query',
		'/mine#part',
		'/mine and more',
		'see /mine',
		'5 POST /mine',
		'POST https://example.com/mine',
	])('is not %j', (text) => {
		expect(parseRoute(text, BUILT_IN)).toBeUndefined();
	});
});

describe('a call goes', () => {
	it.each([undefined, null, '', '   ', '{}', {}])(
		'where it is built in, without overrides: %j',
		(given) => {
			expect(route(given)).toEqual(CATALOG);
		},
	);

	it('where an override says, as text or as an object', () => {
		const overrides = { 'redemption.searchCatalog': 'PUT /mine', 'points.getBalance': '/theirs' };
		for (const given of [overrides, JSON.stringify(overrides)]) {
			expect(route(given)).toEqual({ ...CATALOG, method: 'PUT', path: '/mine' });
			expect(route(given, 'points.getBalance')).toMatchObject({ method: 'GET', path: '/theirs' });
			expect(route(given, 'redemption.getCart')).toEqual(builtInRoute('redemption.getCart'));
		}
	});

	it('where the override of the same call under another name says, unless it has its own', () => {
		const one = { 'reward.getTransactions': '/both' };
		expect(route(one, 'reward.reconcile').path).toBe('/both');
		expect(route(one, 'incentive.getTransactions').path).not.toBe('/both');
		const each = { ...one, 'reward.reconcile': '/own' };
		expect(route(each, 'reward.reconcile').path).toBe('/own');
		expect(route(each, 'reward.getTransactions').path).toBe('/both');
	});
});

describe('a slip in the overrides', () => {
	it.each(['{', 'POST /mine', '[]', '5', 'null', '"POST /mine"', 5, true, ['POST /mine']])(
		'shows on any call: %j is no object',
		async (given) => {
			expect(await failureOf(() => route(given))).toEqual(wrong('is not a JSON object'));
		},
	);

	it.each(['POST', 'https://example.com/mine', 5, null])(
		'shows on any call: %j is no endpoint',
		async (text) => {
			const given = { 'points.getBalance': '/good', 'redemption.searchCatalog': text };
			expect(await failureOf(() => route(given, 'points.getBalance'))).toEqual(
				wrong(
					"has no usable endpoint for 'redemption.searchCatalog'",
					'Write it as a method and a path, such as "POST /api/v0/partner/search-catalog".',
				),
			);
		},
	);

	it('of a name is told with the names that are known', async () => {
		expect(await failureOf(() => route({ 'points.getBalances': '/mine' }))).toEqual(
			wrong(
				"names an unknown call 'points.getBalances'",
				'Known calls are points.createEvent, points.getEvent, points.updateEvent, points.allocateCoins, points.getBalance.',
			),
		);
		for (const name of ['getBalance', 'point.getBalance', 'toString']) {
			const told = await failureOf(() => route({ [name]: '/mine' }));
			expect(told?.message).toContain(`names an unknown call '${name}'`);
			expect(told?.description).toMatch(
				/^Known calls are token\.authenticate, .*reward\.allocate, .*points\.getBalance\.$/,
			);
		}
	});

	it('is read once, and thrown where a call is made', () => {
		const overrides = readOverrides('{');
		expect('error' in overrides && toldBy(overrides.error)).toEqual(wrong('is not a JSON object'));
	});
});
