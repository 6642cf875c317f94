/** How a run comes to a token: from the credential, from another item or process, or by a login of its own. */
import { nodeTime, passMinutes, resetClock, stopClock } from '../../clock';
import { built } from '../../built';
import { failureOf, gives, newPartner, refused, serverWith, TOKEN } from './partners';
import { databaseOf, processOf, type Database } from './process';

const { readAccount } = built('api/login/account');

let database: Database;

beforeEach(() => {
	stopClock();
	database = databaseOf(newPartner());
});

afterEach(resetClock);

const keyed = () => readAccount(database.credential);
const server = (...answers: Array<() => unknown>) =>
	serverWith(...(answers.length > 0 ? answers : [gives(TOKEN)]));
const logins = ({ requests }: ReturnType<typeof server>) =>
	requests.filter(({ url }) => url?.endsWith('/oauth/token')).length;
/** What another process has stored. */
const storeSession = (sessionToken = 'of-another-process') =>
	Object.assign(database.credential, { sessionToken, sessionLogin: keyed().loginKey });
const storeRefusal = () => {
	const { loginKey: login, accountKey: account } = keyed();
	const { message } = refused();
	const refusal = { login, account, refused: 2, unclear: 0, at: nodeTime(), message };
	database.credential.loginRefusal = JSON.stringify(refusal);
};

describe('a token', () => {
	it('that was pasted is used as it is', async () => {
		Object.assign(database.credential, { authentication: 'accessToken', accessToken: 'pasted' });
		const { send, requests } = server();
		const access = await processOf(database, send).open();
		expect(await access.token(1_000)).toBe('pasted');
		expect(requests).toHaveLength(0);
		expect(database).toMatchObject({ reads: 1, writes: [] });
	});

	it('that is stored is used, and the credential is read but once', async () => {
		storeSession();
		const access = await processOf(database, server().send).open();
		for (let item = 0; item < 3; item++)
			expect(await access.token(1_000)).toBe('of-another-process');
		expect(database).toMatchObject({ reads: 1, writes: [] });
	});

	it('that another process has stored meanwhile is used, and none is claimed', async () => {
		const access = await processOf(database, server().send).open();
		storeSession();
		expect(await access.token(1_000)).toBe('of-another-process');
		expect(access.account.stored.sessionToken).toBe('of-another-process');
		expect(database.writes).toEqual([]);
	});

	it('that nobody has is blank, once this process has the turn to fetch one', async () => {
		const access = await processOf(database, server().send).open();
		expect(await access.token(7_000)).toBe('');
		expect(database.writes).toEqual([
			{ sessionToken: '', loginClaim: expect.any(String) as string },
		]);
		const claim = JSON.parse(database.credential.loginClaim as string) as Record<string, number>;
		expect(claim.until - claim.at).toBe(5_000 + 60_000 + 7_000);
	});

	it('is claimed once for a hundred items at a time', async () => {
		const access = await processOf(database, server().send).open();
		const tokens = await Promise.all(Array.from({ length: 100 }, () => access.token(1_000)));
		expect(new Set(tokens)).toEqual(new Set(['']));
		expect(database.writes).toHaveLength(1);
	});

	it('is looked for anew by each item that comes after', async () => {
		const access = await processOf(database, server().send).open();
		await access.token(1_000);
		expect(await access.token(1_000)).toBe('');
		storeSession();
		expect(await access.token(1_000)).toBe('of-another-process');
	});

	it('that a login under way brings is waited for', async () => {
		const { send, requests } = server();
		const process = processOf(database, send, 'does not store');
		const access = await process.open();
		const { data } = access.forCall('', 1_000);
		const login = process.request(data, { url: 'https://card.example.com' });
		expect(await access.token(1_000)).toBe('token-1');
		await login;
		expect(requests).toHaveLength(2);
		expect(database.reads).toBe(1);
	});

	it('is not fetched for what was refused elsewhere, which is said', async () => {
		const { send, requests } = server();
		const access = await processOf(database, send).open();
		storeRefusal();
		const told = await failureOf(() => access.token(1_000));
		expect(told?.message).toMatch(/^The login was refused before \(Bad credentials\)/);
		expect(requests).toHaveLength(0);
		expect(database.writes).toEqual([]);
	});

	it('is not fetched for a run that was stopped', async () => {
		storeSession();
		const process = processOf(database, server().send);
		const access = await process.open();
		process.stop();
		expect((await failureOf(() => access.token(1_000)))?.message).toBe(
			'The execution was cancelled before this was sent',
		);
	});

	it('goes with each call, and so does what the hooks are to know', async () => {
		const access = await processOf(database, server().send).open();
		const { data, own } = access.forCall('token', 1_000);
		expect(data).toMatchObject({ ...database.credential, sessionToken: 'token' });
		expect(own).toEqual({ account: access.account, timeout: 1_000 });
		expect(built('api/login/ownCall').ownCallOf(data)).toBe(own);
	});
});

