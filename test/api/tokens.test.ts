/** What is done about a token that EnKash refuses, and what is told of it. */
import { built } from '../built';
import { passMinutes } from '../clock';
import {
	beginEach,
	CHANGE,
	Calls,
	EXPIRED,
	failureOf,
	FINE,
	FORBIDDEN,
	IN_VAIN,
	MOVE,
	READ,
} from './calls';
import { gives } from './login/partners';

let now: Calls;
beginEach(() => (now = new Calls()));

describe.each([READ, CHANGE] as const)('a refused token, with %s', (call) => {
	it('is renewed, and the call is sent again', async () => {
		now.storeToken();
		now.answer(EXPIRED, FINE);
		expect(await (await now.open()).call(call, {})).toMatchObject({ code: 0 });
		expect(now.tokens).toEqual(['stored', 'fetched-1']);
	});

	it('gives way to one that another process has stored meanwhile, and that to one of its own', async () => {
		now.storeToken();
		const client = await now.open();
		now.answer(
			() => {
				now.storeToken('of-another-process');
				return EXPIRED();
			},
			EXPIRED,
			FINE,
		);
		expect(await client.call(call, {})).toMatchObject({ code: 0 });
		expect(now.tokens).toEqual(['stored', 'of-another-process', 'fetched-1']);
	});

	it('that was renewed in vain is told, and left alone', async () => {
		now.storeToken();
		now.answer(EXPIRED);
		const client = await now.open();
		expect(await failureOf(client.call(call, {}))).toMatchObject({
			kind: 'login',
			message: 'Token expired',
			description: IN_VAIN,
		});
		expect(now.tokens).toEqual(['stored', 'fetched-1']);
		expect(await failureOf(client.call(call, {}))).toMatchObject({ message: 'Token expired' });
		expect(now.tokens).toEqual(['stored', 'fetched-1', 'fetched-1']);
		expect(now.logins.requests).toHaveLength(1);
	});

	it('gives way to the one that another call has fetched, which is not renewed once more', async () => {
		now.storeToken();
		const client = await now.open();
		let refuse = () => {};
		const late = new Promise<void>((resolve) => (refuse = resolve)).then(EXPIRED);
		now.answer(() => late, EXPIRED, FINE, EXPIRED);
		const slow = failureOf(client.call(call, {}));
		await client.call(call, {});
		refuse();
		expect(await slow).toMatchObject({ description: IN_VAIN });
		expect(now.tokens).toEqual(['stored', 'stored', 'fetched-1', 'fetched-1']);
		expect(now.logins.requests).toHaveLength(1);
	});

	it('that was fetched for this very call is not renewed', async () => {
		now.answer(EXPIRED);
		expect(await failureOf((await now.open()).call(call, {}))).toMatchObject({
			description: IN_VAIN,
		});
		expect(now.tokens).toEqual(['fetched-1']);
	});

	it('of this process is renewed once, like any other', async () => {
		const client = await now.open();
		await client.call(call, {});
		now.answer(EXPIRED, FINE);
		expect(await client.call(call, {})).toMatchObject({ code: 0 });
		expect(now.tokens).toEqual(['fetched-1', 'fetched-2']);
	});

	it('is tried again a quarter of an hour after it was renewed in vain', async () => {
		now.answer(EXPIRED);
		const client = await now.open();
		await failureOf(client.call(call, {}));
		passMinutes(15.1);
		now.answer(EXPIRED, FINE);
		expect(await client.call(call, {})).toMatchObject({ code: 0 });
		expect(now.tokens).toEqual(['fetched-1', 'fetched-2']);
	});

	it('is no other refusal, which is told as it is', async () => {
		now.storeToken();
		now.answer(gives({ code: 7, message: 'No such card' }));
		expect(await failureOf((await now.open()).call(call, {}))).toMatchObject({
			kind: 'refused',
			message: 'No such card',
		});
		now = new Calls();
		now.answer(gives({ code: 7, message: 'No such card' }));
		const { description } = await failureOf((await now.open()).call(call, {}));
		expect(description).not.toBe(IN_VAIN);
		expect(now.tokens).toEqual(['fetched-1']);
	});

	it('is not looked for where the login is refused: that is what is told', async () => {
		now.storeToken();
		now.answer(EXPIRED);
		now.logins.answers.splice(0, 1, gives({ error: 'invalid_grant' }, 400));
		expect(await failureOf((await now.open()).call(call, {}))).toMatchObject({
			message: 'EnKash refused the login: invalid_grant',
		});
		expect(now.tokens).toEqual(['stored']);
	});
});

