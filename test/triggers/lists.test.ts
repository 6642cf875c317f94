/** What nobody knows of EnKash's list: its order, its IDs, its pages. The trigger gets by with each. */
import { resetClock } from '../clock';
import { howMany } from '../matrix';
import { setStage, type Stage } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';
import { live, problemsOf, type Plan } from './month';

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

const days: Plan = { seed, days: 1, interval: howMany(90, 45), perDay: howMany(30, 80) };

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
])('each transaction comes out once where the list %s', async (_how, plan) => {
	const ledger = await live(stage, { ...days, ...plan });
	expect({ seed, problems: problemsOf(ledger) }).toEqual({ seed, problems: [] });
});
