/** Answers to a login that may hide a refusal, and logins that were right all the time. */
import type { FaultRule } from '../../../sandbox/types';
import { partner } from '../../../sandbox/login';
import { hurry, passMinutes, resetClock, takeTime } from '../../clock';
import { createEngine, type Engine } from '../../engine';
import { dataOf, setStage, type Stage } from '../../stage';

const RIGHT = partner.password;

let stage: Stage;

beforeEach(async () => {
	hurry();
	stage = await setStage({}, undefined, { loggedIn: false });
});

afterEach(async () => {
	partner.password = RIGHT;
	resetClock();
	await stage.stop();
});

const items = (count: number) => Array.from({ length: count }, (_, row) => ({ row }));
const logins = () => stage.sandbox.logins().length;

async function read(process: Engine = stage.engine, credentialId = stage.credentialId) {
	const parameters = { resource: 'reward', operation: 'getAccount' };
	const result = await process.runNode(parameters, {
		credentialId,
		items: items(5),
		onError: 'continueRegularOutput',
	});
	return dataOf(result);
}

/** Runs again and again, for two days. */
async function readFor2Days(processes = [stage.engine], credentialId = stage.credentialId) {
	for (const minutes of [0, 1, 5, 11, 16, 40, 61, 120, 24 * 60, 24 * 60]) {
		passMinutes(minutes);
		for (const process of processes) await read(process, credentialId);
	}
}

const json = (value: unknown) => JSON.stringify(value);

/** EnKash has checked the password when it answers like this. */
const POSSIBLE: Array<[string, Omit<FaultRule, 'call'>]> = [
	['a lost answer', { kind: 'resetAfter' }],
	['HTTP 503', { kind: 'statusAfter', status: 503 }],
	[
		'HTTP 500 with the words Bad credentials',
		{
			kind: 'mutate',
			status: 500,
			body: json({ error: 'server_error', message: 'Bad credentials' }),
		},
	],
	['a redirect', { kind: 'mutate', status: 302, body: '' }],
	['a page', { kind: 'mutate', status: 200, body: '<html>Bad credentials</html>' }],
	['a page with HTTP 400', { kind: 'mutate', status: 400, body: '<html>Bad credentials</html>' }],
	['JSON without a code', { kind: 'mutate', status: 200, body: json({ reason: 'no' }) }],
];

describe.each(POSSIBLE)('a wrong password that is told by %s', (_, fault) => {
	beforeEach(() => {
		stage.sandbox.faults.add({ call: 'token.authenticate', ...fault });
	});

	it('is tried twice at most, in one process', async () => {
		const wrong = stage.credentialWith({ password: 'not-this-one' });
		await readFor2Days([stage.engine], wrong);
		expect(logins()).toBe(2);
	});

	it('is tried twice at most, in two processes', async () => {
		const wrong = stage.credentialWith({ password: 'not-this-one' });
		const other = await createEngine({ sharedWith: stage.engine });
		for (const minutes of [0, 1, 5, 11, 60]) {
			passMinutes(minutes);
			await read(stage.engine, wrong);
			await read(other, wrong);
		}
		expect(logins()).toBe(2);
	});
});

describe('a password that was changed at EnKash, after it had worked', () => {
	beforeEach(async () => {
		await read();
		stage.sandbox.expireTokens();
		partner.password = 'changed-at-EnKash';
		passMinutes(2);
	});

	const attempts = () => logins() - 1;

	it.each(POSSIBLE)('is tried twice in one run where it is told by %s', async (_, fault) => {
		stage.sandbox.faults.add({ call: 'token.authenticate', ...fault });
		await read();
		expect(attempts()).toBeLessThanOrEqual(2);
		for (const minutes of [1, 5, 5]) {
			passMinutes(minutes);
			await read();
		}
		expect(attempts()).toBe(2);
	});

	it('is never locked while the login server is out, in several processes', async () => {
		takeTime();
		const others = [await createEngine({ sharedWith: stage.engine })];
		stage.sandbox.faults.add({ call: 'token.authenticate', kind: 'statusAfter', status: 503 });
		for (const minutes of [0, 1, 5]) {
			passMinutes(minutes);
			await Promise.all([stage.engine, ...others].map((process) => read(process)));
		}
		expect(attempts()).toBe(2);
	});

	it('is not tried a third time once EnKash has said no', async () => {
		stage.sandbox.faults.add({
			call: 'token.authenticate',
			kind: 'statusAfter',
			status: 503,
			times: 1,
		});
		await readFor2Days();
		expect(attempts()).toBe(2);
	});
});

