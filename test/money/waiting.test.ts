/** How long it is asked what came of something, and by which payment the list can prove that it is not there. */
import type { Judged } from '../../nodes/Enkash/money/carryOut';
import type { Doubt } from '../../nodes/Enkash/money/memory';
import { built } from '../built';
import { resetClock, stopClock } from '../clock';
import { bringBackPauses, skippedPauses, skipPauses } from '../waiting';
import { accountOf, List, lost, settingsWith, type Award } from './bank';
import { evidenceOf, waits } from './judged';

const { LookUps } = built('money/lookUps');
const { moment, noteConfirmed } = built('money/memory');
const { settleTime, Waiting } = built('money/waiting');

beforeAll(skipPauses);
afterAll(bringBackPauses);

let award: ReturnType<typeof accountOf>;
let list: List;
let one: Award;
let two: Award;

beforeEach(() => {
	award = accountOf();
	list = new List();
	one = award('ROW-1');
	two = award('ROW-2');
	skippedPauses.length = 0;
});

const begin = (changes = {}) => {
	const settings = settingsWith(changes);
	return new Waiting<Award, never>(settings, new LookUps(list, settings));
};
const judged = (sends = 1): Judged<never> => ({ evidence: evidenceOf(sends), ruling: waits() });
const doubt = (since = 1_000, changes = {}): Doubt => ({ cause: lost().with(changes), since });

/** What each round told, such as `ROW-1 absent`, with what happens in between. */
async function rounds(
	waiting: ReturnType<typeof begin>,
	after: (round: number) => void = () => {},
): Promise<string[]> {
	const told: string[] = [];
	for await (const known of waiting.rounds()) {
		const each = [...known].map(([{ reference }, { list: found }]) => {
			const proven = found?.says === 'absent' && found.proven ? ', proven' : '';
			return `${reference} ${found?.says}${proven}`;
		});
		told.push(each.join('; '));
		after(told.length);
	}
	return told;
}

test('what nothing can prove is asked for twice, and three times where EnKash took too long', async () => {
	const waiting = begin();
	waiting.add(one, judged(), doubt());
	waiting.add(two, judged(), doubt(1_000, { timedOut: true }));
	expect(await rounds(waiting)).toEqual([
		'ROW-1 absent; ROW-2 absent',
		'ROW-1 absent; ROW-2 absent',
		'ROW-2 absent',
	]);
	expect(skippedPauses).toEqual([100, 200]);
	expect(waiting.all()).toEqual([one, two]);
	expect(waiting.takeAll().map(([transfer]) => transfer)).toEqual([one, two]);
	expect(waiting.all()).toEqual([]);
});

test('where a later payment was made, the list is asked for both five times, in growing pauses', async () => {
	noteConfirmed(award('LATER'), 1_001);
	const waiting = begin();
	waiting.add(one, judged(), doubt());
	expect(await rounds(waiting)).toEqual(Array.from({ length: 5 }, () => 'ROW-1 absent'));
	expect(list.asked).toEqual(Array.from({ length: 5 }, () => ['ROW-1', 'LATER', '(LATER)']));
	expect(skippedPauses).toEqual([100, 200, 300, 300]);
});

test('a payment that was made before the doubt began proves nothing', async () => {
	noteConfirmed(award('BEFORE'), 1_000);
	const waiting = begin();
	waiting.add(one, judged(), doubt(1_000));
	waiting.add(two, judged(), doubt(999));
	list.show('BEFORE');
	expect(await rounds(waiting)).toEqual([
		'ROW-1 absent; ROW-2 absent, proven',
		'ROW-1 absent; ROW-2 absent, proven',
		'ROW-2 absent, proven',
		'ROW-2 absent, proven',
		'ROW-2 absent, proven',
	]);
	expect(list.asked.slice(0, 2)).toEqual([['ROW-1'], ['ROW-2', 'BEFORE', '(BEFORE)']]);
});

test('payments with the same proof are asked for together', async () => {
	noteConfirmed(award('LATER'), 2_000);
	const waiting = begin();
	waiting.add(one, judged(), doubt());
	waiting.add(two, judged(), doubt());
	await rounds(waiting, () => [one, two].forEach((each) => waiting.take(each)));
	expect(list.asked).toEqual([['ROW-1', 'ROW-2', 'LATER', '(LATER)']]);
});

test('what is shown unclearly is asked for twice, though a later payment was made', async () => {
	noteConfirmed(award('LATER'), 2_000);
	list.shown.set('ROW-1', { doubt: lost() });
	const waiting = begin();
	waiting.add(one, judged(), doubt());
	expect(await rounds(waiting)).toEqual(['ROW-1 doubt', 'ROW-1 doubt']);
});

