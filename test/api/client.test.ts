/** How a call is sent, how often, and what its failure is told as. */
import { built } from '../built';
import { passMinutes } from '../clock';
import { beginEach, CHANGE, Calls, EXPIRED, failureOf, FINE, FORBIDDEN, MOVE, READ } from './calls';
import { answerOf, cannotConnect, gives } from './login/partners';

let now: Calls;

beginEach(() => {
	now = new Calls();
});

describe('a call', () => {
	it('goes to its endpoint, with all that belongs to it', async () => {
		now.storeToken();
		const client = await now.open();
		const request = { path: { coinConfigId: 'A/B' }, query: { page: 1 } };
		expect(await client.call('points.getEvent', request)).toEqual({
			code: 0,
			message: 'Success',
			payload: { fine: true },
		});
		expect(now.calls.requests).toMatchObject([
			{
				method: 'GET',
				url: 'https://points.example.com/api/v0/enkash-coins/A%2FB',
				headers: { Accept: 'application/json', Authorization: 'Bearer stored' },
				qs: { page: 1 },
				timeout: 30_000,
			},
		]);
		const [{ headers, body }] = now.calls.requests;
		expect(Object.keys(headers ?? {})).toEqual(['Accept', 'Authorization']);
		expect(body).toBeUndefined();
	});

	it('without a body does not say what kind of body it has', async () => {
		now.storeToken();
		await (await now.open()).call(READ, {});
		const [{ headers, body }] = now.calls.requests;
		expect(Object.keys(headers ?? {})).toEqual(['Accept', 'partnerId', 'Authorization']);
		expect(body).toBeUndefined();
	});

	it('by GET has its body in the query, where n8n would drop it', async () => {
		now.storeToken();
		const client = await now.open();
		await client.call(READ, { endpointPath: 'GET /mine', query: { page: 1 }, body: { a: 1 } });
		expect(now.calls.requests).toMatchObject([{ method: 'GET', qs: { page: 1, a: 1 } }]);
		expect(now.calls.requests[0].body).toBeUndefined();
	});

	it('goes where the user has it go, and within the time that is given', async () => {
		now.storeToken();
		const client = await now.open();
		await client.call(READ, { endpointPath: 'PUT /mine', body: { a: 1 } }, { timeout: 7_000 });
		expect(now.calls.requests).toMatchObject([
			{
				method: 'PUT',
				url: 'https://card.example.com/mine',
				headers: { partnerId: 'PARTNER', 'Content-Type': 'application/json' },
				body: '{"a":1}',
				timeout: 7_000,
			},
		]);
	});

	it('is read out of its encryption', async () => {
		now.storeToken();
		Object.assign(now.database.credential, { encryptionKey: 'key' });
		const { encodeBody } = built('api/wire/encryption');
		const settings = { encrypts: true, secret: 'key', digest: 'sha256' } as const;
		now.answer(gives(encodeBody(settings, { code: 0, payload: 'hidden' })));
		expect(await (await now.open()).call(READ, {})).toMatchObject({ payload: 'hidden' });
	});

	it('is sent with a token of its own login, where there is none', async () => {
		const client = await now.open();
		await client.call(READ, {}, { timeout: 7_000 });
		expect(now.tokens).toEqual(['fetched-1']);
		expect(now.logins.requests).toMatchObject([{ timeout: 7_000 }]);
		expect(now.database.writes).toMatchObject([
			{ sessionToken: '', loginClaim: expect.stringContaining('owner') as string },
			{ sessionToken: 'fetched-1', loginClaim: '' },
		]);
		expect(client.account.stored.sessionToken).toBe('');
	});

	it('that changes nothing is repeated while EnKash is busy', async () => {
		now.storeToken();
		now.answer(gives('', 503), gives('', 429), FINE);
		expect(await (await now.open()).call(READ, {})).toMatchObject({ code: 0 });
		expect(now.tokens).toEqual(['stored', 'stored', 'stored']);
	});

	it.each([CHANGE, MOVE] as const)('that changes something is not: %s', async (call) => {
		now.storeToken();
		now.answer(gives('', 503), FINE);
		expect(await failureOf((await now.open()).call(call, {}))).toMatchObject({
			kind: 'unknown',
			httpStatus: 503,
		});
		expect(now.calls.requests).toHaveLength(1);
	});

	it('is not repeated once the execution was stopped', async () => {
		now.storeToken();
		const running = now.process();
		now.answer(() => {
			running.stop();
			return answerOf('', 503);
		}, FINE);
		const client = await running.client();
		expect(client.cancelSignal()?.aborted).toBe(false);
		expect(await failureOf(client.call(READ, {}))).toMatchObject({ kind: 'notSent' });
		expect(now.calls.requests).toHaveLength(1);
		expect(client.cancelSignal()?.aborted).toBe(true);
	});

	it('is not made in an execution that was stopped before', async () => {
		now.storeToken();
		const running = now.process();
		const client = await running.client();
		running.stop();
		expect((await failureOf(client.call(READ, {}))).message).toBe(
			'The execution was cancelled before this was sent',
		);
		expect(now.calls.requests).toHaveLength(0);
	});

	it('can be made where nothing can be stopped, such as for a list', async () => {
		now.storeToken();
		const client = await now.process().client(false);
		expect(client.cancelSignal()).toBeUndefined();
		await client.call(READ, {});
		expect(now.calls.requests).toHaveLength(1);
	});
});

