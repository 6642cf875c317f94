/** When it is settled what an earlier run left open: as soon as that can be, since this one may be ended as well. */
import { resetClock, stopClock } from '../clock';
import { bringBackPauses, skipPauses } from '../waiting';
import { built } from '../built';
import { Branch } from './branch';

const { EnkashError } = built('lib/errors');
const { moment } = built('money/memory');

beforeAll(skipPauses);
afterAll(bringBackPauses);
afterEach(resetClock);

/** As long as a call may take, where EnKash is let settle for 100 ms. */
const CALL = 400;

let branch: Branch;
let now: number;

/** Each call takes so many milliseconds, and nothing else takes any. */
function callsTake(milliseconds: number): void {
	branch.onSend = () => {
		now += milliseconds;
		stopClock(now);
	};
}

/** Of so many payments an earlier run noted the first three, and was ended: only that is left of them. */
async function leftBy(count: number) {
	const awards = branch.awards(count);
	await branch.journal().open(awards.slice(0, 3));
	return awards;
}

const places = (sent: string[]) => sent.map((reference) => Number(reference.slice(4)));

beforeEach(() => {
	branch = new Branch();
	// This process remembers when it confirmed something last, and that time does not go back.
	now = Math.ceil(moment());
	stopClock(now);
	callsTake(CALL);
});

it('is sent once a payment of this run proves it, before the rest', async () => {
	const told = await branch.pay(branch.run(), await leftBy(14));
	expect(places(branch.sent.flat())).toEqual([4, 5, 1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
	expect(told).toHaveLength(14);
});

it('is told once the list shows it, and not sent', async () => {
	branch.list.onAsk = () => {
		if (branch.sent.length > 0) branch.list.show('ROW-2');
	};
	const told = await branch.pay(branch.run(), await leftBy(14));
	expect(told.slice(0, 5)).toContain('ROW-2 alreadyAllocated');
	expect(places(branch.sent.flat())).not.toContain(2);
});

it('is left to the end as long as whoever left it may be at work on it', async () => {
	callsTake(CALL / 20);
	await branch.pay(branch.run(), await leftBy(14));
	expect(places(branch.sent.flat()).slice(-3)).toEqual([1, 2, 3]);
});

it('is left to the end where this run left it open itself', async () => {
	branch.fates.set('ROW-1', ['nothing']);
	await branch.pay(branch.run(), branch.awards(14));
	expect(places(branch.sent.flat()).at(-1)).toBe(1);
});

it('is not sent where whoever is told of a payment wants no more', async () => {
	await branch.pay(branch.run(), await leftBy(14), 1, (told) => !told.startsWith('ROW-5 '));
	expect(places(branch.sent.flat())).toEqual([4, 5]);
});

it('is not sent where there is an objection to what comes next', async () => {
	const run = branch.run();
	const { onSend } = branch;
	branch.onSend = async (references) => {
		await onSend(references);
		if (references.includes('ROW-5')) run.object(new EnkashError('input', 'Over the limit'));
	};
	await branch.pay(run, await leftBy(14));
	expect(places(branch.sent.flat())).toEqual([4, 5]);
});

it('is asked for five times, and then at the end, where the list does not show what would prove it', async () => {
	branch.list.onAsk = () => branch.list.shown.clear();
	const told = await branch.pay(branch.run(), await leftBy(60));
	expect(told.filter((each) => / is open/.test(each))).toHaveLength(3);
	const early = branch.list.asked.filter((asked) => asked[0] === 'ROW-1' && asked.length === 5);
	expect(early).toHaveLength(5 + 5);
});

it('is sent before the rest in a later part, too', async () => {
	const awards = branch.awards(60);
	await branch.journal().open(awards.slice(40, 43));
	await branch.pay(branch.run(), awards);
	const sent = places(branch.sent.flat());
	expect(new Set(sent).size).toBe(60);
	expect(sent.indexOf(41)).toBeLessThan(sent.indexOf(55));
});

it('goes in one call with what this run left open, each with an answer that is young enough', async () => {
	callsTake(0);
	const awards = branch.awards(12);
	await branch.journal().open([awards[0]]);
	branch.fates.set('ROW-2', ['nothing']);
	const journal = branch.journal();
	const takeOver = journal.takeOver.bind(journal);
	journal.takeOver = async (transfers, apart) => {
		const ranks = await takeOver(transfers, apart);
		// Whoever takes something over waits as long as an answer is good for.
		now += 2_001;
		stopClock(now);
		return ranks;
	};
	await branch.pay(branch.run({ journal }, { atOnce: 3, noted: 6 }), awards);
	expect(branch.sent.at(-1)).toEqual(['ROW-1', 'ROW-2']);
	expect(branch.paid).toHaveLength(12);
});
