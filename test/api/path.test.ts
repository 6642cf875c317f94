/** Where a call goes: the route a user gave, its placeholders, and what a call must not touch that only looks. */
import { assertChangesNothing, chosenRoute, filledPath } from '../../nodes/Enkash/api/path';
import type { Route } from '../../nodes/Enkash/api/login/routes';
import { endpoints, type Method } from '../../nodes/Enkash/api/wire/endpoints';

const known: Route = { method: 'POST', path: '/known', host: 'card' };

describe('the route of a call', () => {
	it('is the one that is known, unless a user gave another', () => {
		expect(chosenRoute(undefined, known)).toBe(known);
		expect(chosenRoute('/other', known)).toEqual({ ...known, path: '/other' });
		expect(chosenRoute('GET /other', known)).toEqual({ ...known, method: 'GET', path: '/other' });
	});

	it.each([[''], ['other'], [7], [null], [['/other']]])('is not %j', (given) => {
		expect(() => chosenRoute(given, known)).toThrow(
			expect.objectContaining({
				kind: 'input',
				message: "'Endpoint Path' is not a path",
				description: 'Write it as /known or POST /known.',
			}) as Error,
		);
	});
});

describe('a placeholder', () => {
	it.each([
		['/a', {}, '/a'],
		['/a/{id}', { id: '7' }, '/a/7'],
		['/{a}/{b}/{a}', { a: '1', b: '2' }, '/1/2/1'],
		['/a/{id}', { id: 'b/../c?d=e#f g%' }, '/a/b%2F..%2Fc%3Fd%3De%23f%20g%25'],
		['/a/{id}', { id: 'आ🎁' }, '/a/%E0%A4%86%F0%9F%8E%81'],
		['/a/{id}', { id: '...' }, '/a/...'],
		['/a/{id}', { id: '' }, '/a/'],
	])('of %s is filled in from %j as one step: %s', (path, values, filled) => {
		expect(filledPath(path, values as Record<string, string>)).toBe(filled);
	});

	it.each(['.', '..', '\ud83c', 'a\udf81'])('is not filled in with %j', (id) => {
		expect(() => filledPath('/a/{id}', { id })).toThrow(
			expect.objectContaining({
				kind: 'input',
				message: `'${id}' cannot be part of a URL`,
				description: 'Enter the ID as EnKash gave it.',
			}) as Error,
		);
	});

	it.each([
		['/a/{other}', '{other}', { id: '7', user: '8' }, 'This call fills in {id}, {user}.'],
		['/a/{}', '{}', { id: '7' }, 'This call fills in {id}.'],
		['/a/{constructor}', '{constructor}', {}, 'This call fills in none.'],
	])('of %s that nobody knows is told: %s', (path, placeholder, values, description) => {
		expect(() => filledPath(path, values as Record<string, string>)).toThrow(
			expect.objectContaining({
				kind: 'input',
				message: `The endpoint ${path} has an unknown placeholder ${placeholder}`,
				description,
			}) as Error,
		);
	});
});

describe('a call that is made to find something out', () => {
	const tries = (method: Method, path: string) => () =>
		assertChangesNothing({ method, path, host: 'card' });

	it.each<[Method, string]>([
		['GET', '/'],
		['GET', '/api/v0/cart'],
		['POST', '/api/v0/partner/enKashCard/search'],
		['POST', '/api/v0/partner/search-order'],
		['GET', '/api/v0/enkash-coins/7'],
		['POST', '/api/v0/carts'],
		['POST', '/v2/api/v0/cart'],
		['POST', '/%E0%A4%A'],
	])('may go to %s %s', (method, path) => {
		expect(tries(method, path)).not.toThrow();
	});

	it.each<[Method, string]>([
		['PUT', '/search'],
		['PATCH', '/search'],
		['DELETE', '/search'],
		['POST', '/api/v0/partner/create-order'],
		['GET', '/v1/Allocate'],
		['POST', '/bulkAllocation'],
		['POST', '/coins/update'],
		['POST', '/delete'],
		['POST', '/remove'],
		['POST', '/cancel'],
		['POST', '/sso-token'],
		['POST', '/oauth/token'],
		['POST', '/%63reate'],
		['POST', '/%E0%A4%A/create'],
		// The cart has no word for what adding to it does.
		['POST', '/api/v0/cart'],
		['POST', '/api/v0/cart/'],
		['POST', '//api///v0/cart'],
		['POST', '/api/v0/x/../cart'],
		['POST', '/api/v0/%63art'],
	])('does not go to %s %s', (method, path) => {
		expect(tries(method, path)).toThrow(
			expect.objectContaining({
				kind: 'input',
				message: `${method} ${path} may change something, and was not tried`,
				description: "Check the line of this call in 'Endpoint Overrides' of the credential.",
			}) as Error,
		);
	});

	it.each(Object.entries(endpoints))('may go where %s does only if that reads', (_, endpoint) => {
		const attempt = expect(tries(endpoint.method, endpoint.path));
		if ('reads' in endpoint) attempt.not.toThrow();
		else attempt.toThrow('may change something');
	});
});
