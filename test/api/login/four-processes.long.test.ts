/** What may be a refusal, met by four processes of one n8n at the same moment: two logins at most. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { FaultRule } from '../../../sandbox/types';
import { partner } from '../../../sandbox/login';
import { passMinutes, resetClock } from '../../clock';
import { createEngine, type Engine } from '../../engine';
import { dataOf, setStage, type Stage } from '../../stage';

const RIGHT = partner.password;
const json = (value: unknown) => JSON.stringify(value);

type Answer = Omit<FaultRule, 'call'>;

/** EnKash has checked the password when it answers like this. */
const LOST: Array<[string, Answer]> = [
	['a lost answer', { kind: 'resetAfter' }],
	['HTTP 503', { kind: 'statusAfter', status: 503 }],
];
const UNCLEAR: Array<[string, Answer]> = [
	['HTTP 500', { kind: 'mutate', status: 500, body: json({ message: 'Bad credentials' }) }],
	['a redirect', { kind: 'mutate', status: 302, body: '' }],
	['a page', { kind: 'mutate', status: 200, body: '<html>Bad credentials</html>' }],
	['JSON without a code', { kind: 'mutate', status: 200, body: json({ reason: 'no' }) }],
];

let stage: Stage;
let processes: Engine[];

beforeEach(async () => {
	stage = await setStage({}, undefined, { loggedIn: false });
	processes = [stage.engine];
	// One after the other: each starts with modules of its own.
	while (processes.length < 4) processes.push(await createEngine({ sharedWith: stage.engine }));
});

afterEach(async () => {
	partner.password = RIGHT;
	resetClock();
	await stage.stop();
});

/** What each of the four is told, having read three items. */
async function readEverywhere(credentialId = stage.credentialId): Promise<unknown[]> {
	const parameters = { resource: 'reward', operation: 'getAccount' };
	const read = async (process: Engine) => {
		const items = [{}, {}, {}];
		const onError = 'continueRegularOutput';
		return dataOf(await process.runNode(parameters, { credentialId, items, onError }));
	};
	return (await Promise.all(processes.map(read))).flat().map(({ error }) => error);
}

/** As n8n's editor does when a credential is saved. */
async function tested(credentialId: string): Promise<string> {
	await stage.engine.testCredential(credentialId);
	return credentialId;
}

const logins = () => stage.sandbox.logins().length;
const answerWith = (fault: Answer) =>
	stage.sandbox.faults.add({ call: 'token.authenticate', ...fault });

/** Some hours of workflows that run again and again. */
async function keepReading(credentialId?: string, between = () => {}): Promise<void> {
	for (const minutes of [0, 1, 16, 61]) {
		passMinutes(minutes);
		await readEverywhere(credentialId);
		between();
	}
}

it.each(LOST)('a password that had worked and was changed, told by %s', async (_, fault) => {
	await tested(stage.credentialId);
	await readEverywhere();
	const before = logins();
	expect(before).toBe(1);
	stage.sandbox.expireTokens();
	partner.password = 'changed-at-EnKash';
	passMinutes(2);
	answerWith({ ...fault, times: 1 });

	await keepReading();
	expect(logins() - before).toBe(2);
});

it('a good login is back by itself after an outage', async () => {
	await tested(stage.credentialId);
	stage.sandbox.expireTokens();
	passMinutes(2);
	answerWith({ kind: 'status', status: 503 });
	await readEverywhere();
	expect(logins()).toBeLessThanOrEqual(1 + 2);

	stage.sandbox.faults.clear();
	passMinutes(16);
	expect(await readEverywhere()).toEqual(Array(12).fill(undefined));
	expect(logins()).toBeLessThanOrEqual(1 + 3);
});

it('a wrong password that is typed with another blank each time', async () => {
	const wrong = await tested(stage.credentialWith({ password: 'not-this-one' }));
	let blanks = '';
	await keepReading(wrong, () => {
		blanks += ' ';
		stage.engine.updateCredential(wrong, { username: partner.username + blanks });
	});
	expect(logins()).toBeLessThanOrEqual(2);
});

it.each(UNCLEAR)('a wrong password that is told by %s', async (_, fault) => {
	answerWith(fault);
	const wrong = await tested(stage.credentialWith({ password: 'not-this-one' }));
	await keepReading(wrong);
	expect(logins()).toBeLessThanOrEqual(2);
});

/** Imported by command line or API, and so tested by nobody. */
describe('a wrong login that nobody has tested', () => {
	const WRONG: ICredentialDataDecryptedObject[] = [
		{ password: 'not-this-one' },
		{ clientSecret: 'not-this-one-either' },
	];

	it.each(WRONG)('is tried once: %j', async (changes) => {
		const wrong = stage.credentialWith(changes);
		for (const said of await readEverywhere(wrong)) expect(said).toMatch(/Bad credentials/);
		expect(logins()).toBe(1);
		await keepReading(wrong);
		expect(logins()).toBeLessThanOrEqual(2);
	});

	it.each([...LOST, ...UNCLEAR])('and told by %s, never locks the account', async (_, fault) => {
		answerWith(fault);
		await keepReading(stage.credentialWith({ password: 'not-this-one' }));
		expect(logins()).toBeLessThanOrEqual(2);
	});
});
