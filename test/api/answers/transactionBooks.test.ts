/** EnKash's list of transactions by their references: how it is asked, and what its answers show. */
import { TransactionBooks } from '../../../nodes/Enkash/api/answers/transactionBooks';
import type { Caller } from '../../../nodes/Enkash/api/wire/call';
import { EnkashError } from '../../../nodes/Enkash/lib/errors';
import type { JsonRecord } from '../../../nodes/Enkash/lib/json';

const account = { companyId: 'C1', cardAccountId: 'A1' };

/** What is asked for: one reference, or several. */
type Filter = { pgReferenceNumber?: string; pgReferenceNumbers?: string[] };

let asked: Array<string | string[]>;
let answer: (filter: Filter) => unknown;

const caller: Caller = {
	call: (_, { body }) => {
		const { companyId, cardAccountId, ...filter } = body as typeof account & Filter;
		expect({ companyId, cardAccountId }).toEqual(account);
		asked.push(filter.pgReferenceNumber ?? filter.pgReferenceNumbers ?? []);
		return Promise.resolve({ code: 0, message: '', payload: answer(filter) });
	},
};

const open = () => new TransactionBooks(caller, 'reward.getTransactions', account, 'CR');
const wanted = (filter: Filter) => filter.pgReferenceNumbers ?? [filter.pgReferenceNumber];
const payment = (reference: string, changes: JsonRecord = {}): JsonRecord => ({
	pgReferenceNumber: reference,
	cardTransactionType: 'CR',
	status: 'SUCCESS',
	...changes,
});

/** A server that reads both filters, and has these payments. */
const has =
	(...references: string[]) =>
	(filter: Filter) =>
		references.filter((each) => wanted(filter).includes(each)).map((each) => payment(each));

/** What is shown of each, in a word. */
async function look(references: string[], expected?: string, books = open()) {
	const shown = await books.look(references, expected);
	return references.map((reference) => {
		const listed = shown.get(reference);
		if (!listed) return 'nothing';
		if ('record' in listed) return 'paid';
		return 'doubt' in listed ? listed.doubt.message : `unread: ${listed.unread.message}`;
	});
}

beforeEach(() => {
	asked = [];
	answer = () => [];
});

