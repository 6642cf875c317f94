/** A month of polls in seconds: what is listed comes out once, whatever fails and whatever is restarted. */
import { resetClock } from '../clock';
import { setStage, type Stage } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';
import { live, problemsOf } from './month';

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

it('thirty days, in which a tenth of the polls fail', async () => {
	const ledger = await live(stage, { seed, days: 30, interval: 90, perDay: 60 });
	expect({ seed, problems: problemsOf(ledger) }).toEqual({ seed, problems: [] });
	const { came, tooLate, polls, expected } = ledger;
	const lateAndLost = [...tooLate].filter((reference) => !came.has(reference));
	console.log(
		`seed ${seed}: ${expected.size} of ${expected.size + tooLate.size} listed in time, each came once; ` +
			`${lateAndLost.length} of ${tooLate.size} that were later than the overlap did not come; ` +
			`polls: ${JSON.stringify(polls)}`,
	);
	expect(expected.size).toBeGreaterThan(2000);
	expect(polls.fails).toBeGreaterThan(30);
}, 300_000);
