import { SWITCHES, turnOff } from '../../../sandbox';
import type { Answer } from '../client';
import { Trial } from './trial';

let trial: Trial;
beforeEach(async () => {
	trial = await Trial.start();
});
afterEach(() => trial.stop());

/** What the caller sees, in short. */
function seen(answer: Answer | 'cut'): string {
	if (answer === 'cut') return 'cut';
	const { response_code: code, response_message: words } = answer.body;
	return [answer.status, code, words].filter((part) => part !== undefined).join(' ');
}

test.each([
	['after-timed-out', '200 1 Request timed out'],
	['after-in-progress', '200 1 Transaction is in progress'],
	['after-session-expired', '200 1 Session expired'],
	['after-refused', '200 1 Something went wrong'],
	['after-409', '409 1 Request already exists'],
	['after-401', '401'],
	['after-403-page', '403'],
	['after-502', '502'],
	['answer-lost', 'cut'],
])('%s: each call that moves value took effect, and is told as %s', async (name, told) => {
	trial.turnOn(name);
	expect(seen(await trial.allocate('A1'))).toBe(told);
	expect(seen(await trial.sheet('R0', 'R1'))).toBe(told);
	expect(seen(await trial.order('O1'))).toBe(told);
	expect(seen(await trial.coins('C1'))).toBe(told);
	expect(trial.paid).toEqual(['A1', 'R0', 'R1', 'O1', 'C1']);
	// What moves nothing is answered as ever.
	expect(await trial.list('A1')).toHaveLength(1);
});

test('after-401 and after-403-page: the words are those of a gate', async () => {
	trial.turnOn('after-401', { times: 1 });
	trial.turnOn('after-403-page', { times: 1 });
	const [refused, page] = [await trial.allocate('A1'), await trial.allocate('A2')];
	expect(refused).toMatchObject({ body: { error: 'unauthorized' } });
	expect(page).toMatchObject({ text: expect.stringContaining('Request blocked') as string });
	expect(trial.paid).toEqual(['A1', 'A2']);
});

test.each([
	['half-refused', '200 1 Bulk allocation failed'],
	['half-422', '422 1 Bulk allocation failed'],
])('%s: half of the rows are paid, all are refused', async (name, told) => {
	trial.turnOn(name);
	expect(seen(await trial.sheet('R0', 'R1', 'R2', 'R3'))).toBe(told);
	expect(trial.paid).toEqual(['R0', 'R1']);
	expect(seen(await trial.allocate('A1'))).toBe('200');
});

test('a half refusal of another call comes after its effect', async () => {
	trial.client.sandbox.faults.add({ kind: 'refuseHalf', call: 'R1', message: 'No' });
	expect(seen(await trial.allocate('A1'))).toBe('200 1 No');
	expect(trial.paid).toEqual(['A1']);
});

test('second-refused: lost at first, refused when it is sent again', async () => {
	trial.turnOn('second-refused', { times: 4 });
	const calls = [
		() => trial.allocate('A1'),
		() => trial.sheet('R0', 'R1'),
		() => trial.order('O1'),
		() => trial.coins('C1'),
	];
	for (const call of calls) {
		expect(seen(await call())).toBe('cut');
		expect(seen(await call())).toBe('200 1 Request cannot be processed');
	}
	expect(trial.paid).toEqual(['A1', 'R0', 'R1', 'O1', 'C1']);
	expect(seen(await trial.allocate('A2'))).toBe('200');
});

test('a rate with its seed hits the same calls each time', async () => {
	const hits = async (seed: number) => {
		turnOff(trial.client.sandbox);
		trial.turnOn('after-refused', { rate: 0.5, seed });
		const told: string[] = [];
		for (let call = 0; call < 20; call++) told.push(seen(await trial.allocate(`${seed}-${call}`)));
		return told.map((each) => each !== '200');
	};
	const [first, again, other] = [await hits(3), await hits(3), await hits(4)];
	expect(again).toEqual(first);
	expect(other).not.toEqual(first);
});

test('several are on at once, and all are turned off together', async () => {
	const { settings } = trial.client.sandbox;
	const before = { ...settings };
	for (const { turnOn } of SWITCHES) turnOn(trial.client.sandbox);
	expect(settings).not.toEqual(before);
	turnOff(trial.client.sandbox);
	expect(settings).toEqual(before);
	expect(seen(await trial.allocate('A1'))).toBe('200');
	expect(await trial.list('A1')).toHaveLength(1);
});

test('each has a name of its own, one sentence, and something that it concerns', () => {
	expect(new Set(SWITCHES.map(({ name }) => name)).size).toBe(SWITCHES.length);
	for (const { name, says, concerns } of SWITCHES) {
		expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
		expect(says).toMatch(/^[A-Z][^.]*(\.\d[^.]*)?\.$/);
		expect(concerns.length).toBeGreaterThan(0);
	}
});