describe('how the list is asked', () => {
	it('for one by itself', async () => {
		answer = has('A');
		expect(await look(['A'])).toEqual(['paid']);
		expect(asked).toEqual(['A']);
	});

	it('for several together, each once', async () => {
		answer = has('A', 'B');
		expect(await look(['A', 'B', 'A'])).toEqual(['paid', 'paid', 'paid']);
		expect(asked).toEqual([['A', 'B']]);
	});

	it('for the others without those that an answer has: its page may have been full', async () => {
		answer = has('A', 'C');
		expect(await look(['A', 'B', 'C', 'D'])).toEqual(['paid', 'nothing', 'paid', 'nothing']);
		// Then an empty answer is checked in the other spelling, once.
		expect(asked).toEqual([['A', 'B', 'C', 'D'], ['B', 'D'], 'D']);
	});

	it('for the last one by itself', async () => {
		answer = has('A');
		expect(await look(['A', 'B'])).toEqual(['paid', 'nothing']);
		expect(asked).toEqual([['A', 'B'], 'B']);
	});

	it('an empty answer is checked once, and not for the next question', async () => {
		const books = open();
		expect(await look(['A', 'B'], undefined, books)).toEqual(['nothing', 'nothing']);
		expect(await look(['C', 'D'], undefined, books)).toEqual(['nothing', 'nothing']);
		expect(asked).toEqual([['A', 'B'], 'B', ['C', 'D']]);
	});

	it('but is checked again where a payment is missing that is known', async () => {
		const books = open();
		await look(['A', 'B'], undefined, books);
		answer = (filter) => (filter.pgReferenceNumber ? has('A', 'PAID')(filter) : []);
		expect(await look(['A', 'PAID', 'B'], 'PAID', books)).toEqual(['paid', 'paid', 'nothing']);
		expect(asked).toEqual([['A', 'B'], 'B', ['A', 'PAID', 'B'], 'PAID', 'A', 'B']);
		// From then on one after the other.
		await look(['C', 'D'], undefined, books);
		expect(asked.slice(-2)).toEqual(['C', 'D']);
	});

	it('not again for one that is shown, but failed', async () => {
		const books = open();
		answer = (filter) =>
			wanted(filter).map((each = '') => payment(each, each === 'A' ? { status: 'FAILED' } : {}));
		expect(await look(['A', 'B'], 'B', books)).toEqual(['nothing', 'paid']);
		expect(asked).toEqual([['A', 'B'], 'A']);
		await look(['A', 'B'], 'B', books);
		expect(asked.slice(2)).toEqual([['A', 'B']]);
	});

	it('one after the other where the server knows the filter for one alone', async () => {
		answer = (filter) => (filter.pgReferenceNumber ? has('A', 'C')(filter) : []);
		expect(await look(['A', 'B', 'C'])).toEqual(['paid', 'nothing', 'paid']);
		expect(asked).toEqual([['A', 'B', 'C'], 'C', 'A', 'B']);
	});

	it('one after the other where it gives others for several', async () => {
		const books = open();
		answer = (filter) => (filter.pgReferenceNumber ? has('B')(filter) : [payment('OTHER')]);
		expect(await look(['A', 'B'], undefined, books)).toEqual(['nothing', 'paid']);
		expect(asked).toEqual([['A', 'B'], 'A', 'B']);
		await look(['A', 'B'], undefined, books);
		expect(asked.slice(3)).toEqual(['A', 'B']);
	});

	it('one after the other where EnKash has more, and shows none of them', async () => {
		answer = (filter) =>
			filter.pgReferenceNumber ? has('B')(filter) : { recordsCount: 5, data: [] };
		expect(await look(['A', 'B'])).toEqual(['nothing', 'paid']);
		expect(asked).toEqual([['A', 'B'], 'A', 'B']);
	});

	it('once more where EnKash has more than it gave', async () => {
		answer = (filter) =>
			wanted(filter).length === 3
				? { recordsCount: 2, data: [payment('A')] }
				: has('B', 'C')(filter);
		expect(await look(['A', 'B', 'C'])).toEqual(['paid', 'paid', 'paid']);
		expect(asked).toEqual([
			['A', 'B', 'C'],
			['B', 'C'],
		]);
	});
});

describe('what is no answer', () => {
	it.each<[string, unknown]>([
		['another one', [payment('OTHER')]],
		['one without a reference', [payment('')]],
		['none of more', { recordsCount: 3, data: [] }],
	])('%s leaves a reference unread', async (_, payload) => {
		answer = () => payload;
		expect(await look(['A'])).toEqual([
			'unread: EnKash listed other transactions than those asked for',
		]);
		expect((await open().look(['A'])).get('A')).toMatchObject({
			unread: {
				kind: 'unknown',
				description: expect.stringMatching(/'Endpoint Overrides'/) as string,
			},
		});
	});

	it.each([undefined, null, 'No transactions found', [], { recordsCount: 0, data: [] }])(
		'%j is an empty list',
		async (payload) => {
			answer = () => payload;
			expect(await look(['A'])).toEqual(['nothing']);
			expect(asked).toEqual(['A']);
		},
	);

	it.each(['Success', 7, true])('%j is none', async (payload) => {
		answer = () => payload;
		await expect(look(['A'])).rejects.toMatchObject({
			kind: 'unknown',
			message: 'EnKash answered the look-up with something that is no list',
			description: "Set the endpoint of this look-up in 'Endpoint Overrides' of the credential.",
		});
	});

	const refusal = (words: string, fromEnkash = true, kind: 'refused' | 'unknown' = 'refused') =>
		new EnkashError(kind, words, { fromEnkash });

	it.each([
		'No transactions found',
		'No transaction found',
		'Record not found',
		'no record exists',
		'No data',
		'Records are not available',
		'Transaction not found',
		'Data is not found',
	])('a refusal that says %s is an empty list', async (words) => {
		answer = () => {
			throw refusal(words);
		};
		expect(await look(['A'])).toEqual(['nothing']);
	});

	it.each([
		refusal('Company is not active'),
		refusal('No data found', false),
		refusal('No data found', true, 'unknown'),
	])('another refusal is thrown', async (error) => {
		answer = () => {
			throw error;
		};
		await expect(look(['A'])).rejects.toBe(error);
	});
});

