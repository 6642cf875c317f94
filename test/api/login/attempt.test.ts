/** One login at a time, what those who wait for it are told, and what n8n is given to store of it. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Account } from '../../../nodes/Enkash/api/login/account';
import type { Login } from '../../../nodes/Enkash/api/login/request';
import type { EnkashError } from '../../../nodes/Enkash/lib/errors';
import { built } from '../../built';
import { nodeTime, passMinutes, resetClock, stopClock } from '../../clock';
import { failureOf, newPartner, refused, toldBy, unclear } from './partners';

const { readAccount } = built('api/login/account');
const { assertMayLogIn, logInAnew, logInForTest, loginUnderWay, recentAnswer, renewToken } =
	built('api/login/attempt');
const { awaitTurn } = built('api/login/claim');
const { noteStrike } = built('api/login/strikes');
const { EnkashError: OwnError } = built('lib/errors');

let credential: ICredentialDataDecryptedObject;
/** How many logins were sent. */
let sent: number;

beforeEach(() => {
	stopClock();
	credential = newPartner();
	sent = 0;
});

afterEach(resetClock);

const account = (changes: ICredentialDataDecryptedObject = {}) =>
	readAccount({ ...credential, ...changes });
const passSeconds = (seconds: number) => passMinutes(seconds / 60);

/** EnKash lets it in, with another token each time. */
const letIn = (): Promise<Login> => {
	const token = `token-${++sent}`;
	return Promise.resolve({ token, expiresIn: 3600, payload: { token } });
};
const fails = (error: EnkashError) => (): Promise<Login> => {
	sent++;
	return Promise.reject(error);
};
/** A failure that counts as a wrong login, or may be one. */
const strikes = (error: EnkashError) => (login: Account) => {
	noteStrike(login, error);
	return fails(error)();
};
const lost = () => new OwnError('unknown', 'It has no such page', { httpStatus: 404 });
const SESSION = () => ({
	sessionToken: 'token-1',
	sessionTokenExpiresAt: String(nodeTime() + 3_600_000),
	sessionLogin: account().loginKey,
	loginRefusal: '',
	loginClaim: '',
});

/** The credential, with the claim of this process. */
async function claimed(): Promise<Account> {
	await awaitTurn({
		read: () => Promise.resolve(credential.loginClaim ? undefined : account()),
		write: (loginClaim) => {
			credential.loginClaim = loginClaim;
			return Promise.resolve(true);
		},
		timeout: 1,
	});
	return account();
}

describe('a token is fetched', () => {
	it('with one login, of which n8n stores all that others need', async () => {
		expect(await renewToken(account(), '', letIn)).toEqual(SESSION());
		expect(sent).toBe(1);
	});

	it('not where this process has a good one', async () => {
		await renewToken(account(), '', letIn);
		expect(await renewToken(account(), '', letIn)).toEqual(SESSION());
		expect(sent).toBe(1);
	});

	it('by one for all who need it at once; n8n stores it again for who had another', async () => {
		const all = await Promise.all([
			renewToken(account(), '', letIn),
			renewToken(account(), '', letIn),
			renewToken(account(), 'old-token', letIn),
		]);
		expect(all).toEqual([SESSION(), {}, SESSION()]);
		expect(sent).toBe(1);
	});

	it('by one each for two logins', async () => {
		const other = account({ password: 'second-password' });
		await Promise.all([renewToken(account(), '', letIn), renewToken(other, '', letIn)]);
		expect(sent).toBe(2);
	});

	it('anew by a test and by who asks for the answer while one is under way: they wait for it', async () => {
		const stored: unknown[] = [];
		const store = (fields: unknown) => Promise.resolve(Boolean(stored.push(fields)));
		const [, tested, answer] = await Promise.all([
			renewToken(account(), '', letIn),
			logInForTest(account(), letIn),
			logInAnew(account(), letIn, store),
		]);
		expect(tested).toEqual(SESSION());
		expect(answer).toEqual({ token: 'token-1' });
		expect(stored).toEqual([SESSION()]);
		expect(sent).toBe(1);
	});

	it('once more after it has ended', async () => {
		await logInForTest(account(), letIn);
		passSeconds(10);
		expect(await logInForTest(account(), letIn)).toMatchObject({ sessionToken: 'token-2' });
	});

	it('forgetting the strikes before it', async () => {
		noteStrike(account(), refused());
		passMinutes(15);
		await renewToken(account(), '', letIn);
		noteStrike(account(), refused());
		passMinutes(15);
		expect(await failureOf(() => assertMayLogIn(account()))).toBeUndefined();
	});
});

describe('a login that is as young as', () => {
	it('ten seconds has shown what a credential test wants to know', async () => {
		await logInForTest(account(), letIn);
		passSeconds(9.9);
		expect(await logInForTest(account(), letIn)).toMatchObject({ sessionToken: 'token-1' });
		expect(sent).toBe(1);
	});

	it('a minute is told once more to who asks for its answer', async () => {
		expect(recentAnswer(account())).toBeUndefined();
		await renewToken(account(), '', letIn);
		passSeconds(59);
		expect(recentAnswer(account())).toEqual({ token: 'token-1' });
		passSeconds(1);
		expect(recentAnswer(account())).toBeUndefined();
	});
});