describe('a failure', () => {
	it('of a login leaves no change open that was to follow: it was not sent', async () => {
		const lost = gives('', 500);
		for (const [call, kind] of [
			[READ, 'unknown'],
			[CHANGE, 'notSent'],
			[MOVE, 'notSent'],
		] as const) {
			now = new Calls();
			now.logins.answers.splice(0, 1, lost);
			expect(await failureOf((await now.open()).call(call, {}))).toMatchObject({
				kind,
				atLogin: true,
			});
			expect(now.calls.requests).toHaveLength(0);
		}
	});

	it('of a change itself leaves it open', async () => {
		now.storeToken();
		now.answer(gives('', 500));
		expect(await failureOf((await now.open()).call(CHANGE, {}))).toMatchObject({ kind: 'unknown' });
	});

	it('tells no secret, and neither the token that was sent nor one that n8n fetched', async () => {
		const echo = (token: string) => gives({ code: 5, message: `No ${token}, no first-password` });
		now.storeToken('stored-token');
		now.answer(echo('stored-token'));
		expect((await failureOf((await now.open()).call(READ, {}))).message).toBe('No ***, no ***');
		now = new Calls();
		now.answer(echo('fetched-1'));
		expect((await failureOf((await now.open()).call(READ, {}))).message).toBe('No ***, no ***');
	});

	it('tells no secret that n8n or the network echoes', async () => {
		now.answer(() => {
			const { EnkashError } = built('lib/errors');
			throw new EnkashError('unknown', 'Broken: fetched-1 and first-password');
		});
		expect((await failureOf((await now.open()).call(READ, {}))).message).toBe(
			'Broken: *** and ***',
		);
	});

	it('to connect names the endpoint', async () => {
		now.storeToken();
		now.answer(cannotConnect);
		expect((await failureOf((await now.open()).call(MOVE, {}))).message).toBe(
			'POST https://points.example.com/api/v0/enkash-coins/allocate-coin cannot be reached',
		);
	});

	it('of n8n to store a token keeps no call from going out with it', async () => {
		const client = await now.process('fails to store').client();
		expect(await client.call(READ, {})).toMatchObject({ code: 0 });
		expect(now.tokens).toEqual(['fetched-1']);
	});
});

it('what n8n fails with before it has looked at the token is told, and not tried again', async () => {
	now.storeToken();
	const client = await now.process('fails before').client();
	expect(await failureOf(client.call(READ, {}))).toMatchObject({
		kind: 'notSent',
		message: expect.stringMatching(/no such credential$/) as string,
	});
});

describe('a refusal of what moves value', () => {
	const refusedWith = async (
		message: string,
		status = 200,
		call: 'points.allocateCoins' | 'reward.bulkAllocate' = MOVE,
	) => {
		now.storeToken();
		now.answer(gives({ code: 7, message }, status));
		const { kind, saidNo } = await failureOf((await now.open()).call(call, {}));
		return saidNo ? `${kind}, though EnKash said no` : kind;
	};
	const OPEN = 'unknown, though EnKash said no';

	it('is one only where its words surely come before anything is moved', async () => {
		expect(await refusedWith('User not found')).toBe('refused');
		expect(await refusedWith('Something went wrong')).toBe(OPEN);
		expect(await refusedWith('Something went wrong', 400)).toBe('refused');
		expect(await refusedWith('Already in progress, wait', 400)).toBe(OPEN);
	});

	it('of many at once is one only where no row was begun', async () => {
		expect(await refusedWith('KYC is missing', 200, 'reward.bulkAllocate')).toBe('refused');
		expect(await refusedWith('User not found', 200, 'reward.bulkAllocate')).toBe(OPEN);
	});

	it('is read at its full length', async () => {
		expect(await refusedWith(`${'x'.repeat(480)} User not found`)).toBe('refused');
	});

	it('by its token leaves it open, unless nothing else was looked at', async () => {
		now.storeToken();
		now.answer(FORBIDDEN);
		expect(await failureOf((await now.open()).call(MOVE, {}))).toMatchObject({
			kind: 'unknown',
			saidNo: true,
			message: 'Access denied',
		});
		now.answer(EXPIRED);
		expect(await failureOf((await now.open()).call(MOVE, {}))).toMatchObject({
			kind: 'login',
			saidNo: false,
		});
	});

	it('by its login leaves nothing open', async () => {
		now.logins.answers.splice(0, 1, gives({ error: 'invalid_grant' }, 403));
		const client = await now.open();
		for (let item = 0; item < 2; item++) {
			expect(await failureOf(client.call(MOVE, {}))).toMatchObject({
				kind: 'login',
				saidNo: false,
			});
			// From now on it is withheld, and not sent.
			passMinutes(1);
		}
		expect(now.logins.requests).toHaveLength(1);
	});

	it('leaves open what was open', async () => {
		now.storeToken();
		now.answer(gives('', 500));
		expect(await failureOf((await now.open()).call(MOVE, {}))).toMatchObject({
			kind: 'unknown',
			saidNo: false,
		});
	});
});
