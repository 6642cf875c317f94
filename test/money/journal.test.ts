/** The journal over a set of texts that, like n8n's, has no lock and cannot be asked without adding to it. */
import { built } from '../built';
import { atOnce } from './bank';

const { EnkashError } = built('lib/errors');
const { Journal } = built('money/journal');

const transfer = (reference: string, content = 'ten points for Meera') => ({
	reference,
	ledger: 'account',
	content,
	occasion: reference,
	disagreement: () => undefined,
});

class Store {
	texts = new Set<string>();
	failures = 0;
	loseNext = false;
	/** Another worker writes at the same moment, every time. */
	loseAll = false;
	calls: string[] = [];

	constructor(readonly name = `store ${Math.random()}`) {}

	async record(texts: string[]): Promise<string[]> {
		this.calls.push('record');
		await Promise.resolve();
		if (this.failures-- > 0) throw new EnkashError('unknown', 'database is locked');
		const present = texts.filter((text) => this.texts.has(text));
		// Another worker wrote at the same moment, and what this one wrote is gone.
		if (!this.loseNext && !this.loseAll) for (const text of texts) this.texts.add(text);
		this.loseNext = false;
		return present;
	}

	async remove(texts: string[]): Promise<void> {
		this.calls.push('remove');
		await Promise.resolve();
		for (const text of texts) this.texts.delete(text);
		this.calls.push('removed');
	}
}

let store: Store;
let problems: string[];
const open = () => new Journal(store, (problem) => problems.push(problem));
const traceOf = async (one: ReturnType<typeof transfer>) => (await open().open([one])).get(one);

beforeEach(() => {
	store = new Store();
	problems = [];
});

test('what was never sent is new, and open from then on', async () => {
	expect(await traceOf(transfer('A'))).toBe('new');
	expect(await traceOf(transfer('A'))).toBe('open');
	expect(await traceOf(transfer('B'))).toBe('new');
});

test('what EnKash confirmed stays confirmed, however often it is asked about', async () => {
	await open().open([transfer('A')]);
	await open().confirm([transfer('A')]);
	for (let time = 0; time < 3; time++) expect(await traceOf(transfer('A'))).toBe('confirmed');
});

test('what surely came to nothing is new again, and leaves nothing behind', async () => {
	await open().open([transfer('A')]);
	await open().takeBack([transfer('A')]);
	expect([...store.texts]).toEqual([]);
	expect(await traceOf(transfer('A'))).toBe('new');
});

test('the same reference for something else is told apart, and changes nothing', async () => {
	await open().open([transfer('A')]);
	await open().confirm([transfer('A')]);
	expect(await traceOf(transfer('A', 'twenty points for Asha'))).toBe('otherwise');
	expect(await traceOf(transfer('A'))).toBe('confirmed');
});

test('a derived reference stands for one thing, and takes two texts', async () => {
	await open().open([transfer('A', '')]);
	expect(store.texts.size).toBe(2);
});

test('what is lost to another writer is written again', async () => {
	store.loseNext = true;
	expect(await traceOf(transfer('A'))).toBe('new');
	expect(await traceOf(transfer('A'))).toBe('open');
});

test('one failure is tried again; two are told once, and the journal is done without', async () => {
	store.failures = 1;
	expect(await traceOf(transfer('A'))).toBe('new');
	expect(problems).toEqual([]);

	store.failures = 2;
	const journal = open();
	const all = [transfer('A'), transfer('B')];
	expect([...(await journal.open(all)).values()]).toEqual(['new', 'new']);
	await journal.confirm(all);
	expect(problems).toEqual(['database is locked']);
});

test('without a store everything is new', async () => {
	const none = new Journal(undefined, (problem) => problems.push(problem));
	const one = transfer('A');
	expect((await none.open([one])).get(one)).toBe('new');
	await none.confirm([one]);
	expect(await none.takenOver([one])).toEqual([]);
	expect(problems).toEqual([]);
});

test('who noted a transfer sees that another process has taken it over', async () => {
	const one = transfer('A');
	const noted = open();
	await noted.open([one]);
	expect(await noted.takenOver([one])).toEqual([]);
	await open().takeOver([one], atOnce);
	for (const _time of [1, 2]) expect(await noted.takenOver([one])).toEqual([one]);
	await noted.confirm([one]);
	expect(await noted.takenOver([one])).toEqual([]);
});

test('who asks twice at the same time does not take itself for another process', async () => {
	const one = transfer('A');
	const noted = open();
	await noted.open([one]);
	const [once, again] = [noted.takenOver([one]), noted.takenOver([one])];
	expect(await Promise.all([once, again])).toEqual([[], []]);
});

test('what is lost again and again is written four times, and then left', async () => {
	store.loseAll = true;
	expect(await traceOf(transfer('A'))).toBe('new');
	expect(store.calls).toEqual(Array(4).fill('record'));
});

test('what was kept is not written a second time, but for being read back', async () => {
	await open().open([transfer('A'), transfer('B')]);
	expect(store.calls).toEqual(['record', 'record']);
	await open().open([transfer('A')]);
	expect(store.calls).toEqual(['record', 'record', 'record']);
});

test('nothing is asked about nothing', async () => {
	expect([...(await open().open([]))]).toEqual([]);
	await open().confirm([]);
	await open().takeBack([]);
	await open().takeOver([], atOnce);
	expect(await open().takenOver([])).toEqual([]);
	expect(store.calls).toEqual([]);
});

