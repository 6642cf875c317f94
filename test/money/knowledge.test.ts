/** What is known of a transfer before it is sent, from this process, the journal and the list, and what is kept of it. */
import type { TransferSettings } from '../../nodes/Enkash/money/settings';
import { built } from '../built';
import { accountOf, atOnce, knowledgeOf, List, lost, Texts, type Award } from './bank';
import { evidenceOf, isPaid, isRefused, paid, refusal, waits } from './judged';

const { Journal } = built('money/journal');
const { latestConfirmed } = built('money/memory');

let award: ReturnType<typeof accountOf>;
let list: List;
let texts: Texts;
let one: Award;
let two: Award;

beforeEach(() => {
	award = accountOf();
	list = new List();
	texts = new Texts();
	one = award('ROW-1');
	two = award('ROW-2');
});

/** What a run of its own knows, which remembers what this process does. */
const open = async (changes: Partial<TransferSettings> = {}, asked = [one, two]) =>
	await knowledgeOf(asked, { list, texts }, changes);

describe('what was paid', () => {
	it('is known to later runs, with what it was, and by which payment of its account was last', async () => {
		const knowledge = await open();
		knowledge.noteReplies(new Map([[one, { says: 'done', record: {} }]]), 5_000);
		knowledge.noteReplies(new Map([[two, { says: 'no', error: refusal }]]), 6_000);
		knowledge.learn(one, { evidence: evidenceOf(1), ruling: isPaid }, paid);

		expect(latestConfirmed(one.ledger)).toEqual({ reference: 'ROW-1', at: 5_000 });
		const later = await open();
		expect(later.isConfirmed(one)).toBe(true);
		expect(later.isConfirmed(two)).toBe(false);
		expect(later.before(one)).toEqual({
			reference: 'ROW-1',
			policy: 'returnExisting',
			sends: 0,
			list: { says: 'absent' },
			earlier: { was: 'confirmed', record: { points: 10 }, difference: undefined },
		});
		expect(later.before(award('ROW-1', 20)).earlier).toMatchObject({ difference: 'for 10 points' });
		expect([one, two].map((each) => later.isToBeSent(each))).toEqual([false, true]);
	});

	it('and of which no record is left is held against nothing', async () => {
		const knowledge = await open();
		const settled = { outcome: 'allocated', record: {} } as const;
		knowledge.learn(one, { evidence: evidenceOf(1), ruling: isPaid }, settled);
		expect((await open()).before(one).earlier).toEqual({
			was: 'confirmed',
			record: {},
			difference: undefined,
		});
	});

	it('by another process is told by the list, and by that alone', async () => {
		list.show('ROW-1');
		const knowledge = await open();
		expect([one, two].map((each) => knowledge.isFromElsewhere(each))).toEqual([true, false]);
		knowledge.learn(one, { evidence: evidenceOf(0), ruling: isPaid }, paid);
		expect(knowledge.isFromElsewhere(one)).toBe(false);
	});
});