test('a list that cannot be read says nothing, and counts as having been asked', async () => {
	list.failures.push(lost(), lost());
	const waiting = begin();
	waiting.add(one, judged(), doubt());
	expect(await rounds(waiting)).toEqual(['', '']);
	expect(waiting.take(one)).toEqual(judged());
});

test('what was settled or taken is asked for no more', async () => {
	const waiting = begin();
	waiting.add(one, judged(), doubt());
	waiting.add(two, judged(), doubt());
	list.show('ROW-1');
	expect(await rounds(waiting, (round) => round === 1 && waiting.take(one))).toEqual([
		'ROW-1 found; ROW-2 absent',
		'ROW-2 absent',
	]);
	expect(waiting.take(one)).toBeUndefined();
	expect(waiting.all()).toEqual([two]);
	list.onAsk = () => void waiting.take(two);
	waiting.renew();
	expect(await rounds(waiting)).toEqual(['']);
	expect(await rounds(waiting)).toEqual([]);
});

test('what was settled while a look-up before its time waited for its turn is told no more', async () => {
	const waiting = begin();
	waiting.add(one, judged(0), doubt());
	waiting.add(two, judged(0), doubt());
	waiting.take(one);
	expect([...(await waiting.lookEarly([one, two])).keys()]).toEqual([two]);
});

test('whatever is settled gives the others all of their time again', async () => {
	const waiting = begin();
	waiting.add(one, judged(), doubt());
	const told = await rounds(waiting, (round) => round === 2 && waiting.renew());
	expect(told).toHaveLength(4);

	const proven = begin();
	noteConfirmed(award('LATER'), 2_000);
	proven.add(two, judged(), doubt());
	expect(await rounds(proven, (round) => round === 3 && proven.renew())).toHaveLength(7);
});

test('who was not sent again goes on waiting with what is known now, and keeps its time', async () => {
	const waiting = begin();
	expect(waiting.goesOn(one, judged())).toBe(false);
	waiting.add(one, judged(1), doubt());
	const later: Judged<never> = { ...judged(1), ruling: { ...waits(), verdict: 'open' } as never };
	const told = await rounds(waiting, () => expect(waiting.goesOn(one, later)).toBe(true));
	expect(told).toHaveLength(2);
	expect(waiting.goesOn(one, judged(2))).toBe(false);
	expect(waiting.take(one)).toBe(later);
	expect(waiting.goesOn(one, judged())).toBe(false);
});

test('a stop ends the waiting', async () => {
	const stop = new AbortController();
	const waiting = begin({ signal: stop.signal });
	waiting.add(one, judged(), doubt());
	expect(await rounds(waiting, () => stop.abort())).toEqual(['ROW-1 absent']);
});

test.each([
	[1_000, 250],
	[12_000, 3_000],
	[30_000, 3_000],
])('a call that may take %d ms is given %d ms to end', (timeout, settle) => {
	expect(settleTime(timeout)).toBe(settle);
});

describe('what an earlier run left open can be proven early', () => {
	/** As long as a call may take, where EnKash is let settle for 100 ms. */
	const CALL = 400;
	let now: number;

	beforeEach(() => {
		now = Math.ceil(moment()) + CALL;
		stopClock(now);
	});
	afterEach(resetClock);

	it('once a call may have ended, where a payment was made since', () => {
		noteConfirmed(award('LATER'), now - 1);
		const waiting = begin();
		waiting.add(one, judged(0), doubt(now - CALL));
		waiting.add(two, judged(0), doubt(now - CALL + 0.1));
		expect(waiting.provable()).toEqual([one]);
	});

	it('not where none was made since, nor what this run sent itself', () => {
		const waiting = begin();
		waiting.add(one, judged(0), doubt(now - CALL));
		expect(waiting.provable()).toEqual([]);
		noteConfirmed(award('LATER'), now - 1);
		expect(waiting.provable()).toEqual([one]);
		waiting.add(one, judged(1), doubt(now - CALL));
		expect(waiting.provable()).toEqual([]);
	});

	it('five times, until something is settled', async () => {
		noteConfirmed(award('LATER'), now - 1);
		const waiting = begin();
		waiting.add(one, judged(0), doubt(now - CALL));
		for (let look = 0; look < 5; look++) {
			expect(waiting.provable()).toEqual([one]);
			await waiting.lookEarly([one]);
		}
		expect(waiting.provable()).toEqual([]);
		waiting.renew();
		expect(waiting.provable()).toEqual([one]);
	});
});