test('the same reference of another account is another transfer', async () => {
	const other = { ...transfer('A'), ledger: 'another account' };
	await open().open([transfer('A')]);
	await open().confirm([transfer('A')]);
	expect(await traceOf(other)).toBe('new');
	await open().takeBack([other]);
	expect(await traceOf(transfer('A'))).toBe('confirmed');
});

test('what is kept tells nobody what was sent, and to whom', async () => {
	await open().open([transfer('A')]);
	await open().takeOver([transfer('A')], atOnce);
	const texts = [...store.texts].sort();
	const [key] = texts[0].split(' ');
	expect(key).toMatch(/^[\w-]{22}$/);
	expect(texts).toHaveLength(5);
	const marks = texts.map((text) => text.replace(key, 'KEY'));
	expect(marks).toEqual(
		expect.arrayContaining(['KEY sent', 'KEY open', 'KEY again 0 0', 'KEY again 0 1']),
	);
	expect(marks.filter((mark) => /^KEY [\w-]{22}$/.test(mark))).toHaveLength(1);
});

test('what is asked about a confirmed or another transfer leaves the set as it was', async () => {
	await open().open([transfer('A'), transfer('B', '')]);
	await open().confirm([transfer('A'), transfer('B', '')]);
	const before = [...store.texts].sort();
	await traceOf(transfer('A'));
	await traceOf(transfer('A', 'twenty points for Asha'));
	await traceOf(transfer('B', ''));
	expect([...store.texts].sort()).toEqual(before);
});

test('what was taken over is done with once it is confirmed or came to nothing', async () => {
	for (const end of ['confirm', 'takeBack'] as const) {
		const one = transfer(end);
		await open().open([one]);
		await open().takeOver([one], atOnce);
		await open().takeOver([one], atOnce);
		const heir = open();
		await heir.takeOver([one], atOnce);
		await heir[end]([one]);
		expect([...store.texts].filter((text) => text.includes(' again'))).toEqual([]);
	}
});

test('what was taken over and stays open is free for whoever comes next', async () => {
	const [one, other] = [transfer('A'), transfer('B')];
	await open().takeOver([one, other], atOnce);
	const heir = open();
	await heir.takeOver([one], atOnce);
	await heir.release([one, other]);
	expect([...(await open().takeOver([one, other], atOnce))]).toEqual([
		[one, 0],
		[other, 1],
	]);
});

test('whoever takes something over learns how many did before, eight at most', async () => {
	const [one, other] = [transfer('A'), transfer('B')];
	const ranks: Array<number | undefined> = [];
	let draws = 0;
	const apart = async () => await Promise.resolve(void draws++);
	for (let time = 0; time < 9; time++) ranks.push((await open().takeOver([one], apart)).get(one));
	expect(ranks).toEqual([0, 1, 2, 3, 4, 5, 6, 7, undefined]);
	// Before the first draw, and before the second one of those that won the first.
	expect(draws).toBe(8 * 2 + 1);
	expect([...(await open().takeOver([one, other], atOnce))]).toEqual([[other, 0]]);
	expect([...(await open().takeOver([other], atOnce))]).toEqual([[other, 1]]);
});

test('of two that are first in the very same moment, whoever writes first a second time is', async () => {
	const one = transfer('A');
	const elsewhere = new Store();
	elsewhere.texts = store.texts;
	const other = new Journal(elsewhere, () => {});
	const ranks: Array<number | undefined> = [];
	const record = store.record.bind(store);
	// Both have asked before either has written.
	store.record = async (texts) => {
		store.record = record;
		ranks.push((await other.takeOver([one], atOnce)).get(one));
		await record(texts);
		return [];
	};
	const late = open();
	ranks.push((await late.takeOver([one], atOnce)).get(one));
	expect(ranks).toEqual([0, 1]);
	await late.confirm([one]);
	expect([...store.texts]).toEqual([]);
});

test('of several transfers, those that were taken over are told, and no mark is left of the others', async () => {
	const [one, other] = [transfer('A'), transfer('B')];
	await open().takeOver([other], atOnce);
	expect(await open().takenOver([one, other])).toEqual([other]);
	expect(await open().takenOver([one])).toEqual([]);
});

test('what two write into one set is written one after the other, into two sets at once', async () => {
	const steps: string[] = [];
	const slow = (name: string) => ({
		name,
		record: async () => {
			steps.push('begins');
			await new Promise((resolve) => setImmediate(resolve));
			steps.push('ends');
			return [];
		},
		remove: () => Promise.resolve(),
	});
	const both = async (names: string[]) => {
		steps.length = 0;
		const journals = names.map((name) => new Journal(slow(name), () => {}));
		await Promise.all(journals.map((journal) => journal.takeOver([transfer('A')], atOnce)));
		return steps.slice(0, 2);
	};
	expect(await both(['one set', 'one set'])).toEqual(['begins', 'ends']);
	expect(await both(['one set', 'another'])).toEqual(['begins', 'begins']);
});

test('a set that failed is not touched again', async () => {
	store.failures = 2;
	const journal = open();
	await journal.open([transfer('A')]);
	const { length } = store.calls;
	await journal.open([transfer('B')]);
	await journal.takeBack([transfer('B')]);
	expect(store.calls).toHaveLength(length);
	expect(problems).toHaveLength(1);
});
