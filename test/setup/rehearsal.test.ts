/** Rehearse Payment: what EnKash does with a payment, a repeated reference and a reversal; nothing is left paid. */
import type { INodeParameters } from 'n8n-workflow';
import type { SandboxSettings } from '../../sandbox/types';
import { resetClock } from '../clock';
import { dataOf, setStage, type Stage } from '../stage';
import { bringBackPauses, skipTime } from '../waiting';
import type { Finding } from './inspection';

const CARD = 'EKCE54IDPE';
const rehearse: INodeParameters = { rehearsePayment: true, enKashCardId: CARD, loadAmount: 5 };

let stage: Stage;

beforeAll(skipTime);
afterAll(bringBackPauses);
afterEach(async () => {
	resetClock();
	await stage.stop();
});

async function play(settings: Partial<SandboxSettings> = {}, parameters = rehearse) {
	stage = await setStage(settings);
	const balance = () => stage.sandbox.state.cards.get(CARD)?.balance;
	const before = balance();
	const result = await stage.run('token.checkSetup', parameters);
	const findings = dataOf(result) as unknown as Finding[];
	const told = findings.filter(({ topic }) => topic === 'Rehearsal').map(({ finding }) => finding);
	const moved = stage.sandbox.ledger.map(({ kind, amount }) => `${kind} ${amount}`);
	return { result, told, moved, left: Number(balance()) - Number(before) };
}

const PAID = expect.stringContaining('It paid 5 points') as string;
const SAME = 'As much as before';

it('pays, sees a repeated reference refused, and takes it back', async () => {
	const { told, moved, left, result } = await play();
	// The known reference is to be filled in.
	expect(result.hints.map(({ message }) => message).join()).toContain('below the rehearsal');
	expect(told).toEqual([
		PAID,
		expect.stringMatching(/^After [\d.]+ s, or earlier$/),
		'It refused it, and did not pay again',
		'It took back 1 × 5 points',
		SAME,
	]);
	expect(moved).toEqual(['credit 5', 'debit 5']);
	expect(left).toBe(0);
});

it('takes back both where EnKash pays a reference twice', async () => {
	const { told, moved, left } = await play({ duplicateReferences: 'accepted' });
	expect(told).toEqual([
		PAID,
		expect.any(String),
		'It paid a second time: only the node keeps a reference from being paid twice',
		'It took back 2 × 5 points',
		SAME,
	]);
	expect(moved).toEqual(['credit 5', 'credit 5', 'debit 5', 'debit 5']);
	expect(left).toBe(0);
});

it('tells of a list that does not show it, and takes it back all the same', async () => {
	const { told, moved } = await play({ list: 'empty' });
	expect(told[1]).toMatch(/^Not within/);
	expect(moved).toEqual(['credit 5', 'debit 5']);
});

it('pays nothing where EnKash refuses, and goes no further', async () => {
	const { told, moved } = await play({}, { ...rehearse, loadAmount: 9_999_999 });
	expect(told[0]).toMatch(/^It did not pay: “Insufficient balance/);
	expect(told.slice(1)).toEqual(Array(4).fill(expect.stringContaining('Not done')));
	expect(moved).toEqual([]);
});

it('pays nothing with a credential that is not set as EnKash wants it', async () => {
	const { told, moved } = await play({ encryption: 'request' });
	expect(told[0]).toMatch(/^Not begun: nothing was paid/);
	expect(moved).toEqual([]);
});

it('pays nothing where it is not switched on, whatever else is filled in', async () => {
	const { told, moved } = await play({}, { ...rehearse, rehearsePayment: false });
	expect(told).toEqual([]);
	expect(moved).toEqual([]);
});

it('pays nothing again when an execution that was cancelled half-way is retried, and says so', async () => {
	stage = await setStage({ duplicateReferences: 'accepted' });
	const cancelled = new AbortController();
	const kinds = () => stage.sandbox.ledger.map(({ kind }) => kind);
	stage.sandbox.faults.add({
		call: 'reward.getUserCards',
		kind: 'delay',
		when: () => (kinds().length === 2 && cancelled.abort(), false),
	});
	const first = await stage.run('token.checkSetup', rehearse, { abort: cancelled.signal });
	expect(kinds()).toEqual(['credit', 'credit']);
	stage.sandbox.faults.clear();
	const again = await stage.run('token.checkSetup', rehearse, { retryOf: first.raw });
	expect(kinds()).toEqual(['credit', 'credit', 'debit']);
	const told = dataOf(again).map(({ finding }) => finding);
	expect(told).toContain('The balance of the card does not tell whether it paid once or twice');
});

it.each([
	[{ loadAmount: 0 }, [{}], /^'Points'/],
	[{ enKashCardId: '={{ "" }}' }, [{}], /^'Card' is empty/],
	[{}, [{}, {}], /^'Rehearse Payment' is on for 2 items/],
])('refuses a slip before anything is asked: %j', async (changes, items, message) => {
	stage = await setStage();
	const { error } = await stage.run('token.checkSetup', { ...rehearse, ...changes }, { items });
	expect(error?.message).toMatch(message);
	expect(stage.sandbox.requests).toEqual([]);
});
