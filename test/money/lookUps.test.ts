/** What the list is asked, how often, and what its answers come to. */
import type { FailureKind } from '../../nodes/Enkash/lib/errors';
import { built } from '../built';
import { resetClock, stopClock } from '../clock';
import { bringBackPauses, skippedPauses, skipPauses } from '../waiting';
import { accountOf, List, lost, settingsWith } from './bank';

const { EnkashError } = built('lib/errors');
const { LookUps, MAX_AGE, waitSoftly } = built('money/lookUps');

beforeAll(skipPauses);
afterAll(bringBackPauses);

let list: List;
let award: ReturnType<typeof accountOf>;
const open = (changes = {}) => new LookUps(list, settingsWith(changes));
const awards = (count: number) =>
	Array.from({ length: count }, (_, index) => award(`ROW-${index}`));
const sizes = () => list.asked.map(({ length }) => length);

beforeEach(() => {
	list = new List();
	award = accountOf();
	skippedPauses.length = 0;
});

afterEach(resetClock);

describe('before anything is sent', () => {
	it('references are asked for two hundred at a time, each once', async () => {
		await open().ask([...awards(401), award('ROW-0')]);
		expect(sizes()).toEqual([200, 200, 1]);
		expect(new Set(list.asked.flat()).size).toBe(401);
		await open().ask(awards(200));
		expect(sizes()).toEqual([200, 200, 1, 200]);
	});

	it('what the list shows is told as it is', async () => {
		const doubt = lost();
		list.show('PAID');
		list.show('OTHERWISE', 20);
		list.shown.set('DOUBTFUL', { doubt });
		const lookUps = open();
		const [paid, otherwise, doubtful, none] = ['PAID', 'OTHERWISE', 'DOUBTFUL', 'NONE'].map(
			(reference) => award(reference),
		);
		await lookUps.ask([paid, otherwise, doubtful, none]);
		expect(lookUps.finding(paid)).toEqual({
			says: 'found',
			record: { points: 10 },
			difference: undefined,
		});
		expect(lookUps.finding(otherwise)).toMatchObject({ difference: 'for 20 points' });
		expect(lookUps.finding(doubtful)).toEqual({ says: 'doubt', error: doubt });
		expect(lookUps.finding(none)).toEqual({ says: 'absent' });
	});

	it('what is sent next is asked for as well, unless each takes a question of its own', () => {
		const [now, ...next] = awards(3);
		expect(open().together([now], next)).toEqual([now, ...next]);
		const without = new LookUps(undefined, settingsWith({}));
		expect(without.together([now], next)).toEqual([now]);
		Object.assign(list, { singly: true });
		expect(open().together([now], next)).toEqual([now]);
	});

	it.each([
		['that took two seconds is good', MAX_AGE, false],
		['that took longer came late', MAX_AGE + 1, true],
	])('an answer %s', async (_, milliseconds, late) => {
		const begun = Date.UTC(2026, 10, 27);
		const standAt = (time: number) => {
			stopClock(time);
		};
		standAt(begun);
		const lookUps = open();
		const [one, failed, never] = awards(3);
		list.shown.set(failed.reference, { unread: lost() });
		list.onAsk = () => standAt(begun + milliseconds);
		await lookUps.ask([one, failed]);
		expect(lookUps.cameLate(one)).toBe(late);
		// What came to nothing, or was not asked, did not come at all.
		for (const each of [failed, never]) expect(lookUps.cameLate(each)).toBe(false);
	});

	it('what was not asked for is not there, as far as is known', () => {
		expect(open().finding(award('ROW-1'))).toEqual({ says: 'absent' });
	});

	it('without a list there is nothing to ask', async () => {
		const lookUps = new LookUps(undefined, settingsWith());
		const one = award('ROW-1');
		await lookUps.ask([one]);
		expect(skippedPauses).toEqual([]);
		expect(lookUps.finding(one)).toEqual({ says: 'nothing' });
		expect(await lookUps.now([one], 'PROOF')).toEqual(new Map([[one, { says: 'nothing' }]]));
	});
});

describe('a question that fails', () => {
	it('is put three times, with longer and longer pauses', async () => {
		list.failures.push(lost(), lost());
		list.show('ROW-1');
		const lookUps = open();
		await lookUps.ask([award('ROW-1')]);
		expect(sizes()).toEqual([1, 1, 1]);
		expect(skippedPauses).toEqual([100, 200]);
		expect(lookUps.finding(award('ROW-1'))).toMatchObject({ says: 'found' });
	});

	it('for good keeps what it was about from being sent, and is put again for each sending', async () => {
		list.failures.push(lost(), lost(), lost());
		const lookUps = open();
		const one = award('ROW-1');
		await lookUps.ask([one]);
		expect(sizes()).toEqual([1, 1, 1]);
		expect(lookUps.finding(one)).toMatchObject({ says: 'unread' });
		expect(lookUps.isOld(one)).toBe(true);
	});

	it.each<[FailureKind, { kind: FailureKind; description?: string }]>([
		[
			'unknown',
			{ kind: 'notSent', description: expect.stringMatching(/'Endpoint Overrides'/) as string },
		],
		['refused', { kind: 'notSent', description: expect.stringMatching(/to 'Send'/) as string }],
		['notSent', { kind: 'notSent' }],
		['login', { kind: 'login', description: 'Log in again.' }],
		['input', { kind: 'input', description: 'Log in again.' }],
	])('as %s is told as that it was not sent', async (kind, told) => {
		const failure = () =>
			new EnkashError(kind, 'No list', { description: 'Log in again.', httpStatus: 500 });
		list.failures.push(failure(), failure(), failure());
		const lookUps = open();
		await lookUps.ask([award('ROW-1')]);
		expect(lookUps.finding(award('ROW-1'))).toMatchObject({
			error: {
				...told,
				message: 'Not sent, since the reference could not be looked up: No list',
				httpStatus: 500,
			},
		});
		// Only what nobody knows the reason of may go better the next time.
		expect(sizes()).toHaveLength(kind === 'unknown' ? 3 : 1);
	});

	it('is not put again once the execution is stopped', async () => {
		const stop = new AbortController();
		list.failures.push(lost(), lost());
		list.onAsk = () => stop.abort();
		const lookUps = open({ signal: stop.signal });
		await lookUps.ask([award('ROW-1')]);
		expect(sizes()).toEqual([1]);
		expect(skippedPauses).toEqual([]);
		await lookUps.ask([award('ROW-2')]);
		expect(sizes()).toEqual([1]);
		expect(lookUps.finding(award('ROW-2'))).toMatchObject({
			error: { message: expect.stringMatching(/: The execution was cancelled/) as string },
		});
	});
});