describe('after an outage of the login server', () => {
	beforeEach(async () => {
		await read();
		stage.sandbox.expireTokens();
		passMinutes(2);
		stage.sandbox.faults.add({ call: 'token.authenticate', kind: 'status', status: 503 });
		await read();
		expect(logins()).toBe(3);
	});

	it('a good login is back by itself, after a quarter of an hour', async () => {
		stage.sandbox.faults.clear();
		passMinutes(5);
		const [{ error, message }] = await read();
		expect(error).toMatch(
			/^The login may have been refused 2 times \(.*HTTP 503.*\), and is not tried again for now, because EnKash locks an account after three wrong ones \[item 0\]$/,
		);
		expect(message).toMatch(/tried again 15 minutes after the last time/);
		passMinutes(11);
		expect((await read())[0].error).toBeUndefined();
		expect(logins()).toBe(4);
	});

	it('another process finds out as well', async () => {
		const other = await createEngine({ sharedWith: stage.engine });
		expect((await read(other))[0].error).toMatch(/^The login may have been refused/);
		stage.sandbox.faults.clear();
		passMinutes(16);
		expect((await read(other))[0].error).toBeUndefined();
		expect((await read())[0].error).toBeUndefined();
		expect(logins()).toBe(4);
	});

	it('it is tried once an hour while it goes on', async () => {
		for (let quarter = 0; quarter < 12; quarter++) {
			passMinutes(15.5);
			await read();
		}
		expect(logins()).toBeGreaterThanOrEqual(5);
		expect(logins()).toBeLessThanOrEqual(3 + 4);
	});

	it('it is not tried as long as its server answers with HTTP 5xx to anything', async () => {
		const { credentialId, engine } = stage;
		const { authUrl } = engine.credential(credentialId);
		expect(authUrl).toBe(stage.sandbox.url);
		await stage.stop();
		passMinutes(16);
		expect((await read())[0].error).toMatch(/^The login was not tried again: /);
		stage = await setStage();
	});

	it('a person who changes the password is asked to insist', async () => {
		stage.engine.updateCredential(stage.credentialId, { password: 'another' });
		const [{ error }] = await read();
		expect(error).toMatch(/^The login may have been refused 2 times/);
	});
});

describe('a login is known by what is sent', () => {
	it.each([
		['a space behind the username', { username: ` ${partner.username} ` }],
		['a slash behind the URL', { authUrl: '/' }],
		['a space in front of the client ID', { clientId: ` ${partner.clientId}` }],
		['overrides of other calls', { endpointOverrides: '{"points.getBalance": "/other"}' }],
	])('%s does not make another one of it', async (_, changes) => {
		const wrong = stage.credentialWith({ password: 'not-this-one' });
		await read(stage.engine, wrong);
		const changed = 'authUrl' in changes ? { authUrl: `${stage.sandbox.url}/` } : changes;
		stage.engine.updateCredential(wrong, changed);
		for (const minutes of [0, 16, 60, 60]) {
			passMinutes(minutes);
			await read(stage.engine, wrong);
			stage.engine.updateCredential(wrong, {
				username: `${partner.username}${' '.repeat(minutes)}`,
			});
			await read(stage.engine, wrong);
		}
		expect(logins()).toBe(2);
	});
});
