/** Rows of a sheet that go many in one call, and what its answer leaves open of each. */
import type { Payment } from '../../nodes/Enkash/money/batch';
import type { RowAnswer } from '../../nodes/Enkash/money/matching';
import type { Settled } from '../../nodes/Enkash/money/transfer';
import { built } from '../built';
import { resetClock, stopClock } from '../clock';
import { bringBackPauses, skipPauses } from '../waiting';
import { accountOf, List, settingsWith, Texts } from './bank';

const { EnkashError } = built('lib/errors');
const { BulkRun } = built('money/batch');
const { Journal } = built('money/journal');

beforeAll(skipPauses);
afterAll(bringBackPauses);

let award: ReturnType<typeof accountOf>;
let list: List;
let texts: Texts;
let calls: string[][];

afterEach(resetClock);

beforeEach(() => {
	award = accountOf();
	list = new List();
	texts = new Texts();
	calls = [];
});

const row = (number: number): Payment => ({
	...award(`ROW-${number}`),
	mobile: String(9_000_000_000 + number),
	email: `row${number}@example.com`,
});
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(index + 1));
const yes = ({ reference }: Payment): RowAnswer => ({
	references: [reference],
	record: { answered: reference },
});
const no = (payment: Payment, failure = 'Blocked'): RowAnswer => ({ ...yes(payment), failure });

function run(
	answer: (payments: Payment[]) => RowAnswer[],
	{ batchSize = 50, skipsKnownUsers = false } = {},
) {
	const post = (payments: Payment[]) => {
		calls.push(payments.map(({ reference }) => reference));
		return Promise.resolve(answer(payments));
	};
	const settings = settingsWith({ journal: new Journal(texts, () => {}) });
	return new BulkRun<Payment>({ books: list, post, skipsKnownUsers }, batchSize, settings);
}

async function pay(bulk: ReturnType<typeof run>, payments: Payment[]) {
	const told = new Map<string, Settled>();
	await bulk.payAll(payments, {
		concurrency: 1,
		told: ({ reference }, settled) => told.set(reference, settled).size > 0,
	});
	return told;
}

test('rows go in batches, and each is told by its own answer', async () => {
	const told = await pay(
		run((sent) => sent.map((each, index) => (index === 1 ? no(each) : yes(each))), {
			batchSize: 2,
		}),
		rows(3),
	);
	expect(calls).toEqual([['ROW-1', 'ROW-2'], ['ROW-3']]);
	expect(told.get('ROW-1')).toEqual({
		outcome: 'allocated',
		record: { answered: 'ROW-1' },
		answer: undefined,
	});
	expect(told.get('ROW-2')).toMatchObject({
		kind: 'refused',
		message: 'Blocked',
		description: 'These are the words of EnKash for this row. Nothing was paid for it.',
	});
	expect(told.get('ROW-3')).toMatchObject({ outcome: 'allocated' });
});

describe('a row that the answer leaves open', () => {
	const [openWords, unconfirmed] = [
		'EnKash did not confirm the row',
		/may or may not have been paid/,
	];

	it('is told as unconfirmed where the list does not show it', async () => {
		const told = await pay(
			run(([, second]) => [yes(second)]),
			rows(2),
		);
		expect(told.get('ROW-1')).toMatchObject({
			kind: 'unknown',
			message: `${openWords} (reference ROW-1)`,
			description: expect.stringMatching(unconfirmed) as string,
		});
	});

	it('counts as one that the list does not show, unless EnKash told of none', async () => {
		const why = async (answer: (sent: Payment[]) => RowAnswer[], skipsKnownUsers: boolean) => {
			award = accountOf();
			const told = (await pay(run(answer, { skipsKnownUsers }), rows(2))).get('ROW-1');
			return told instanceof EnkashError ? told.description : '';
		};
		expect(await why(([, second]) => [yes(second)], false)).toMatch(/^EnKash's transactions/);
		expect(await why(() => [], true)).toMatch(/^EnKash's transactions/);
		expect(await why(() => [], false)).toMatch(/^EnKash accepted the call/);
	});

	it('is recovered where the list shows it', async () => {
		const bulk = run(() => {
			list.show('ROW-1');
			return [];
		});
		expect((await pay(bulk, rows(1))).get('ROW-1')).toMatchObject({ outcome: 'recovered' });
	});

	it('may be one whose user is known, where EnKash leaves these out on purpose', async () => {
		const bulk = run(([, second]) => [yes(second)], { skipsKnownUsers: true });
		expect((await pay(bulk, rows(2))).get('ROW-1')).toMatchObject({
			message:
				'EnKash left the row out, as it does where the user exists and only new users are paid (reference ROW-1)',
		});
	});

	it('has the words of a refusal that may be meant for it', async () => {
		const bulk = run(([first, second]) => [{ ...no(first), doubtful: true }, yes(second)]);
		expect((await pay(bulk, rows(2))).get('ROW-1')).toMatchObject({
			kind: 'unknown',
			message: 'Blocked (reference ROW-1)',
		});
	});

	it('is not sent again where EnKash accepted the call and told of none, however it is proven', async () => {
		let call = 0;
		const bulk = run(
			(sent) => {
				if (++call === 1) return [];
				for (const { reference } of sent) list.show(reference);
				return sent.map(yes);
			},
			{ batchSize: 1 },
		);
		const told = await pay(bulk, rows(2));
		expect(calls).toEqual([['ROW-1'], ['ROW-2']]);
		expect(told.get('ROW-1')).toMatchObject({
			description: expect.stringMatching(
				/^EnKash accepted the call, but told of none of its rows\. The row is unconfirmed/,
			) as string,
		});
	});

	it('is not sent again where EnKash answered for its person under another reference', async () => {
		const bulk = run(
			(sent) => {
				for (const { reference } of sent.slice(1)) list.show(reference);
				const { mobile, email } = sent[0];
				return [{ references: ['OTHER'], mobile, email, record: {} }, ...sent.slice(1).map(yes)];
			},
			{ batchSize: 2 },
		);
		const told = await pay(bulk, rows(2));
		expect(calls).toEqual([['ROW-1', 'ROW-2']]);
		expect(told.get('ROW-1')).toMatchObject({
			description: expect.stringMatching(/^EnKash answered for its person/) as string,
		});
	});
});

test.each([
	[400, 6_000, 800],
	[1_500, 1_500, 1_500],
])(
	'in batches of %d rows, of %d in all, at most %d are noted together',
	async (size, count, most) => {
		// On a busy machine fewer would be noted.
		stopClock();
		await pay(
			run((sent) => sent.map(yes), { batchSize: size }),
			rows(count),
		);
		expect(Math.max(...texts.written.map(({ length }) => length)) / 3).toBe(most);
	},
);

test('a call that fails is told for each of its rows', async () => {
	const bulk = run(() => {
		throw new EnkashError('refused', 'Company is not active');
	});
	const told = await pay(bulk, rows(2));
	expect([...told.values()]).toEqual([
		expect.objectContaining({ message: 'Company is not active' }),
		expect.objectContaining({ message: 'Company is not active' }),
	]);
});
