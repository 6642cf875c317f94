/** n8n's two hooks: what the first gives to be stored, and what the second puts on a request. */
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import type { OwnCall } from '../../../nodes/Enkash/api/login/ownCall';
import type { Send } from '../../../nodes/Enkash/api/wire/transport';
import { built } from '../../built';
import { nodeTime, passMinutes, resetClock, stopClock } from '../../clock';
import { bringBackPauses, skipPauses } from '../../waiting';
import { failureOf, gives, newPartner, refused, serverWith, TOKEN, toldBy } from './partners';

const { readAccount } = built('api/login/account');
const { authorize, fetchSession, TEST_HEADER } = built('api/login/hooks');
const { credentialFor } = built('api/login/ownCall');
const { keepSession } = built('api/login/session');
const { noteStrike } = built('api/login/strikes');

let credential: ICredentialDataDecryptedObject;

beforeAll(skipPauses);
afterAll(bringBackPauses);

beforeEach(() => {
	stopClock();
	credential = newPartner();
});

afterEach(resetClock);

const account = (changes = {}) => readAccount({ ...credential, ...changes });
const session = (changes: ICredentialDataDecryptedObject = {}) => ({
	...credential,
	sessionToken: 'stored',
	sessionTokenExpiresAt: String(nodeTime() + 3_600_000),
	sessionLogin: account().loginKey,
	...changes,
});
const hasLoggedIn = () => keepSession(account(), { token: 'own', expiresIn: 0, payload: {} });
const pasted = (): ICredentialDataDecryptedObject => ({
	...credential,
	authentication: 'accessToken',
	accessToken: 'pasted-token',
});
const ownCall = (changes = {}): OwnCall => ({ account: account(), timeout: 7_000, ...changes });
const REQUEST = { url: 'https://card.example.com', headers: { Accept: 'application/json' } };
const headersOf = (given: ICredentialDataDecryptedObject, headers?: IDataObject) =>
	authorize(given, { url: REQUEST.url, headers }).headers;
/** n8n calls the second hook first where a credential is tested. */
const beginTest = (given: ICredentialDataDecryptedObject) => {
	expect(() => headersOf(given, { [TEST_HEADER]: 'true' })).toThrow();
	return given;
};

describe('the first hook', () => {
	it('logs in with what the credential says, within half a minute', async () => {
		const { send, requests } = serverWith(gives(TOKEN));
		expect(await fetchSession(credential, send)).toMatchObject({ sessionToken: 'token-1' });
		expect(requests).toMatchObject([{ timeout: 30_000 }]);
	});

	it('logs in for the client with what that has read, and within its time', async () => {
		const { send, requests } = serverWith(gives(TOKEN));
		const mine = credentialFor({}, '', ownCall());
		expect(await fetchSession(mine, send)).toMatchObject({ sessionToken: 'token-1' });
		expect(requests).toMatchObject([{ timeout: 7_000 }]);
	});

	it('gives what the client wants stored, and nothing else', async () => {
		const { send, requests } = serverWith(gives(TOKEN));
		const fieldsToStore = { sessionToken: '', loginClaim: 'mine' };
		const mine = credentialFor(credential, '', ownCall({ fieldsToStore }));
		expect(await fetchSession(mine, send)).toBe(fieldsToStore);
		expect(requests).toHaveLength(0);
	});

	it('fetches none where one was pasted', async () => {
		const { send, requests } = serverWith(gives(TOKEN));
		expect(await fetchSession(pasted(), send)).toEqual({ sessionToken: 'pasted' });
		expect(requests).toHaveLength(0);
	});

	it('does not take a token of the last minute for the reason of a failure', async () => {
		const { send, requests } = serverWith(gives(TOKEN));
		await fetchSession(credential, send);
		const sent = { ...credential, sessionToken: 'token-1' };
		expect(await fetchSession(sent, send)).toMatchObject({ sessionToken: 'token-1' });
		expect(requests).toHaveLength(1);
		passMinutes(1);
		await fetchSession(sent, send);
		expect(requests).toHaveLength(2);
	});

	it('fetches another one for a stored one that failed', async () => {
		const { send, requests } = serverWith(gives(TOKEN));
		expect(await fetchSession(session(), send)).toMatchObject({ sessionToken: 'token-1' });
		expect(requests).toHaveLength(1);
	});

	it('takes what is no text for no token', async () => {
		hasLoggedIn();
		const { send, requests } = serverWith(gives(TOKEN));
		expect(await fetchSession({ ...credential, sessionToken: 5 }, send)).toMatchObject({
			sessionToken: 'own',
		});
		expect(requests).toHaveLength(0);
	});

	it('waits for an outage to end for the client alone: an HTTP Request node has its own patience', async () => {
		hasLoggedIn();
		const out = serverWith(gives('', 503));
		const failed = { ...credential, sessionToken: 'own' };
		passMinutes(1);
		await fetchSession(failed, out.send);
		expect(out.requests).toHaveLength(1);
		credential = newPartner();
		hasLoggedIn();
		passMinutes(1);
		const mine = { ...credentialFor(credential, '', ownCall()), sessionToken: 'own' };
		await fetchSession(mine, out.send);
		expect(out.requests).toHaveLength(3);
	});

	it('tells the client what went wrong', async () => {
		const own = ownCall();
		const { send } = serverWith(gives('', 404));
		const told = await failureOf(() => fetchSession(credentialFor(credential, '', own), send));
		expect(told?.message).toContain('HTTP 404');
		expect(toldBy(own.failure)).toEqual(told);
	});
});

