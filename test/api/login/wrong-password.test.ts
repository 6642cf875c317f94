import { hurry, passMinutes, resetClock } from '../../clock';
import { createEngine, type Engine, type RunNodeOptions } from '../../engine';
import { howMany } from '../../matrix';
import { dataOf, setStage, type Stage } from '../../stage';

const REFUSED = 'EnKash refused the login: Bad credentials';
const WITHHELD =
	'The login was refused before (Bad credentials), and is not tried again, because EnKash locks an account after three wrong ones';

let stage: Stage;
let wrong: string;

let engine: Engine;

beforeAll(async () => {
	engine = await createEngine();
});

beforeEach(async () => {
	hurry();
	stage = await setStage({}, engine);
	wrong = stage.credentialWith({ password: 'not-this-one' });
});

afterEach(async () => {
	resetClock();
	await stage.stop();
});

const items = (count: number) => Array.from({ length: count }, (_, row) => ({ row }));
/** Items that all meet what one meets. */
const MANY = howMany(10, 50);
const HUNDREDS = howMany(200, 1000);
const logins = () => stage.sandbox.logins().length;
const read = (options: RunNodeOptions = {}) =>
	stage.run('reward.getAccount', {}, { credentialId: wrong, ...options });

describe('a wrong password is tried once', () => {
	it.each<[string, RunNodeOptions]>([
		['with one item', {}],
		['with many items', { items: items(MANY) }],
		['under Retry On Fail', { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 }],
		[
			'under Retry On Fail with many items',
			{ items: items(MANY), retryOnFail: true, maxTries: 5, waitBetweenTries: 1 },
		],
		['under Continue', { items: items(MANY), onError: 'continueRegularOutput' }],
		['under Continue (using error output)', { items: items(MANY), onError: 'continueErrorOutput' }],
		['when the workflow is started by hand', { items: items(3), mode: 'manual' }],
	])('%s', async (_, options) => {
		await read(options);
		expect(logins()).toBe(1);
		expect(stage.sandbox.requests).toHaveLength(1);
	});

	it.each(['reward.allocate', 'token.authenticate', 'token.createSsoLink', 'points.getBalance'])(
		'by %s',
		async (call) => {
			const person = {
				email: 'a@example.com',
				mobile: '9876543210',
				title: 'Mr',
				firstName: 'A',
				gender: 'M',
			};
			const parameters = {
				...person,
				loadAmount: 1,
				enKashCardId: 'EKCQMY9BQ0',
				partner: 'hrms',
				userId: 'EKQZVMQK',
			};
			for (let run = 0; run < 3; run++) {
				const { error } = await stage.run(call, parameters, {
					credentialId: wrong,
					items: items(5),
				});
				expect(error?.message).toContain(REFUSED);
			}
			expect(logins()).toBe(1);
		},
	);

	it('by runs, list searches and credential tests together, at the same time and one after the other', async () => {
		const search = () =>
			stage.engine.listSearch('searchCards', {}, wrong).catch((error: Error) => error.message);
		const test = () => stage.engine.testCredential(wrong);
		await Promise.all([read({ items: items(20) }), search(), test(), read(), search(), test()]);
		await read({ items: items(20) });
		expect(await search()).toBe(REFUSED);
		expect(await test()).toEqual({ status: 'Error', message: REFUSED });
		expect(logins()).toBe(1);
	});

	it('by two nodes of one workflow', async () => {
		const node = (id: string) => ({
			id,
			name: id,
			type: 'n8n-nodes-enkash.enkash',
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: { resource: 'reward', operation: 'getAccount' },
			onError: 'continueRegularOutput' as const,
		});
		const start = {
			...node('Start'),
			type: 'n8n-nodes-base.manualTrigger',
			parameters: {},
			onError: undefined,
		};
		const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
		const { nodes } = await stage.engine.run(
			{
				nodes: [start, node('First'), node('Second')],
				connections: { Start: to('First'), First: to('Second') },
			},
			{ credentialId: wrong, items: items(10) },
		);
		expect(nodes.Second.items).toHaveLength(10);
		expect(nodes.Second.items[9].json.error).toBe(`${REFUSED} [item 9]`);
		expect(logins()).toBe(1);
	});

	it.each([400, 401, 200] as const)(
		'whether EnKash tells it with HTTP %d or not',
		async (loginRefusalStatus) => {
			stage.sandbox.settings.loginRefusalStatus = loginRefusalStatus;
			const results = dataOf(await read({ items: items(20), onError: 'continueRegularOutput' }));
			expect(results[0].error).toBe(`${REFUSED} [item 0]`);
			expect(results[19].message).toContain('not tried again');
			expect(logins()).toBe(1);
		},
	);

	it('also where it is a client secret that is wrong', async () => {
		const credentialId = stage.credentialWith({ clientSecret: 'not-this-one-either' });
		await read({ credentialId, items: items(5) });
		expect(logins()).toBe(1);
	});

	it('by another n8n process, which finds the refusal in the credential', async () => {
		await read({ items: items(5) });
		const other = await setStage();
		const copy = other.engine.addCredential(stage.engine.credential(wrong));
		const { error } = await other.run(
			'reward.getAccount',
			{},
			{ credentialId: copy, items: items(5) },
		);
		expect(error?.message).toBe(`${WITHHELD} [item 0]`);
		expect((await other.engine.testCredential(copy)).message).toBe(WITHHELD);
		expect(logins()).toBe(1);
		await other.stop();
	});
});

