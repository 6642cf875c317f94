import { setTimeout as pause } from 'node:timers/promises';
import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import { hurry, passMinutes, resetClock, shareClock, stopClock } from '../../clock';
import { createEngine } from '../../engine';
import { howMany } from '../../matrix';
import { dataOf, setStage, type Stage } from '../../stage';

let stage: Stage;

beforeEach(async () => {
	hurry();
	stage = await setStage({}, undefined, { loggedIn: false });
});

afterEach(async () => {
	resetClock();
	await stage.stop();
});

const items = (count: number) => Array.from({ length: count }, (_, row) => ({ row }));
/** Items that all meet what one meets. */
const MANY = howMany(10, 50);
const logins = () => stage.sandbox.logins().length;
const read = (count = 1, options: INodeParameters = {}) =>
	stage.run('reward.getAccount', { options }, { items: items(count) });
const person = {
	email: 'a@example.com',
	mobile: '9876543210',
	title: 'Mr',
	firstName: 'A',
	gender: 'M',
};

describe('an expired token', () => {
	it.each<[number, 401 | 403 | 200]>([
		[1, 401],
		[MANY, 401],
		[MANY, 403],
		[MANY, 200],
	])('costs one login for %d items where it is told with HTTP %d', async (count, authRefusal) => {
		stage.sandbox.settings.authRefusal = authRefusal;
		await read();
		stage.sandbox.expireTokens();
		const { items: found, error } = await read(count, { concurrency: MANY });
		expect(error).toBeUndefined();
		expect(found).toHaveLength(count);
		expect(logins()).toBe(2);
	});

	it.each([401, 403, 200] as const)('moves points once, told with HTTP %d', async (authRefusal) => {
		stage.sandbox.settings.authRefusal = authRefusal;
		await read();
		stage.sandbox.expireTokens();
		const parameters = { ...person, loadAmount: 5, uniqueReferenceNumber: '=ROW-{{ $json.row }}' };
		const result = await stage.run('reward.allocate', parameters, { items: items(5) });
		expect(dataOf(result).map(({ outcome }) => outcome)).toEqual(Array(5).fill('allocated'));
		expect(stage.sandbox.ledger).toHaveLength(5);
		expect(logins()).toBe(2);
	});

	it('costs one login for many items of each of two nodes, run by two executions at once', async () => {
		await read();
		stage.sandbox.expireTokens();
		const nodes: INode[] = [
			{
				id: '0',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			...['Account', 'Users'].map((name): INode => ({
				id: name,
				name,
				type: 'n8n-nodes-enkash.enkash',
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					resource: 'reward',
					operation: `get${name}`,
					limit: 1,
					options: { concurrency: MANY },
				},
			})),
		];
		const both = ['Account', 'Users'].map((node) => ({ node, type: 'main' as const, index: 0 }));
		const connections: IConnections = { Start: { main: [both] } };
		const { credentialId } = stage;
		const run = () =>
			stage.engine.run({ nodes, connections }, { credentialId, items: items(MANY) });
		const results = await Promise.all([run(), run()]);
		for (const { nodes: ran, error } of results) {
			expect(error).toBeUndefined();
			expect([ran.Account.items.length, ran.Users.items.length]).toEqual([MANY, MANY]);
		}
		expect(logins()).toBe(2);
	});

	it('is renewed in the middle of a run, before it expires', async () => {
		stage.sandbox.settings.tokenLifetime = 10 * 60;
		// Calls alone take time, a minute each on their way to EnKash: a busy machine makes no difference.
		stopClock();
		shareClock();
		stage.sandbox.faults.add({ kind: 'delay', when: () => (passMinutes(1), false) });
		const { items: found } = await read(20, { concurrency: 1 });
		expect(found).toHaveLength(20);
		const refused = stage.sandbox.requests.filter(({ status }) => status === 401);
		expect(refused).toHaveLength(0);
		// Each token serves nine calls, and would be too old when a tenth arrives.
		expect(logins()).toBe(3);
	});

	it('a day old is renewed before EnKash has to refuse it', async () => {
		await read();
		passMinutes(24 * 60 - 2);
		await read();
		expect(logins()).toBe(1);
		passMinutes(1.5);
		await read();
		expect(logins()).toBe(2);
		expect(stage.sandbox.requests.every(({ status }) => status === 200)).toBe(true);
	});
});

describe('a business refusal with HTTP 403', () => {
	it('costs one login, and not one for each item', async () => {
		await read();
		stage.sandbox.faults.add({
			call: 'R3',
			kind: 'refuse',
			status: 403,
			message: 'APIs not enabled',
		});
		for (let run = 0; run < 3; run++) {
			passMinutes(2);
			const { error } = await read(MANY);
			expect(error).toMatchObject({
				message: 'APIs not enabled [item 0]',
				description: expect.stringContaining('Ask EnKash for access'),
			});
		}
		expect(logins()).toBe(2);
	});

	it('leaves the other calls working', async () => {
		stage.sandbox.faults.add({
			call: 'R3',
			kind: 'refuse',
			status: 403,
			message: 'APIs not enabled',
		});
		await read(5);
		expect((await stage.run('reward.getUsers')).error).toBeUndefined();
		expect(logins()).toBe(1);
	});
});

