/** A month of polls in seconds: what is listed comes out once, whatever fails and whatever is restarted. */
import { resetClock } from '../clock';
import { setStage, type Stage } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';
import { live, type Ledger, type Plan } from './month';

const seed = Number(process.env.SEED ?? 20_261_127);

let stage: Stage;

beforeAll(skipPauses);
afterAll(bringBackPauses);
beforeEach(async () => {
	stage = await setStage();
});
afterEach(async () => {
	resetClock();
	await stage.stop();
});

/** Each that was listed in time once, and none of the others twice. */
function expectOnce({ came, expected, tooLate, inOrder, largestState }: Ledger): void {
	const lost = [...expected].filter((reference) => !came.has(reference));
	const twice = [...came].filter(([, times]) => times > 1).map(([reference]) => reference);
	const others = [...came.keys()].filter((name) => !expected.has(name) && !tooLate.has(name));
	expect({ seed, lost, twice, others }).toEqual({ seed, lost: [], twice: [], others: [] });
	expect(inOrder).toBe(true);
	expect(largestState).toBeLessThanOrEqual(65_536);
}

const weeks: Plan = { seed, days: 6, interval: 25, perDay: 40 };

it('thirty days, in which a tenth of the polls fail', async () => {
	const ledger = await live(stage, { seed, days: 30, interval: 30, perDay: 60 });
	expectOnce(ledger);
	const { came, tooLate, polls, expected } = ledger;
	const lateAndLost = [...tooLate].filter((reference) => !came.has(reference));
	console.log(
		`seed ${seed}: ${expected.size} of ${expected.size + tooLate.size} listed in time, each came once; ` +
			`${lateAndLost.length} of ${tooLate.size} that were later than the overlap did not come; ` +
			`polls: ${JSON.stringify(polls)}`,
	);
	expect(expected.size).toBeGreaterThan(2000);
	expect(polls.fails).toBeGreaterThan(100);
}, 120_000);

it.each<[string, Partial<Plan>]>([
	['begins with the oldest', { settings: { listOrder: 'oldestFirst' } }],
	['is in no order', { settings: { listOrder: 'shuffled' } }],
	['repeats its records', { settings: { listRepeats: true } }],
	['has no IDs', { settings: { listIds: 'none' } }],
	['has no IDs and repeats its records', { settings: { listIds: 'none', listRepeats: true } }],
	['has IDs under another name', { settings: { listIds: 'answer' } }],
	['has others’ records among its own', { settings: { listStrangers: true } }],
	['comes in pages', { settings: { listPaging: 'countsAll', listPage: 10 } }],
	['comes in pages, and counts each', { settings: { listPaging: 'countsPage', listPage: 10 } }],
	[
		'comes in pages, in no order, and repeats its records',
		{ settings: { listPaging: 'countsAll', listOrder: 'shuffled', listRepeats: true } },
	],
	['comes as an array', { settings: { listForm: 'array' } }],
	['is kept by n8n with every poll', { durable: true }],
])('the same where the list %s', async (_how, plan) => {
	expectOnce(await live(stage, { ...weeks, ...plan }));
});
