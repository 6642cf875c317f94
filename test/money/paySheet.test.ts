/** A sheet whose rows go through several accounts: what is looked up, objected to, sent and told. */
import type { Payment } from '../../nodes/Enkash/money/batch';
import type { Share, SheetSettings } from '../../nodes/Enkash/money/paySheet';
import { built } from '../built';
import { bringBackPauses, skipPauses } from '../waiting';
import { accountOf, List, lost, settingsWith } from './bank';

const { EnkashError } = built('lib/errors');
const { BulkRun } = built('money/batch');
const { paySheet } = built('money/paySheet');

beforeAll(skipPauses);
afterAll(bringBackPauses);

let calls: string[][];
let refused: string[];
let unclear: string[];

beforeEach(() => {
	calls = [];
	refused = [];
	unclear = [];
});

/** An account with rows of its own, in batches of two, and the list that shows what it paid. */
function account(name: string, count: number, changes = {}) {
	const award = accountOf();
	const list = new List();
	const payments = Array.from({ length: count }, (_, index): Payment => {
		const mobile = String(9_000_000_000 + index);
		return { ...award(`${name}-${index + 1}`), mobile, email: `${mobile}@example.com` };
	});
	const post = (sent: Payment[]) => {
		calls.push(sent.map(({ reference }) => reference));
		const told = sent.filter(({ reference }) => !unclear.includes(reference));
		return Promise.resolve(
			told.map(({ reference }) => {
				const failure = refused.includes(reference) ? 'Blocked' : undefined;
				if (!failure) list.show(reference);
				return { references: [reference], failure, record: {} };
			}),
		);
	};
	const settings = settingsWith(changes);
	const port = { books: list, post, skipsKnownUsers: false };
	return { list, payments, run: new BulkRun<Payment>(port, 2, settings) };
}

/** What came of the rows, such as `A-1 allocated`. */
async function pay(
	shares: Array<Share<Payment>>,
	changes: Partial<SheetSettings<Payment>> = {},
): Promise<string[]> {
	const settled = await paySheet(shares, {
		concurrency: 1,
		stopOnError: false,
		beforeSending: () => Promise.resolve(),
		...changes,
	});
	return [...settled].map(([{ reference }, outcome]) =>
		outcome instanceof EnkashError
			? `${reference} ${outcome.message}`
			: `${reference} ${outcome.outcome}`,
	);
}

test('the rows of all accounts are looked up, then paid account by account', async () => {
	const [a, b] = [account('A', 3), account('B', 1)];
	b.list.onAsk = () => {
		if (b.list.asked.length === 1) expect(calls).toEqual([]);
	};
	expect(await pay([a, b])).toEqual([
		'A-1 allocated',
		'A-2 allocated',
		'A-3 allocated',
		'B-1 allocated',
	]);
	expect(calls).toEqual([['A-1', 'A-2'], ['A-3'], ['B-1']]);
});

test('what is there already is told and not sent, and limits count without it', async () => {
	const a = account('A', 4);
	a.list.show('A-2');
	a.list.shown.set('A-3', { doubt: lost() });
	let counted: string[][] = [];
	const told = await pay([a], {
		beforeSending: (...kinds) => {
			counted = kinds.map((kind) => kind.map(({ reference }) => reference));
			return Promise.resolve();
		},
	});
	expect(told.slice(0, 3)).toEqual([
		'A-2 alreadyAllocated',
		expect.any(String),
		expect.any(String),
	]);
	expect(calls.flat()).toEqual(['A-1', 'A-4']);
	expect(counted).toEqual([
		['A-1', 'A-3', 'A-4'],
		['A-1', 'A-4'],
	]);
});

test('where nothing is left to be sent, nothing is objected to', async () => {
	const a = account('A', 1);
	a.list.show('A-1');
	let asked = false;
	const beforeSending = () => {
		asked = true;
		return Promise.resolve();
	};
	expect(await pay([a], { beforeSending })).toEqual(['A-1 alreadyAllocated']);
	expect(asked).toBe(false);
});

test('an objection keeps all accounts from being paid, and is told of each row', async () => {
	const [a, b] = [account('A', 1), account('B', 2)];
	b.list.show('B-1');
	const beforeSending = () => Promise.reject(new EnkashError('input', 'Over the limit'));
	expect(await pay([a, b], { beforeSending })).toEqual([
		'B-1 alreadyAllocated',
		'A-1 Over the limit',
		'B-2 Over the limit',
	]);
	expect(calls).toEqual([]);
});

describe('a row that fails', () => {
	it('keeps none from being paid where that is wanted', async () => {
		refused = ['A-1'];
		const told = await pay([account('A', 3), account('B', 1)]);
		expect(told).toEqual(['A-1 Blocked', 'A-2 allocated', 'A-3 allocated', 'B-1 allocated']);
	});

	it('keeps the batches and accounts behind it from being sent otherwise', async () => {
		refused = ['A-2'];
		const told = await pay([account('A', 3), account('B', 1)], { stopOnError: true });
		expect(told).toEqual(['A-1 allocated', 'A-2 Blocked']);
		expect(calls).toEqual([['A-1', 'A-2']]);
	});

	it('is none where all are paid', async () => {
		const told = await pay([account('A', 2), account('B', 1)], { stopOnError: true });
		expect(told).toEqual(['A-1 allocated', 'A-2 allocated', 'B-1 allocated']);
	});

	it('and so does one that is left open', async () => {
		unclear = ['A-1'];
		const told = await pay([account('A', 3), account('B', 1)], { stopOnError: true });
		expect(told.at(-1)).toMatch(/^A-1 EnKash did not confirm the row/);
		expect(calls.flat()).not.toContain('B-1');
	});

	it('and so does one that failed before anything was sent', async () => {
		const a = account('A', 2, { policy: 'fail' });
		a.list.show('A-2');
		let asked = false;
		const beforeSending = () => {
			asked = true;
			return Promise.resolve();
		};
		expect(await pay([a], { stopOnError: true, beforeSending })).toEqual([
			'A-2 Reference A-2 was used before',
		]);
		expect(asked).toBe(false);
		expect(calls).toEqual([]);
		const b = account('B', 2, { policy: 'fail' });
		b.list.show('B-2');
		expect(await pay([b])).toEqual(['B-2 Reference B-2 was used before', 'B-1 allocated']);
	});
});