describe('a credential test', () => {
	const MARKET = { marketplaceUrl: 'https://marketplace.example.com' };
	const CART = { url: 'https://marketplace.example.com/api/v0/cart' };
	const test = async (given: ICredentialDataDecryptedObject, send: Send) =>
		await fetchSession(beginTest(given), send);

	it('has n8n ask the first hook, though it has a token', () => {
		try {
			headersOf(session(), { [TEST_HEADER]: 'true' });
			throw new Error('It went on');
		} catch (error) {
			expect(error).toMatchObject({
				message: 'The stored token is of no use',
				response: { status: 401 },
			});
		}
	});

	it('goes on the second time, without the mark of a test', () => {
		const given = session();
		beginTest(given);
		expect(headersOf(given, { [TEST_HEADER]: 'true', Accept: 'x' })).toEqual({
			Accept: 'x',
			Authorization: 'Bearer stored',
		});
	});

	it('logs in, and tries the token where it will be used', async () => {
		const { send, requests } = serverWith(gives(TOKEN), gives({ code: 0 }));
		expect(await test({ ...credential, ...MARKET }, send)).toMatchObject({
			sessionToken: 'token-1',
		});
		expect(requests).toMatchObject([
			{ timeout: 30_000 },
			{ ...CART, headers: { Authorization: 'Bearer token-1' } },
		]);
	});

	it('tries the pasted token there', async () => {
		const { send, requests } = serverWith(gives({ code: 0 }));
		expect(await test({ ...pasted(), ...MARKET }, send)).toEqual({ sessionToken: 'pasted' });
		expect(requests).toMatchObject([
			{ ...CART, headers: { Authorization: 'Bearer pasted-token' } },
		]);
	});

	it('of a pasted token says where that is refused', async () => {
		const { send } = serverWith(gives({ code: 401, message: 'Token expired' }));
		const told = await failureOf(() => test({ ...pasted(), ...MARKET }, send));
		expect(told?.message).toBe('EnKash refused the token: Token expired');
	});

	it('tries nothing where the login was refused', async () => {
		const { send, requests } = serverWith(gives({ error: 'invalid_grant' }, 400));
		expect(await test({ ...credential, ...MARKET }, send)).toMatchObject({
			sessionToken: '',
			loginRefusal: expect.stringContaining('"refused":1') as string,
		});
		expect(requests).toHaveLength(1);
	});

	it('has a person insist where one more wrong login may lock the account', async () => {
		noteStrike(account(), refused());
		noteStrike(account(), refused());
		passMinutes(15);
		const { send, requests } = serverWith(gives(TOKEN));
		expect((await failureOf(() => test({ ...credential }, send)))?.kind).toBe('input');
		expect(requests).toHaveLength(0);
	});
});

describe('the second hook', () => {
	it('puts the stored token on a request, beside what it has', () => {
		expect(headersOf(session(), { Accept: 'x' })).toEqual({
			Accept: 'x',
			Authorization: 'Bearer stored',
		});
		expect(headersOf(session())).toEqual({ Authorization: 'Bearer stored' });
		expect(authorize(session(), REQUEST)).toMatchObject({ url: REQUEST.url });
	});

	it.each([
		['has run out', { sessionTokenExpiresAt: '1' }],
		['is that of another login', { sessionLogin: 'another' }],
	])('has n8n ask for another token where the stored one %s', (_, changes) => {
		expect(() => headersOf(session(changes))).toThrow('The stored token is of no use');
	});

	it('puts the pasted token on it, whatever is stored', () => {
		const given = { ...pasted(), sessionToken: 'pasted', sessionTokenExpiresAt: '1' };
		expect(headersOf(given)).toEqual({ Authorization: 'Bearer pasted-token' });
	});

	it('takes the token of this process, where n8n has none', () => {
		hasLoggedIn();
		expect(headersOf(credential)).toEqual({ Authorization: 'Bearer own' });
	});

	it('says why there is none', async () => {
		expect(await failureOf(() => headersOf(credential))).toEqual({
			kind: 'login',
			message: 'n8n went on without a token of EnKash',
			description: 'Test the EnKash credential, then run this again.',
		});
		noteStrike(account(), refused());
		expect((await failureOf(() => headersOf(credential)))?.message).toMatch(
			/^The login was refused before/,
		);
	});
});

describe('the second hook, for the client', () => {
	it('puts its token on a request, which it gives an end', () => {
		const own = ownCall();
		const sent = authorize(credentialFor(credential, 'token', own), REQUEST);
		expect(sent).toMatchObject({
			url: REQUEST.url,
			headers: { Accept: 'application/json', Authorization: 'Bearer token' },
		});
		expect(sent.abortSignal).toMatchObject({ aborted: false });
		expect(own.reached).toBe(true);
	});

	it.each(['', 5])('takes the token of this process, where n8n has %j', (sessionToken) => {
		hasLoggedIn();
		const mine = { ...credentialFor(credential, '', ownCall()), sessionToken };
		expect(authorize(mine, REQUEST).headers).toMatchObject({ Authorization: 'Bearer own' });
	});

	it('ends a call that is there to store something', async () => {
		const own = ownCall({ fieldsToStore: {} });
		const mine = credentialFor(credential, 'token', own);
		const told = await failureOf(() => authorize(mine, REQUEST));
		expect(told).toMatchObject({
			kind: 'notSent',
			message: 'The fields were stored in the EnKash credential, and nothing was sent',
		});
		expect(toldBy(own.failure)).toEqual(told);
	});

	it('tells it why there is no token', async () => {
		const own = ownCall();
		const told = await failureOf(() => authorize(credentialFor(credential, '', own), REQUEST));
		expect(told?.message).toBe('n8n went on without a token of EnKash');
		expect(toldBy(own.failure)).toEqual(told);
	});
});
