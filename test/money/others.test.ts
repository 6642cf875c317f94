/** Other processes that may be at work on the same payments: they are given way, and taken over from. */
import { runInThisContext } from 'node:vm';
import type { TransferSettings } from '../../nodes/Enkash/money/settings';
import type { Evidence } from '../../nodes/Enkash/money/verdict';
import { built } from '../built';
import { bringBackPauses, skippedPauses, skipPauses } from '../waiting';
import { accountOf, atOnce, List, lost, settingsWith, Texts, type Award } from './bank';
import { evidenceOf } from './judged';

const { Journal } = built('money/journal');
const { Knowledge } = built('money/knowledge');
const { LookUps } = built('money/lookUps');
const { noteConfirmed } = built('money/memory');
const { Others } = built('money/others');

beforeAll(skipPauses);
afterAll(bringBackPauses);

let award: ReturnType<typeof accountOf>;
let list: List;
let texts: Texts;
let one: Award;
let two: Award;
const journal = () => new Journal(texts, () => {});

beforeEach(() => {
	award = accountOf();
	list = new List();
	texts = new Texts();
	one = award('ROW-1');
	two = award('ROW-2');
	skippedPauses.length = 0;
});

/** Milliseconds that a process is let see that it was taken over from, and end a call. */
const EACH = 2_000 + 4 * 100;

/** All but the short one, of chance, that keeps two apart which begin at once. */
const waits = () => skippedPauses.filter((pause) => pause >= 1_000);

async function begin(changes: Partial<TransferSettings> = {}) {
	const settings = settingsWith({ journal: journal(), ...changes });
	const lookUps = new LookUps(list, settings);
	const knowledge = new Knowledge<Award>(settings, lookUps);
	await lookUps.ask([one, two]);
	list.asked.length = 0;
	return { knowledge, others: new Others<Award>(settings, lookUps, knowledge) };
}

describe('who catches up with another process', () => {
	it('lets it go ahead by a second, and asks again about what is not paid yet', async () => {
		list.show('ROW-1');
		const { others } = await begin();
		await others.keepDistance([one, two]);
		expect(skippedPauses).toEqual([1_000]);
		expect(list.asked).toEqual([['ROW-2']]);
	});

	it('knows it by what it has left open in the journal, too, until it meets none any more', async () => {
		await journal().open([one]);
		const { knowledge, others } = await begin();
		await knowledge.note([one]);
		others.noteMet([one]);
		await others.keepDistance([two]);
		expect(skippedPauses).toEqual([1_000]);
		others.noteMet([two]);
		await others.keepDistance([two]);
		expect(skippedPauses).toEqual([1_000]);
	});

	it.each<[string, Partial<TransferSettings>, () => Award[]]>([
		['none is met', {}, () => [two]],
		['nothing is left to be paid', {}, () => [one]],
		['it is sent whatever was sent before', { policy: 'send' }, () => [one, two]],
	])('does not wait where %s', async (_, changes, awards) => {
		list.show('ROW-1');
		const { others } = await begin(changes);
		await others.keepDistance(awards());
		expect(skippedPauses).toEqual([]);
		expect(list.asked).toEqual([]);
	});
});