describe('whoever waits for a login under way', () => {
	const order: string[] = [];

	it.each([
		['went through', letIn],
		['failed', fails(lost())],
	])('waits to its end, and is told nothing where it %s', async (_, request) => {
		order.length = 0;
		const slowly = async () => {
			await new Promise((resolve) => setImmediate(resolve));
			order.push('login');
			return await request();
		};
		const login = failureOf(() => renewToken(account(), '', slowly));
		expect(await loginUnderWay(account())).toBeUndefined();
		order.push('waiting');
		await login;
		expect(order).toEqual(['login', 'waiting']);
	});

	it('does not wait for nothing', async () => {
		expect(await loginUnderWay(account())).toBeUndefined();
	});
});

describe('a login that fails', () => {
	it('is thrown where other processes need not know of it', async () => {
		const failed = () => renewToken(account(), '', fails(lost()));
		expect(await failureOf(failed)).toEqual(toldBy(lost()));
		expect(sent).toBe(1);
	});

	it('for what is wrong in the credential is thrown, whatever came of others', async () => {
		noteStrike(account(), unclear());
		const wrong = new OwnError('input', "'Password' is missing");
		const failed = () => renewToken(account(), '', fails(wrong));
		expect(await failureOf(failed)).toEqual(toldBy(wrong));
	});

	it('is not tried again for five seconds', async () => {
		const failed = () => failureOf(() => renewToken(account(), '', fails(lost())));
		await failed();
		passSeconds(4.9);
		expect(await failed()).toEqual(toldBy(lost()));
		expect(await failureOf(() => logInForTest(account(), letIn))).toEqual(toldBy(lost()));
		expect(await failureOf(() => assertMayLogIn(account()))).toEqual(toldBy(lost()));
		expect(sent).toBe(1);
		passSeconds(0.1);
		expect(await failureOf(() => assertMayLogIn(account()))).toBeUndefined();
		await failed();
		expect(sent).toBe(2);
	});

	it.each([
		[1, 5],
		[20, 20],
		[600, 60],
	])('and asks for %d s is not tried again for %d s', async (retryAfter, seconds) => {
		const busy = lost().with({ retryAfter });
		await failureOf(() => renewToken(account(), '', fails(busy)));
		passSeconds(seconds - 0.1);
		expect(await failureOf(() => assertMayLogIn(account()))).toEqual(toldBy(busy));
		passSeconds(0.1);
		expect(await failureOf(() => assertMayLogIn(account()))).toBeUndefined();
	});

	it('holds nobody up who has another login', async () => {
		await failureOf(() => renewToken(account(), '', fails(lost())));
		const other = account({ password: 'second-password' });
		expect(await failureOf(() => assertMayLogIn(other))).toBeUndefined();
	});

	it('has every process of this n8n keep off, once EnKash has refused it', async () => {
		const fields = await renewToken(await claimed(), 'old-token', strikes(refused()));
		expect(fields).toEqual({
			sessionToken: '',
			sessionTokenExpiresAt: '',
			sessionLogin: account().loginKey,
			loginRefusal: expect.stringContaining('"refused":1') as string,
			loginClaim: '',
		});
		passSeconds(5);
		expect((await failureOf(() => assertMayLogIn(account())))?.message).toMatch(
			/^The login was refused before/,
		);
	});

	it('has every process keep off that waits for this one, where nobody knows what it was', async () => {
		const fields = await renewToken(await claimed(), '', strikes(unclear()));
		expect(fields).toMatchObject({ sessionToken: '', sessionLogin: account().loginKey });
		expect(JSON.parse(fields.loginRefusal as string)).toMatchObject({ unclear: 1 });
		expect(JSON.parse(fields.loginClaim as string)).toMatchObject({
			failure: 'The answer was lost',
			until: nodeTime() + 5_000,
		});
	});

	it('is told to those alone who wait for this process, where it was surely not wrong', async () => {
		const fields = await renewToken(await claimed(), '', fails(lost()));
		expect(fields).toEqual({ sessionToken: '', loginClaim: expect.any(String) as string });
		expect(JSON.parse(fields.loginClaim as string)).toMatchObject({ failure: lost().message });
	});

	it('leaves the claim to nobody where the network of this machine is to blame', async () => {
		const cut = new OwnError('notSent', 'It cannot be reached');
		const fields = await renewToken(await claimed(), '', fails(cut));
		expect(fields).toEqual({ sessionToken: '', loginClaim: '' });
	});

	it('has nothing to store where it was not tried', async () => {
		noteStrike(account(), refused());
		noteStrike(account(), refused());
		const other = account({ password: 'second-password' });
		expect(await renewToken(other, '', letIn)).toEqual({ sessionToken: '' });
		expect(sent).toBe(0);
	});

	it('is stored, and then thrown, for who asked for its answer', async () => {
		const stored: unknown[] = [];
		const store = (fields: unknown) => Promise.resolve(Boolean(stored.push(fields)));
		const failed = () => logInAnew(account(), strikes(refused()), store);
		expect(await failureOf(failed)).toEqual(toldBy(refused()));
		expect(stored).toEqual([expect.objectContaining({ sessionLogin: account().loginKey })]);
	});

	it('is tried by a test only where a person insists', async () => {
		noteStrike(account(), refused());
		noteStrike(account(), refused());
		passMinutes(15);
		const pressed = () => failureOf(() => logInForTest(account(), letIn));
		expect((await pressed())?.kind).toBe('input');
		expect(sent).toBe(0);
		expect(await pressed()).toBeUndefined();
		expect(sent).toBe(1);
	});
});