describe('what is shown under a reference', () => {
	const of = async (...changes: JsonRecord[]) => {
		answer = () => changes.map((each) => payment('A', each));
		return (await look(['A']))[0];
	};

	it.each<[string, JsonRecord[], string]>([
		['a payment', [{}], 'paid'],
		['one in the other direction', [{ cardTransactionType: 'DR' }], 'nothing'],
		['one that failed', [{ status: 'FAILED' }], 'nothing'],
		['one that failed beside one that did not', [{ status: 'FAILED' }, {}], 'paid'],
		['one of another account', [{ cardAccountId: 'A2' }], 'nothing'],
		['one of this account', [{ cardAccountId: 'A1' }], 'paid'],
		[
			'one that tells no direction',
			[{ cardTransactionType: undefined }],
			'EnKash lists the transaction, but not whether it is a credit or a debit',
		],
		[
			'one that tells both',
			[{ type: 'UNALLOCATE_POINT' }],
			'EnKash lists the transaction both as a credit and as a debit',
		],
		['one with another status', [{ status: 'ON HOLD' }], 'EnKash lists the transaction as ON HOLD'],
		[
			'one without a status',
			[{ status: undefined }],
			'EnKash lists the transaction, but without a status',
		],
		['one in doubt before a payment', [{ status: 'ON HOLD' }, {}], 'paid'],
		['one in doubt behind a payment', [{}, { status: 'ON HOLD' }], 'paid'],
	])('%s', async (_, records, told) => {
		expect(await of(...records)).toBe(told);
	});

	it('several payments, with the names that an answer to them has', async () => {
		answer = () => [
			payment('A', { enkashCardId: 'K1', balance: 7 }),
			payment('A', { enkashCardId: 'K2' }),
		];
		const shown = (await open().look(['A'])).get('A');
		expect(shown).toMatchObject({
			record: { enKashCardId: 'K1', otbBalance: 7 },
			payments: [{ enKashCardId: 'K1' }, { enKashCardId: 'K2' }],
		});
	});

	it('that it failed is known of it, where nothing else is shown', async () => {
		const books = open();
		answer = () => [
			payment('A', { status: 'FAILED' }),
			payment('B'),
			payment('B', { status: 'FAILED' }),
		];
		await books.look(['A', 'B', 'C']);
		expect(['A', 'B', 'C'].map((each) => books.hasFailed(each))).toEqual([true, false, false]);
	});

	it.each([
		['ROW-10', 'row-10'],
		['ROW-10', ' ROW-10 '],
		['ROW-10', 'ROW-1'],
		[' ROW-1', 'ROW-10'],
		['ROW-1', 'ROW-10'],
	])('%s may be meant by %j, and is in doubt then', async (reference, listed) => {
		answer = () => [payment(listed)];
		expect(await look([reference])).toEqual([
			`EnKash lists reference '${listed}', which may be meant to be ${reference}`,
		]);
	});

	it('in doubt is told as what nobody knows', async () => {
		answer = () => [payment('A', { status: 'ON HOLD' })];
		expect((await open().look(['A'])).get('A')).toMatchObject({ doubt: { kind: 'unknown' } });
	});

	it('by any of the names that a reference has', async () => {
		answer = () => [payment('', { uniqueReferenceNumber: 'A' })];
		expect(await look(['A'])).toEqual(['paid']);
	});
});