describe('the session that n8n stores', () => {
	it('serves another process without a login', async () => {
		await read();
		const other = await createEngine();
		const id = other.addCredential(stage.engine.credential(stage.credentialId));
		const { items: found } = await other.runNode(
			{ resource: 'reward', operation: 'getAccount' },
			{ credentialId: id, items: items(5) },
		);
		expect(found).toHaveLength(5);
		expect(logins()).toBe(1);
	});

	it('is not used after an edit of the login', async () => {
		await read();
		stage.engine.updateCredential(stage.credentialId, { password: 'changed' });
		expect((await read()).error?.message).toBe(
			'EnKash refused the login: Bad credentials [item 0]',
		);
		stage.engine.updateCredential(stage.credentialId, {
			password: stage.sandbox.credential.password,
		});
		expect((await read()).error).toBeUndefined();
		expect(logins()).toBe(2);
	});

	it('is written once for many items', async () => {
		await read(MANY, { concurrency: MANY });
		const { sessionToken, sessionTokenExpiresAt, loginRefusal } = stage.engine.credential(
			stage.credentialId,
		);
		expect(sessionToken).toEqual(expect.stringMatching(/\S{20}/));
		expect(Number(sessionTokenExpiresAt)).toBeGreaterThan(Date.now() + 86_000_000);
		expect(loginRefusal).toBe('');
	});

	it('is taken from the database before a process with an old one logs in itself', async () => {
		await read();
		const other = await createEngine();
		const id = other.addCredential(stage.engine.credential(stage.credentialId));
		const otherReads = () =>
			other.runNode(
				{ resource: 'reward', operation: 'getAccount' },
				{ credentialId: id, items: items(5) },
			);
		await otherReads();
		stage.sandbox.expireTokens();
		await read();
		expect(logins()).toBe(2);
		const before = stage.sandbox.requests.length;
		// Both processes of an n8n have one database: the new token is there once this run has begun.
		const share = () => other.updateCredential(id, stage.engine.credential(stage.credentialId));
		stage.sandbox.faults.add({ kind: 'delay', when: () => (share(), false) });
		expect((await otherReads()).items).toHaveLength(5);
		expect(stage.sandbox.requests.slice(before).some(({ status }) => status === 401)).toBe(true);
		expect(logins()).toBe(2);
	});

	it('costs one login where the token of this process and the stored one are both refused', async () => {
		await read();
		stage.engine.updateCredential(stage.credentialId, { sessionToken: stage.sandbox.issueToken() });
		stage.sandbox.expireTokens();
		const { items: found, error } = await read(2 * MANY, { concurrency: MANY });
		expect(error).toBeUndefined();
		expect(found).toHaveLength(2 * MANY);
		expect(logins()).toBe(2);
	});
});

describe('an access token', () => {
	const withToken = (accessToken: string) =>
		stage.credentialWith({ authentication: 'accessToken', accessToken });

	it('is sent as it was pasted, whatever came along with it', async () => {
		const token = stage.sandbox.issueToken();
		for (const pasted of [token, ` ${token}\n`, `Bearer ${token}`]) {
			const { error } = await stage.run(
				'reward.getAccount',
				{},
				{ credentialId: withToken(pasted) },
			);
			expect(error).toBeUndefined();
		}
		expect(logins()).toBe(0);
	});

	it.each([401, 403, 200] as const)(
		'that EnKash refuses with HTTP %d is named, and no login is tried',
		async (authRefusal) => {
			stage.sandbox.settings.authRefusal = authRefusal;
			const { error } = await stage.run(
				'reward.getAccount',
				{},
				{ credentialId: withToken('outdated-token-1234'), items: items(5) },
			);
			expect(error?.message).toMatch(/^EnKash refused the access token: .*oken.* \[item 0\]$/);
			expect(error).toMatchObject({ description: expect.stringContaining('Paste a new token') });
			expect(JSON.stringify(error)).not.toContain('outdated-token-1234');
			expect(logins()).toBe(0);
		},
	);

	it('that is missing is asked for before anything is sent', async () => {
		const { error } = await stage.run('reward.getAccount', {}, { credentialId: withToken(' ') });
		expect(error?.message).toBe("'Access Token' is missing in the EnKash credential [item 0]");
		expect(stage.sandbox.requests).toHaveLength(0);
	});
});

it.each([503, 429])(
	'a token endpoint that answers HTTP %d once is waited for, where the login has worked before',
	async (status) => {
		await read();
		stage.sandbox.expireTokens();
		stage.sandbox.faults.add({ call: 'token.authenticate', kind: 'status', status, times: 1 });
		expect((await read(5)).items).toHaveLength(5);
		expect(logins()).toBe(3);
	},
);

it('a cancelled execution does not log in', async () => {
	const stop = new AbortController();
	stage.sandbox.faults.add({ kind: 'delay', delay: 50, when: () => (stop.abort(), true) });
	const running = stage.run(
		'reward.getAccount',
		{ options: { concurrency: 1 } },
		{ items: items(5), abort: stop.signal },
	);
	expect((await running).status).toBe('canceled');
	stage.sandbox.expireTokens();
	await pause(300);
	expect(logins()).toBe(1);
	expect(stage.sandbox.requestsTo('R3')).toHaveLength(1);
});