describe('what another process left open', () => {
	const proven = { says: 'absent', proven: true } as const;
	const leftOpen = (changes: Partial<Evidence> = {}) =>
		evidenceOf(0, {
			earlier: { was: 'open', cause: lost(), mayResend: false },
			list: proven,
			...changes,
		});

	/** One that comes later, and finds it in the journal. */
	async function comeLater(changes: Partial<TransferSettings> = {}) {
		await journal().open([one, two]);
		const all = await begin(changes);
		await all.knowledge.note([one, two]);
		texts.calls.length = 0;
		return all;
	}

	it('is taken over before it is sent, and asked for once more, beside the last payment', async () => {
		noteConfirmed(award('LATER'), 5_000);
		list.show('LATER');
		const { others } = await comeLater();
		list.onAsk = () => expect(waits()).toEqual([EACH]);
		list.show('ROW-1');
		const known = await others.takeOver(
			new Map([
				[one, leftOpen()],
				[two, leftOpen({ list: { says: 'absent' } })],
			]),
		);
		expect(list.asked).toEqual([['ROW-1', 'LATER', '(LATER)']]);
		expect(known.get(one)).toMatchObject({ sends: 0, list: { says: 'found' } });
		expect(known.get(two)).toEqual(leftOpen({ list: { says: 'absent' } }));
		expect(await journal().takenOver([one])).toEqual([one]);
		expect(await journal().takenOver([two])).toEqual([]);
	});

	it('is sent by none but one of two that find it at once: the other waits, and sees that', async () => {
		const [first, second] = [await comeLater(), await comeLater()];
		const group = () => new Map([[one, leftOpen()]]);
		await first.others.takeOver(group());
		list.onAsk = () => list.show('ROW-1');
		const known = await second.others.takeOver(group());
		expect(waits()).toEqual([EACH, 2 * EACH]);
		expect(known.get(one)?.list).toMatchObject({ says: 'found' });
	});

	it('is waited for once, and for a moment where this process has left it open itself', async () => {
		const { knowledge, others } = await comeLater();
		knowledge.doubt(one, evidenceOf(1), { verdict: 'wait', cause: lost(), why: 'Not shown.' });
		for (const each of [one, one, two, two]) await others.takeOver(new Map([[each, leftOpen()]]));
		expect(waits()).toEqual([2_000, EACH]);
	});

	it('has others wait at a time of chance, in which two that begin at once see each other', async () => {
		const mainMath = runInThisContext('Math') as Math;
		const { random } = mainMath;
		mainMath.random = () => 0.25;
		const { others } = await comeLater();
		await others.takeOver(new Map([[one, leftOpen()]]));
		mainMath.random = random;
		expect(skippedPauses).toEqual([125, 125, EACH]);
		// Taken over in two draws, each read back, and noted once more: none of them was before.
		expect(texts.calls).toEqual([...Array<string>(4).fill('record 1'), 'record 3']);
	});

	it('is waited for as long as another may need, where that is so for one of them', async () => {
		const { knowledge, others } = await comeLater();
		knowledge.doubt(one, evidenceOf(1), { verdict: 'wait', cause: lost(), why: 'Not shown.' });
		await others.takeOver(
			new Map([
				[one, leftOpen()],
				[two, leftOpen()],
			]),
		);
		expect(waits()).toEqual([EACH]);
	});

	it('is waited for twice as long where this process left it open, and another took it over since', async () => {
		await journal().takeOver([one], atOnce);
		const { knowledge, others } = await comeLater();
		knowledge.doubt(one, evidenceOf(1), { verdict: 'wait', cause: lost(), why: 'Not shown.' });
		await others.takeOver(new Map([[one, leftOpen()]]));
		expect(waits()).toEqual([2 * EACH]);
	});

	it('is known to be done where another was done with it before it could be taken over', async () => {
		const { others } = await comeLater();
		await journal().confirm([one]);
		const mayResend = { was: 'open', cause: lost(), mayResend: true } as const;
		const open = leftOpen({ earlier: mayResend, list: { says: 'nothing' } });
		const known = await others.takeOver(
			new Map([
				[one, open],
				[two, open],
			]),
		);
		expect(known.get(one)?.earlier).toEqual({ was: 'confirmed', record: {} });
		expect(known.get(two)?.earlier).toMatchObject({ was: 'open' });
	});

	it('is new where it surely came to nothing with another that had taken it over', async () => {
		const first = journal();
		await first.takeOver([one], atOnce);
		const { others } = await comeLater();
		list.onAsk = async () => await first.takeBack([one]);
		const known = await others.takeOver(new Map([[one, leftOpen()]]));
		expect(known.get(one)).toEqual(leftOpen({ earlier: undefined, list: { says: 'absent' } }));
	});

	it('is left alone where another took it over before, and is done with what was beside it', async () => {
		const first = journal();
		await first.takeOver([two], atOnce);
		const { others } = await comeLater();
		await first.confirm([one]);
		const known = await others.takeOver(
			new Map([
				[one, leftOpen()],
				[two, leftOpen()],
			]),
		);
		expect(known.get(two)?.list).toEqual({ says: 'absent' });
	});

	it('is sent where this process was the first, though another took over those beside it', async () => {
		await journal().takeOver([one], atOnce);
		const { others } = await comeLater();
		noteConfirmed(award('LATER'), 6_000);
		list.show('LATER');
		list.onAsk = () => list.show('ROW-1');
		const known = await others.takeOver(
			new Map([
				[one, leftOpen()],
				[two, leftOpen()],
			]),
		);
		expect(known.get(two)).toMatchObject({ list: { says: 'absent', proven: true } });
	});

	it('is left alone where another took it over before, and pays', async () => {
		await journal().takeOver([one, two], atOnce);
		const { others } = await comeLater();
		list.onAsk = () => list.show('ROW-1');
		const mayResend = { was: 'open', cause: lost(), mayResend: true } as const;
		const known = await others.takeOver(
			new Map([
				[one, leftOpen()],
				[two, leftOpen({ earlier: mayResend })],
			]),
		);
		const left = { earlier: { mayResend: false }, list: { says: 'absent' } };
		expect(known.get(two)).toMatchObject(left);
		expect(known.get(two)?.list).not.toHaveProperty('proven');
		// And so in each later round.
		const later = await others.takeOver(new Map([[two, leftOpen({ earlier: mayResend })]]));
		expect(later.get(two)).toMatchObject(left);
		expect(list.asked).toHaveLength(1);
	});

	it('is sent all the same where no other shows a sign of life', async () => {
		noteConfirmed(one, 5_000);
		list.show('LATER');
		await journal().takeOver([one], atOnce);
		const { others } = await comeLater();
		noteConfirmed(award('LATER'), 6_000);
		const known = await others.takeOver(new Map([[one, leftOpen()]]));
		expect(known.get(one)).toMatchObject({ list: { says: 'absent', proven: true } });
	});

	it('is left alone where another took it over before, and is done with it, whatever it came to', async () => {
		const first = journal();
		await first.takeOver([one, two], atOnce);
		const { others } = await comeLater();
		list.onAsk = async () => await first.release([two]);
		const known = await others.takeOver(
			new Map([
				[one, leftOpen()],
				[two, leftOpen()],
			]),
		);
		expect([...known.values()].map((each) => each.list)).toEqual([
			{ says: 'absent' },
			{ says: 'absent' },
		]);
	});

	it('is left to a person where eight have taken it over, each from the other', async () => {
		for (let heir = 0; heir < 8; heir++) await journal().takeOver([one], atOnce);
		const { others } = await comeLater();
		const known = await others.takeOver(new Map([[one, leftOpen()]]));
		expect(known.get(one)?.list).toEqual({ says: 'absent' });
	});

	it('is asked for alone where nothing was paid yet', async () => {
		const { others } = await comeLater();
		await others.takeOver(new Map([[one, leftOpen()]]));
		expect(list.asked).toStrictEqual([['ROW-1']]);
	});

	it.each<[string, Partial<Evidence>]>([
		['that is not proven to be absent', { list: { says: 'absent' } }],
		['that this process has sent itself', { sends: 1, reply: { says: 'unclear', cause: lost() } }],
		['that nobody has sent', { earlier: undefined }],
	])('and what is none of it, such as one %s, is let be', async (_, changes) => {
		const { others } = await comeLater();
		const group = new Map([[one, leftOpen(changes)]]);
		expect(await others.takeOver(group)).toEqual(group);
		expect(skippedPauses).toEqual([]);
		expect(texts.calls).toEqual([]);
	});
});
