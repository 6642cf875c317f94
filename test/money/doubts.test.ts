/** What is remembered of a transfer of which nobody knows what came of it, and where it may be sent again. */
import type { TransferSettings } from '../../nodes/Enkash/money/settings';
import { built } from '../built';
import { accountOf, knowledgeOf, List, lost, Texts, type Award } from './bank';
import { evidenceOf, isOpen, isPaid, isRefused, paid, refusal, waits } from './judged';

const { moment, recalled } = built('money/memory');

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

describe('a doubt', () => {
	it('that arose in this node is not sent again by it, and elsewhere where a person wants that', async () => {
		const knowledge = await open();
		const since = moment();
		const doubt = knowledge.doubt(one, evidenceOf(1), waits());
		expect(doubt).toMatchObject({ why: 'It is not shown.', place: 'here' });
		expect(doubt.since).toBeGreaterThanOrEqual(since);
		expect(doubt.since).toBeLessThanOrEqual(moment());
		const earlier = async (changes: Partial<TransferSettings>) =>
			(await open(changes)).before(one).earlier;
		expect(await earlier({})).toMatchObject({ why: 'It is not shown.', mayResend: false });
		expect(await earlier({ place: 'there' })).toMatchObject({ mayResend: false });
		expect(await earlier({ resendUnconfirmed: true })).toMatchObject({ mayResend: false });
		const there = { place: 'there', resendUnconfirmed: true };
		expect(await earlier(there)).toMatchObject({ was: 'open', mayResend: true });
	});

	it('that came of waiting too long begins later: EnKash may still be at work', async () => {
		const knowledge = await open({ settle: 60_000 });
		const since = moment();
		const judged = [evidenceOf(1), waits({ timedOut: true })] as const;
		// As long as a call may take.
		expect(knowledge.doubt(one, ...judged).since - since).toBeGreaterThanOrEqual(240_000);
	});

	it('is the same as long as nothing was sent since', async () => {
		const knowledge = await open();
		const first = knowledge.doubt(one, evidenceOf(1), waits());
		const again = [evidenceOf(0), waits()] as const;
		expect(knowledge.doubt(one, ...again)).toBe(first);
		expect(knowledge.doubt(one, evidenceOf(1), waits())).not.toBe(first);
	});

	it('of the list alone is not remembered, since this node sent nothing', async () => {
		const knowledge = await open();
		const judged = [evidenceOf(0), waits()] as const;
		expect(knowledge.doubt(one, ...judged).place).toBeUndefined();
		expect(recalled(one.ledger, 'ROW-1')).toBeUndefined();
		const earlier = { was: 'open', cause: lost(), mayResend: false } as const;
		knowledge.doubt(one, evidenceOf(0, { earlier }), waits());
		expect(recalled(one.ledger, 'ROW-1')).toMatchObject({ was: 'open' });
		expect(knowledge.isConfirmed(one)).toBe(false);
	});

	it('of what was paid before is remembered as paid', async () => {
		const knowledge = await open();
		knowledge.learn(one, { evidence: evidenceOf(1), ruling: isPaid }, paid);
		const doubt = knowledge.doubt(one, evidenceOf(0), waits());
		expect(doubt.why).toBe('It is not shown.');
		expect(knowledge.isConfirmed(one)).toBe(true);
	});

	it('that ends is forgotten, with what came of it', async () => {
		const knowledge = await open();
		knowledge.doubt(one, evidenceOf(1), waits());
		knowledge.learn(one, { evidence: evidenceOf(1), ruling: isRefused }, refusal);
		expect(recalled(one.ledger, 'ROW-1')).toBeUndefined();
	});

	it('of an earlier run outlives a refusal of this one, which sent nothing', async () => {
		const knowledge = await open();
		knowledge.doubt(one, evidenceOf(1), waits());
		const earlier = { was: 'open', cause: lost(), mayResend: false } as const;
		knowledge.learn(one, { evidence: evidenceOf(0, { earlier }), ruling: isRefused }, refusal);
		expect(recalled(one.ledger, 'ROW-1')).toMatchObject({ was: 'open' });
	});

	it('of an earlier run ends where this one sent it again, and is surely refused', async () => {
		const knowledge = await open();
		knowledge.doubt(one, evidenceOf(1), waits());
		const earlier = { was: 'open', cause: lost(), mayResend: true } as const;
		knowledge.learn(one, { evidence: evidenceOf(1, { earlier }), ruling: isRefused }, refusal);
		expect(recalled(one.ledger, 'ROW-1')).toBeUndefined();
	});

	it('that stays is remembered from where it arose', async () => {
		const knowledge = await open();
		knowledge.learn(one, { evidence: evidenceOf(1), ruling: isOpen() }, lost());
		expect(recalled(one.ledger, 'ROW-1')).toMatchObject({
			was: 'open',
			doubt: { why: 'Nobody knows.', place: 'here', cause: { message: 'Connection lost' } },
		});
		const before = recalled(one.ledger, 'ROW-1');
		knowledge.learn(one, { evidence: evidenceOf(1), ruling: waits() }, lost());
		knowledge.learn(one, { evidence: evidenceOf(0), ruling: isOpen('Other words.') }, lost());
		expect(recalled(one.ledger, 'ROW-1')).toBe(before);
	});
});

describe('who sends whatever was sent before', () => {
	const unseen = { policy: 'send' } as const;

	it('asks neither list nor journal, and knows no run but this one', async () => {
		list.show('ROW-1');
		const before = await open();
		before.learn(two, { evidence: evidenceOf(1), ruling: isPaid }, paid);
		const knowledge = await open(unseen);
		const noted = await knowledge.note([one, two]);
		expect(texts.calls).toEqual([]);
		expect(knowledge.isFromElsewhere(one)).toBe(false);
		const told = { policy: 'send', sends: 0, list: undefined, earlier: undefined };
		expect([...noted.values()]).toEqual([
			{ reference: 'ROW-1', ...told },
			{ reference: 'ROW-2', ...told },
		]);
	});

	it('remembers what it paid itself, and leaves it to later runs to know of it', async () => {
		const knowledge = await open(unseen);
		knowledge.learn(one, { evidence: evidenceOf(1), ruling: isPaid }, paid);
		knowledge.learn(two, { evidence: evidenceOf(1), ruling: isOpen() }, lost());
		for (const each of [knowledge, await open()]) {
			expect(each.isConfirmed(one)).toBe(true);
			expect(each.before(two).earlier).toMatchObject({ was: 'open' });
		}
		expect(knowledge.isConfirmed({ ...one, occasion: 'another item' })).toBe(false);
	});
});
