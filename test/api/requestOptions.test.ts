/** A call as n8n's request helper takes it. */
import { readAccount } from '../../nodes/Enkash/api/login/account';
import type { Route } from '../../nodes/Enkash/api/login/routes';
import { optionsFor } from '../../nodes/Enkash/api/requestOptions';
import type { CallRequest } from '../../nodes/Enkash/api/wire/call';
import { decrypt } from '../../sandbox/encryption';

const URL = 'https://x/y';
const credential = { partnerId: 'P1', clientSecret: 'a secret' };

const options = (route: Partial<Route>, request: CallRequest, changes = {}) => {
	const account = readAccount({ ...credential, ...changes });
	return optionsFor(
		account,
		{ method: 'POST', path: '/y', host: 'points', ...route },
		URL,
		request,
	);
};

const common = { method: 'POST', url: URL, headers: { Accept: 'application/json' } };

test('a call has its query, and a body as JSON', () => {
	const query = { limit: 7 };
	expect(options({}, {})).toEqual({ ...common, qs: undefined });
	expect(options({}, { query })).toEqual({ ...common, qs: query });
	expect(options({}, { query, body: { a: 1 } })).toEqual({
		...common,
		headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
		qs: query,
		body: '{"a":1}',
	});
});

test('a body is encrypted where that is agreed on', () => {
	const { body } = options({}, { body: { a: 1 } }, { encryption: 'request' });
	const { request } = JSON.parse(body as string) as { request: string };
	expect(decrypt(request, { secret: 'a secret', digest: 'sha256' })).toBe('{"a":1}');
});

test('a GET has its fields in the query, where n8n does not drop them', () => {
	const request = { query: { limit: 7 }, body: { limit: 8, id: 'A' } };
	expect(options({ method: 'GET' }, request, { encryption: 'request' })).toEqual({
		...common,
		method: 'GET',
		qs: { limit: 8, id: 'A' },
	});
});

test("the calls of cards have the partner's ID, and no others", () => {
	expect(options({ host: 'card' }, {}).headers).toEqual({
		Accept: 'application/json',
		partnerId: 'P1',
	});
	for (const host of ['auth', 'marketplace', 'points', 'sso'] as const)
		expect(options({ host }, {}, { partnerId: '' }).headers).toEqual(common.headers);
	expect(() => options({ host: 'card' }, {}, { partnerId: '' })).toThrow(
		"'Partner ID' is missing in the EnKash credential",
	);
});