describe('an answer holds for two seconds', () => {
	const start = Date.UTC(2026, 10, 27);

	it('and is asked for again after that, for what comes next as well', async () => {
		stopClock(start);
		const lookUps = open();
		const all = awards(300);
		expect(lookUps.isOld(all[0])).toBe(true);
		await lookUps.ask(all);
		stopClock(start + MAX_AGE);
		expect(lookUps.isOld(all[0])).toBe(false);
		expect(lookUps.together(all.slice(0, 2), all.slice(2))).toEqual(all.slice(0, 2));

		stopClock(start + MAX_AGE + 1);
		expect(lookUps.isOld(all[0])).toBe(true);
		const together = lookUps.together(all.slice(0, 2), all.slice(2));
		expect(together).toEqual(all.slice(0, 200));
		await lookUps.ask(together);
		// What was asked for in passing is good now, and what was not is next.
		expect(lookUps.together([all[199]], [...all.slice(100, 199), all[201]])).toEqual([
			all[199],
			all[201],
		]);
	});

	it('what is sent together is asked for together, however much it is', () => {
		const all = awards(250);
		expect(open().together(all.slice(0, 240), all.slice(240))).toEqual(all.slice(0, 240));
	});
});

describe('once something is in doubt', () => {
	it('what the list does not show is proven to be absent where it shows a later payment', async () => {
		const [one, two] = awards(2);
		list.show('LATER');
		list.show('ROW-1');
		const found = await open().now([one, two], 'LATER');
		expect(list.asked).toEqual([['ROW-0', 'ROW-1', 'LATER', '(LATER)']]);
		expect(found.get(one)).toEqual({ says: 'absent', proven: true });
		expect(found.get(two)).toMatchObject({ says: 'found' });
	});

	it.each<[string, (books: List) => void]>([
		['does not show that payment', () => {}],
		['is in doubt about it', (books) => books.shown.set('LATER', { doubt: lost() })],
		['could not be read for it', (books) => books.shown.set('LATER', { unread: lost() })],
	])('nothing is proven where the list %s', async (_, prepare) => {
		prepare(list);
		const [one] = awards(1);
		expect((await open().now([one], 'LATER')).get(one)).toEqual({ says: 'absent', proven: false });
	});

	it('nothing is proven where nothing was paid later', async () => {
		const [one] = awards(1);
		expect((await open().now([one])).get(one)).toEqual({ says: 'absent', proven: false });
		expect(list.asked).toStrictEqual([['ROW-0']]);
	});

	it('each question has room for the payment that proves it', async () => {
		const all = awards(399);
		expect((await open().now(all, 'LATER')).size).toBe(399);
		expect(list.asked.map((asked) => asked.length - 1)).toEqual([200, 200, 2]);
		expect(new Set(list.asked.flat()).size).toBe(401);
		await open().now(all.slice(0, 398), 'LATER');
		expect(list.asked).toHaveLength(5);
	});

	it('what was shown now counts from now on, and an answer that failed does not', async () => {
		const lookUps = open();
		const [one] = awards(1);
		await lookUps.ask([one]);
		list.failures.push(lost());
		expect((await lookUps.now([one])).get(one)).toMatchObject({ says: 'unread' });
		expect(lookUps.finding(one)).toEqual({ says: 'absent' });
		list.show('ROW-0');
		await lookUps.now([one]);
		expect(lookUps.finding(one)).toMatchObject({ says: 'found' });
		expect(open().isOld(one)).toBe(true);
		expect(lookUps.isOld(one)).toBe(false);
	});

	it('a question that fails is not put again, and says nothing of anything', async () => {
		list.failures.push(new EnkashError('refused', 'No list'));
		const [one, two] = awards(2);
		const found = await open().now([one, two], 'LATER');
		expect(sizes()).toEqual([4]);
		expect([...found.values()]).toEqual([
			{ says: 'unread', error: expect.objectContaining({ message: 'No list' }) as unknown },
			{ says: 'unread', error: expect.objectContaining({ message: 'No list' }) as unknown },
		]);
	});
});

test('a pause is cut short when the execution is stopped, and nobody is told', async () => {
	const stop = new AbortController();
	stop.abort();
	await expect(waitSoftly(60_000, stop.signal)).resolves.toBeUndefined();
	expect(skippedPauses).toEqual([]);
	await waitSoftly(60_000);
	expect(skippedPauses).toEqual([60_000]);
});