describe('the journal', () => {
	it('is told of what is new and about to be sent, and of nothing else', async () => {
		list.show('SHOWN');
		list.shown.set('DOUBTFUL', { doubt: lost() });
		const [shown, doubtful, known] = ['SHOWN', 'DOUBTFUL', 'KNOWN'].map((each) => award(each));
		const knowledge = await open({}, [one, shown, doubtful, known]);
		knowledge.learn(known, { evidence: evidenceOf(1), ruling: isPaid }, paid);

		const noted = await knowledge.note([one, shown, doubtful, known]);
		expect([...noted.keys()]).toEqual([one, shown, doubtful, known]);
		expect(noted.get(one)).toMatchObject({ list: { says: 'absent' } });
		const marks = async (each: Award) =>
			(await new Journal(texts, () => {}).open([each])).get(each);
		expect(await marks(one)).toBe('open');
		expect(await marks(doubtful)).toBe('open');
		expect(await marks(shown)).toBe('new');
		expect(await marks(known)).toBe('new');
	});

	it('says what another process left open, paid, or sent for something else', async () => {
		const [first, second, third] = ['A', 'B', 'C'].map((each) => award(each));
		const other = new Journal(texts, () => {});
		await other.open([first, second, third]);
		await other.confirm([second, third]);
		const knowledge = await open();
		const more = award('C', 20);
		const noted = await knowledge.note([first, second, more]);
		expect(noted.get(first)?.earlier).toMatchObject({ was: 'open' });
		expect(noted.get(second)?.earlier).toEqual({ was: 'confirmed' });
		expect(noted.get(more)?.earlier).toEqual({
			was: 'confirmed',
			difference: 'for another user or another amount',
		});
	});

	it('tells whether another process may be at work on one of several', async () => {
		await new Journal(texts, () => {}).open([one]);
		const knowledge = await open();
		expect(knowledge.hasForeign([one, two])).toBe(false);
		const noted = await knowledge.note([one, two]);
		expect(noted.get(one)?.earlier).toMatchObject({
			was: 'open',
			mayResend: false,
			cause: {
				kind: 'unknown',
				message: 'This node sent it before, and did not learn what came of it',
			},
		});
		expect(noted.get(two)?.earlier).toBeUndefined();
		expect(knowledge.hasForeign([one, two])).toBe(true);
		expect(knowledge.hasForeign([two])).toBe(false);
		expect(knowledge.isToBeSent(one)).toBe(false);
	});

	const stateOf = async (each: Award) =>
		(await new Journal(texts, () => {}).open([each])).get(each);

	it('is told at the next chance what was paid, and what came to nothing', async () => {
		const knowledge = await open();
		await knowledge.note([one, two]);
		knowledge.learn(one, { evidence: evidenceOf(1), ruling: isPaid }, paid);
		knowledge.learn(two, { evidence: evidenceOf(1), ruling: isRefused }, refusal);
		await knowledge.keep();
		const calls = texts.calls.length;
		await knowledge.keep();
		expect(texts.calls).toHaveLength(calls);
		expect(await stateOf(one)).toBe('confirmed');
		expect(await stateOf(two)).toBe('new');
	});

	it('is not told of what it was not asked about', async () => {
		const knowledge = await open();
		knowledge.learn(one, { evidence: evidenceOf(1), ruling: isPaid }, paid);
		knowledge.learn(two, { evidence: evidenceOf(1), ruling: isRefused }, refusal);
		await knowledge.keep();
		expect(texts.calls).toEqual([]);
	});

	it('forgets what was not sent after all, but not what it knew of before', async () => {
		await new Journal(texts, () => {}).open([one]);
		const knowledge = await open();
		await knowledge.note([one, two]);
		knowledge.giveBack([one, two]);
		await knowledge.keep();
		expect(await stateOf(one)).toBe('open');
		expect(await stateOf(two)).toBe('new');
	});

	it('gives back what was refused before it was sent', async () => {
		const knowledge = await open();
		await knowledge.note([one]);
		knowledge.learn(one, { evidence: evidenceOf(0), ruling: isRefused }, refusal);
		await knowledge.keep();
		expect(await stateOf(one)).toBe('new');
	});

	it('keeps what waits for the list, and gives it back where it was never sent', async () => {
		const knowledge = await open();
		await knowledge.note([one, two]);
		knowledge.learn(one, { evidence: evidenceOf(0), ruling: waits() }, lost());
		knowledge.learn(two, { evidence: evidenceOf(1), ruling: waits() }, lost());
		await knowledge.keep();
		expect(await stateOf(one)).toBe('new');
		expect(await stateOf(two)).toBe('open');
	});

	it.each([
		['left open once more', 1, false],
		['not sent', 0, true],
	])('of what was taken over and %s, tells whether it is still held', async (_, sends, isHeld) => {
		const own = new Journal(texts, () => {});
		const knowledge = await open({ journal: own });
		await own.takeOver([one], atOnce);
		knowledge.learn(one, { evidence: evidenceOf(sends), ruling: waits() }, lost());
		await knowledge.keep();
		const held = await new Journal(texts, () => {}).takenOver([one]);
		expect(held).toEqual(isHeld ? [one] : []);
	});

	it('is elsewhere where the journal alone knows of it, and here where this process has sent it', async () => {
		await new Journal(texts, () => {}).open([one]);
		const knowledge = await open();
		await knowledge.note([one, two]);
		expect([one, two].map((each) => knowledge.isLeftElsewhere(each))).toEqual([true, false]);
		knowledge.doubt(one, knowledge.before(one), waits());
		knowledge.doubt(two, evidenceOf(1), waits());
		expect([one, two].map((each) => knowledge.isLeftElsewhere(each))).toEqual([true, false]);
		knowledge.learn(one, { evidence: evidenceOf(0), ruling: isPaid }, paid);
		expect(knowledge.isLeftElsewhere(one)).toBe(false);
	});

	it('is asked once more what became of what was open, whoever knew of it', async () => {
		const other = new Journal(texts, () => {});
		await other.open([one, two]);
		const knowledge = await open();
		await knowledge.note([one]);
		knowledge.doubt(two, evidenceOf(1), waits());
		await knowledge.noteAgain([one, two]);
		expect([one, two].map((each) => knowledge.before(each).earlier?.was)).toEqual(['open', 'open']);
		await other.confirm([one, two]);
		await knowledge.noteAgain([one, two]);
		for (const each of [one, two]) {
			expect(knowledge.before(each).earlier).toEqual({ was: 'confirmed', record: {} });
		}
	});

	it('has what surely came to nothing meanwhile noted as what this process is about to send', async () => {
		const other = new Journal(texts, () => {});
		await other.open([one]);
		const knowledge = await open();
		await knowledge.note([one]);
		await other.takeBack([one]);
		await knowledge.noteAgain([one]);
		expect(knowledge.before(one).earlier).toBeUndefined();
		expect(await stateOf(one)).toBe('open');
	});

	it('is asked once more whether another process has taken over what was noted here', async () => {
		const knowledge = await open();
		await knowledge.lookAgain([one]);
		expect(texts.calls).toEqual([]);
		await knowledge.note([one, two]);
		await knowledge.lookAgain([one, two]);
		expect(knowledge.hasForeign([one, two])).toBe(false);
		await new Journal(texts, () => {}).takeOver([one], atOnce);
		await knowledge.lookAgain([one, two]);
		expect(knowledge.hasForeign([two])).toBe(false);
		expect(knowledge.hasForeign([one])).toBe(true);
		expect(knowledge.before(one).earlier).toMatchObject({ was: 'open' });
	});
});