describe('a refused token of a call that moves value', () => {
	it('is renewed by the next call, and this one is not sent again', async () => {
		now.storeToken();
		now.answer(EXPIRED, FINE);
		const client = await now.open();
		expect(await failureOf(client.call(MOVE, {}))).toMatchObject({
			kind: 'login',
			message: 'Token expired',
			description: 'The token is invalid or has expired.',
		});
		expect(now.tokens).toEqual(['stored']);
		await client.call(MOVE, {});
		expect(now.tokens).toEqual(['stored', 'fetched-1']);
	});

	it('was renewed in vain where the next one is refused as well', async () => {
		now.storeToken();
		now.answer(EXPIRED);
		const client = await now.open();
		await failureOf(client.call(MOVE, {}));
		for (let item = 0; item < 3; item++) {
			const { kind, description } = await failureOf(client.call(MOVE, {}));
			expect(kind).toBe('login');
			if (item === 0) expect(description).toBe(IN_VAIN);
		}
		expect(now.tokens).toEqual(['stored', 'fetched-1', 'fetched-1', 'fetched-1']);
		expect(now.logins.requests).toHaveLength(1);
	});

	it('was not renewed in vain where a call has gone through since', async () => {
		now.storeToken();
		now.answer(EXPIRED, FINE, EXPIRED, FINE);
		const client = await now.open();
		await failureOf(client.call(MOVE, {}));
		await client.call(MOVE, {});
		const { description } = await failureOf(client.call(MOVE, {}));
		expect(description).not.toBe(IN_VAIN);
		await client.call(MOVE, {});
		expect(now.tokens).toEqual(['stored', 'fetched-1', 'fetched-1', 'fetched-2']);
	});

	it('is renewed also where it was fetched for this very call', async () => {
		now.answer(EXPIRED, FINE);
		const client = await now.open();
		await failureOf(client.call(MOVE, {}));
		await client.call(MOVE, {});
		expect(now.tokens).toEqual(['fetched-1', 'fetched-2']);
	});

	it('is not renewed for what may be another refusal', async () => {
		now.storeToken();
		now.answer(FORBIDDEN, FINE);
		const client = await now.open();
		await failureOf(client.call(MOVE, {}));
		await client.call(MOVE, {});
		expect(now.tokens).toEqual(['stored', 'stored']);
	});
});

describe('a pasted token', () => {
	const ADVICE =
		"Paste a new token into the EnKash credential, or set its 'Authentication' to 'Partner Login'.";

	beforeEach(() => now.paste());

	it.each([READ, CHANGE, MOVE] as const)(
		'that is refused is to be pasted anew: %s',
		async (call) => {
			now.answer(EXPIRED);
			expect(await failureOf((await now.open()).call(call, {}))).toMatchObject({
				kind: 'login',
				message: 'EnKash refused the access token: Token expired',
				description: ADVICE,
			});
			expect(now.tokens).toEqual(['pasted']);
		},
	);

	it.each([
		['Access denied', 403, false],
		['This Token has no access', 403, true],
		['Session expired', 401, true],
	])('is meant by "%s" with HTTP %d: %s', async (message, status, meant) => {
		now.answer(gives({ code: 5, message }, status));
		const told = await failureOf((await now.open()).call(READ, {}));
		expect(told.message).toBe(meant ? `EnKash refused the access token: ${message}` : message);
	});

	it('is not meant by another refusal', async () => {
		now.answer(gives({ code: 7, message: 'No such card' }));
		expect((await failureOf((await now.open()).call(READ, {}))).message).toBe('No such card');
	});
});

it('a whole answer of a login is there within half a minute, or the time that is given', async () => {
	const client = await now.open();
	expect(await client.logIn()).toEqual({ access_token: 'fetched-1', expires_in: 3600 });
	passMinutes(2);
	await client.logIn({ timeout: 7_000 });
	expect(now.logins.requests).toMatchObject([{ timeout: 30_000 }, { timeout: 7_000 }]);
});

describe('a call that is tried to find something out', () => {
	const trial = (changes = {}) => ({
		route: { method: 'POST', path: '/api/v0/list/{id}', host: 'card' } as const,
		instead: {},
		token: 'trial-token',
		timeout: 7_000,
		...changes,
	});

	it('is sent once, with the token at hand, and its answer given as it came', async () => {
		now.answer(gives('{"code":5}', 503));
		const client = await now.open();
		const request = { path: { id: 'A' }, body: { a: 1 } };
		expect(await client.probe(request, trial())).toMatchObject({
			httpStatus: 503,
			text: '{"code":5}',
		});
		expect(now.calls.requests).toMatchObject([
			{
				method: 'POST',
				url: 'https://card.example.com/api/v0/list/A',
				headers: { Authorization: 'Bearer trial-token', partnerId: 'PARTNER' },
				body: '{"a":1}',
				timeout: 7_000,
			},
		]);
		expect(now.logins.requests).toHaveLength(0);
	});

	it('is sent to another host, and encrypted, where that is tried', async () => {
		const client = await now.open();
		const hosts = { ...client.account.hosts, card: 'https://other.example.com' };
		const encryption = { encrypts: true, secret: 'key', digest: 'sha256' } as const;
		const route = { method: 'POST', path: '/list', host: 'card' } as const;
		await client.probe({ body: {} }, trial({ route, instead: { hosts, encryption } }));
		expect(now.calls.requests).toMatchObject([
			{
				url: 'https://other.example.com/list',
				body: expect.stringContaining('"request"') as string,
			},
		]);
	});

	it('is not sent where it may change something', async () => {
		const route = { method: 'POST', path: '/create-order', host: 'card' } as const;
		const client = await now.open();
		expect((await failureOf(client.probe({}, trial({ route })))).kind).toBe('input');
		expect(now.calls.requests).toHaveLength(0);
	});

	it('names its endpoint where it fails, and tells no secret', async () => {
		const route = { method: 'GET', path: '/list', host: 'card' } as const;
		const client = await now.open();
		now.answer(() => {
			const { EnkashError } = built('lib/errors');
			throw new EnkashError('unknown', 'Broken: trial-token and first-password');
		});
		expect((await failureOf(client.probe({}, trial({ route })))).message).toBe(
			'Broken: *** and ***',
		);
	});

	it('ends with the execution', async () => {
		const running = now.process();
		const client = await running.client();
		now.answer(() => {
			running.stop();
			throw new Error('aborted');
		});
		const route = { method: 'GET', path: '/list', host: 'card' } as const;
		expect((await failureOf(client.probe({}, trial({ route })))).message).toBe(
			'The execution was cancelled while GET https://card.example.com/list was being called',
		);
	});
});