describe('after a wrong password', () => {
	it('the corrected one is tried at once, with one login', async () => {
		await read({ items: items(5) });
		stage.engine.updateCredential(wrong, { password: stage.sandbox.credential.password });
		const { items: found } = await read({ items: items(MANY) });
		expect(found).toHaveLength(MANY);
		expect(logins()).toBe(2);
	});

	it('another wrong one is tried once more, and nothing by itself after that', async () => {
		await read();
		stage.engine.updateCredential(wrong, { password: 'nor-this-one' });
		for (const minutes of [0, 16, 60, 24 * 60]) {
			passMinutes(minutes);
			await read({ items: items(5) });
			await stage.engine.testCredential(wrong);
		}
		expect(logins()).toBe(2);
	});

	it('two others are not tried by themselves, and a person is warned before the third', async () => {
		await read();
		stage.engine.updateCredential(wrong, { password: 'nor-this-one' });
		await read();
		stage.engine.updateCredential(wrong, { password: stage.sandbox.credential.password });
		const { error } = await read({ items: items(5) });
		expect(error?.description).toMatch(
			/^This login was not tried yet, but those before it were wrong.* test it twice within a minute/,
		);
		expect((await stage.engine.testCredential(wrong)).message).toMatch(
			/The corrected login was not tried yet.*may lock the account/,
		);
		expect(logins()).toBe(2);

		expect((await stage.engine.testCredential(wrong)).status).toBe('OK');
		expect((await read({ items: items(5) })).items).toHaveLength(5);
		expect(logins()).toBe(3);
	});

	it('it is tried once more after 15 minutes, and then no more: the account is never locked by us', async () => {
		for (const minutes of [0, 5, 11, 16, 60, 24 * 60]) {
			passMinutes(minutes);
			await read({ items: items(5), retryOnFail: true, maxTries: 5, waitBetweenTries: 1 });
		}
		expect(logins()).toBe(2);
		expect(stage.sandbox.logins().map(({ status }) => status)).toEqual([400, 400]);
	});

	it('opening the credential again and again does not make the third wrong login', async () => {
		for (const minutes of [0, 16, 60, 60]) {
			passMinutes(minutes);
			await stage.engine.testCredential(wrong);
		}
		expect(logins()).toBe(2);
	});

	it('a person who tests twice within a minute has it tried, once the account is unlocked', async () => {
		for (const minutes of [0, 16, 60]) {
			passMinutes(minutes);
			await read();
		}
		const { message } = await stage.engine.testCredential(wrong);
		expect(message).toMatch(
			/^EnKash refused the login: Bad credentials\. .* test again within a minute to try it all the same$/,
		);
		expect(logins()).toBe(2);
		expect((await stage.engine.testCredential(wrong)).message).toBe(REFUSED);
		expect(logins()).toBe(3);
	});
});

describe('a login whose answer cannot be read', () => {
	it('counts as a wrong one unless it has worked before: two attempts, then a rest', async () => {
		stage.sandbox.faults.add({ call: 'token.authenticate', kind: 'garbageAfter' });
		for (const minutes of [0, 1, 1, 1]) {
			passMinutes(minutes);
			await read({ items: items(20), onError: 'continueRegularOutput' });
		}
		expect(logins()).toBe(2);
	});

	it('does not repeat the request for each of hundreds of items', async () => {
		stage.sandbox.faults.add({ call: 'token.authenticate', kind: 'html' });
		const results = dataOf(
			await read({ items: items(HUNDREDS), onError: 'continueRegularOutput' }),
		);
		expect(results[HUNDREDS - 1].error).toMatch(
			/a web page instead of JSON \(HTTP 200\) \[item \d+9\]$/,
		);
		expect(logins()).toBe(1);
	});
});
