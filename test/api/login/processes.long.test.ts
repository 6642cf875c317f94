/** Several processes of one n8n, which share nothing but its database, at the same moment. */
import { hurry, passMinutes, resetClock, takeTime } from '../../clock';
import { createEngine, type Engine, type NodeResult, type RunNodeOptions } from '../../engine';
import { dataOf, setStage, type Stage } from '../../stage';
import { bringBackPauses, skippedPauses, skipPauses } from '../../waiting';

const PROCESSES = 4;
/** Items of each run: more than one, so that calls of one process meet as well. */
const ITEMS = 5;
/** Told by the process that tried, and by those that found it in the credential. */
const REFUSED =
	/^(EnKash refused the login: Bad credentials|The login was refused before \(Bad credentials\), and is not tried again, .*) \[item \d+\]$/;

let stage: Stage;
let processes: Engine[];

beforeEach(async () => {
	stage = await setStage({}, undefined, { loggedIn: false });
	processes = [stage.engine];
	// One after the other: each starts with modules of its own.
	while (processes.length < PROCESSES)
		processes.push(await createEngine({ sharedWith: stage.engine }));
});

afterEach(async () => {
	resetClock();
	await stage.stop();
});

const items = (count: number) => Array.from({ length: count }, (_, row) => ({ row }));
const logins = () => stage.sandbox.logins().length;
const stored = () => stage.engine.credential(stage.credentialId);

async function run(
	process: Engine,
	call: string,
	options: RunNodeOptions = {},
): Promise<NodeResult> {
	const [resource, operation] = call.split('.');
	const parameters = { resource, operation, options: { concurrency: 10 } };
	return await process.runNode(parameters, {
		credentialId: stage.credentialId,
		items: items(ITEMS),
		...options,
	});
}

const read = async (process: Engine, options?: RunNodeOptions) =>
	await run(process, 'reward.getAccount', options);
/** Nobody else is there yet. */
async function readFirst(): Promise<void> {
	hurry();
	expectSuccess([await read(stage.engine)]);
	takeTime();
}

const everywhere = async (call = 'reward.getAccount', options: RunNodeOptions = {}) =>
	await Promise.all(processes.map((process) => run(process, call, options)));

function expectSuccess(results: NodeResult[]): void {
	for (const { error, items: found } of results) {
		expect(error).toBeUndefined();
		expect(found).toHaveLength(ITEMS);
	}
}

/** A process that was stopped between its claim and its login. */
async function leaveClaim(process: Engine): Promise<void> {
	const stop = new AbortController();
	const running = read(process, { abort: stop.signal });
	while (!stored().loginClaim) await pause(5);
	stop.abort();
	await running;
}

const pause = async (milliseconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('several processes at the same moment', () => {
	beforeEach(async () => {
		await readFirst();
		expectSuccess(await everywhere());
		expect(logins()).toBe(1);
	});

	it('make one login over a token that EnKash refuses', async () => {
		stage.sandbox.expireTokens();
		expectSuccess(await everywhere());
		expect(logins()).toBe(2);
		expectSuccess(await everywhere());
		expect(logins()).toBe(2);
	});

	it('make one login over a token that has run out', async () => {
		passMinutes(24 * 60);
		expectSuccess(await everywhere());
		expect(logins()).toBe(2);
	});

	it.each(['reward.getAccount', 'token.authenticate'])(
		'try a password once that was changed at EnKash (%s)',
		async (call) => {
			stage.sandbox.expireTokens();
			passMinutes(2);
			stage.sandbox.faults.add({
				call: 'token.authenticate',
				kind: 'refuse',
				status: 400,
				message: 'Bad credentials',
			});
			for (const { error } of await everywhere(call)) expect(error?.message).toMatch(REFUSED);
			expect(logins()).toBe(2);
		},
	);

	it('try a password once that was changed in the credential, and all items say why', async () => {
		stage.engine.updateCredential(stage.credentialId, { password: 'not-this-one' });
		for (const result of await everywhere(undefined, { onError: 'continueRegularOutput' })) {
			expect(dataOf(result)).toHaveLength(ITEMS);
			for (const { error } of dataOf(result)) expect(error).toMatch(REFUSED);
		}
		expect(logins()).toBe(2);
	});

	it('try it once more after 15 minutes, and then no more', async () => {
		stage.engine.updateCredential(stage.credentialId, { password: 'not-this-one' });
		for (const minutes of [0, 5, 11, 16, 60]) {
			passMinutes(minutes);
			await everywhere();
		}
		expect(logins()).toBe(3);
	});

	it('fail together where the token endpoint answers with something else, after one request', async () => {
		stage.sandbox.expireTokens();
		stage.sandbox.faults.add({ call: 'token.authenticate', kind: 'html' });
		for (const { error } of await everywhere())
			expect(error?.message).toMatch(/a web page instead of JSON/);
		expect(logins()).toBe(2);
		stage.sandbox.faults.clear();
		passMinutes(1);
		expectSuccess(await everywhere());
		expect(logins()).toBe(3);
	});

	it('leave nothing but the session in the credential', async () => {
		const before = Object.keys(stored()).sort();
		stage.sandbox.expireTokens();
		await everywhere();
		expect(Object.keys(stored()).sort()).toEqual(before);
		expect(stored().loginClaim).toBe('');
	});
});

describe('the claim of a process that was killed', () => {
	beforeEach(async () => {
		await readFirst();
		stage.sandbox.expireTokens();
		await leaveClaim(stage.engine);
	});

	it('is waited for, and passed over once its time is over', async () => {
		const running = Promise.all(processes.slice(1).map((process) => read(process)));
		await pause(1500);
		expect(logins()).toBe(1);
		passMinutes(2);
		expectSuccess(await running);
		expect(logins()).toBe(2);
	});

	it('holds nobody up who finds a token', async () => {
		const running = read(processes[1]);
		await pause(300);
		await stage.engine.testCredential(stage.credentialId);
		expectSuccess([await running]);
		expect(logins()).toBe(2);
	});

	it('is nothing to wait for after an edit of the login', async () => {
		stage.engine.updateCredential(stage.credentialId, { password: 'not-this-one' });
		expect((await read(processes[1])).error?.message).toMatch(REFUSED);
	});

	it('ends nobody else, and the wait for it ends with the execution', async () => {
		const stop = new AbortController();
		const running = read(processes[1], { abort: stop.signal });
		await pause(300);
		const stopped = Date.now();
		stop.abort();
		expect((await running).status).toBe('canceled');
		// The claim would hold for minutes.
		expect(Date.now() - stopped).toBeLessThan(20_000);
		expect(logins()).toBe(1);
	});

	it('does not keep its own process from logging in', async () => {
		expectSuccess([await read(stage.engine)]);
		expect(logins()).toBe(2);
	});
});

it('a credential that was never used is used a second later, once', async () => {
	const started = Date.now();
	expectSuccess([await read(stage.engine)]);
	expect(Date.now() - started).toBeGreaterThanOrEqual(1000);
	expect(logins()).toBe(1);
	skipPauses();
	skippedPauses.length = 0;
	expectSuccess([await read(stage.engine)]);
	bringBackPauses();
	expect(skippedPauses).toEqual([]);
});

it('a credential that was never used costs four processes one login', async () => {
	expectSuccess(await everywhere());
	expect(logins()).toBe(1);
});