describe('the whole answer of a login', () => {
	it('is there for no pasted token', async () => {
		Object.assign(database.credential, { authentication: 'accessToken', accessToken: 'pasted' });
		const access = await processOf(database, server().send).open();
		expect(await failureOf(() => access.logIn(1_000))).toEqual({
			kind: 'input',
			message: 'The EnKash credential holds an access token, and no login',
			description: "Set its 'Authentication' to 'Partner Login' to fetch tokens.",
		});
	});

	it('comes of one login, which is claimed before and stored after', async () => {
		const once = server();
		const access = await processOf(database, once.send).open();
		expect(await access.logIn(7_000)).toEqual(TOKEN);
		expect(once.requests).toMatchObject([{ timeout: 7_000 }]);
		expect(database.writes).toEqual([
			{ sessionToken: '', loginClaim: expect.stringContaining('owner') as string },
			expect.objectContaining({ sessionToken: 'token-1', loginClaim: '' }),
		]);
	});

	it('is told to all who ask within a minute', async () => {
		const once = server();
		const process = processOf(database, once.send);
		const [first, second] = [await process.open(), await process.open()];
		await first.logIn(1_000);
		expect(await second.logIn(1_000)).toEqual(TOKEN);
		expect(logins(once)).toBe(1);
		passMinutes(2);
		await second.logIn(1_000);
		expect(logins(once)).toBe(2);
	});

	it('is told to who waits for its turn, where another item has it meanwhile', async () => {
		const once = server();
		const process = processOf(database, once.send);
		const accesses = [await process.open(), await process.open(), await process.open()];
		const answers = await Promise.all(accesses.map((access) => access.logIn(1_000)));
		expect(answers).toEqual([TOKEN, TOKEN, TOKEN]);
		expect(logins(once)).toBe(1);
	});

	it('is not asked for by a login that was refused, here or elsewhere', async () => {
		const no = server(gives({ error: 'invalid_grant', error_description: 'No' }, 400));
		const access = await processOf(database, no.send).open();
		expect((await failureOf(() => access.logIn(1_000)))?.message).toBe(
			'EnKash refused the login: No',
		);
		passMinutes(1);
		expect((await failureOf(() => access.logIn(1_000)))?.message).toMatch(/was refused before/);
		const other = await processOf(database, no.send).open();
		expect((await failureOf(() => other.logIn(1_000)))?.message).toMatch(/was refused before/);
		expect(logins(no)).toBe(1);
	});
});

describe('two processes of one n8n', () => {
	it('make one login, of which both have the token', async () => {
		const once = server();
		const processes = [processOf(database, once.send), processOf(database, once.send)];
		for (const process of processes) {
			const access = await process.open();
			const token = await access.token(1_000);
			await process.request(access.forCall(token, 1_000).data, { url: 'https://card.example.com' });
		}
		expect(logins(once)).toBe(1);
		const sent = once.requests.filter(({ url }) => url === 'https://card.example.com');
		expect(sent.map(({ headers }) => headers?.Authorization)).toEqual([
			'Bearer token-1',
			'Bearer token-1',
		]);
	});

	it('try a wrong password once between them', async () => {
		const no = server(gives({ error: 'invalid_grant', error_description: 'No' }, 400));
		const processes = [processOf(database, no.send), processOf(database, no.send)];
		for (const process of processes) {
			const access = await process.open();
			const failure = await failureOf(async () => {
				const { data } = access.forCall(await access.token(1_000), 1_000);
				await process.request(data, { url: 'https://card.example.com' });
			});
			expect(failure?.message).toMatch(/refused/);
		}
		expect(no.requests).toHaveLength(1);
	});
});
