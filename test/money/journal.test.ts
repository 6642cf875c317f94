/** The journal over a set of texts that, like n8n's, has no lock and cannot be asked without adding to it. */
import { built } from '../built';

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

	constructor(readonly name = `store ${Math.random()}`) {}

	async record(texts: string[]): Promise<string[]> {
		await Promise.resolve();
		if (this.failures-- > 0) throw new EnkashError('unknown', 'database is locked');
		const present = texts.filter((text) => this.texts.has(text));
		// Another worker wrote at the same moment, and what this one wrote is gone.
		if (!this.loseNext) for (const text of texts) this.texts.add(text);
		this.loseNext = false;
		return present;
	}

	async remove(texts: string[]): Promise<void> {
		await Promise.resolve();
		for (const text of texts) this.texts.delete(text);
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
	expect(problems).toEqual([]);
});

test('who noted a transfer sees that another process has taken it over', async () => {
	const one = transfer('A');
	const noted = open();
	await noted.open([one]);
	expect(await noted.takenOver([one])).toEqual([]);
	await open().takeOver([one]);
	expect(await noted.takenOver([one])).toEqual([one]);
	await noted.confirm([one]);
	expect(await noted.takenOver([one])).toEqual([]);
});
