/** Transfers that are sent one by one: with a list to look them up in, and without. */
import type { Transfer } from '../../nodes/Enkash/money/transfer';
import { notSentNow } from '../../nodes/Enkash/money/failures';
import { built } from '../built';
import { resetClock, stopClock } from '../clock';
import { bringBackPauses, skipPauses } from '../waiting';
import { accountOf, List, lost, settingsWith, Texts } from './bank';
import { said } from './branch';

const { EnkashError } = built('lib/errors');
const { Journal } = built('money/journal');
const { BlindRun, TransferRun } = built('money/single');

beforeAll(skipPauses);
afterAll(bringBackPauses);

let award: ReturnType<typeof accountOf>;
let list: List;
let texts: Texts;
let sent: string[];

afterEach(resetClock);

beforeEach(() => {
	award = accountOf();
	list = new List();
	texts = new Texts();
	sent = [];
});

function transfer(reference: string, changes: Partial<Transfer<string>> = {}): Transfer<string> {
	const send = () => Promise.resolve({ record: { points: 10 }, answer: `answer for ${reference}` });
	const whole = { ...award(reference), send, ...changes };
	return {
		...whole,
		send: async () => {
			sent.push(reference);
			return await whole.send();
		},
	};
}

async function pay(
	run: InstanceType<typeof TransferRun<string>>,
	transfers: Array<Transfer<string>>,
): Promise<string[]> {
	const told: string[] = [];
	await run.payAll(transfers, {
		concurrency: 1,
		told: ({ reference }, settled) => told.push(`${reference} ${said(settled)}`) > 0,
	});
	return told;
}

const settings = () => settingsWith({ journal: new Journal(texts, () => {}) });
const failing = (error: Error) => ({ send: () => Promise.reject(error) });

describe('with a list', () => {
	it('each is sent by itself, and its failure is its own', async () => {
		const refused = new EnkashError('refused', 'User not found');
		const told = await pay(new TransferRun<string>(list, settings()), [
			transfer('ROW-1'),
			transfer('ROW-2', failing(refused)),
			transfer('ROW-3', failing(lost())),
			transfer('ROW-4'),
		]);
		expect(told.slice(0, 3)).toEqual([
			'ROW-1 allocated, answer for ROW-1',
			'ROW-2 User not found',
			'ROW-4 allocated, answer for ROW-4',
		]);
		expect(told[3]).toMatch(/^ROW-3 Reference ROW-3 is unconfirmed: Connection lost$/);
		expect(sent).toEqual(['ROW-1', 'ROW-2', 'ROW-3', 'ROW-4']);
	});

	it('an answer that contradicts it is told, and ends it: something was carried out', async () => {
		const contradiction = ({ points }: Record<string, unknown>) =>
			`EnKash answered for ${String(points)} points`;
		expect(
			await pay(new TransferRun<string>(list, settings()), [transfer('ROW-1', { contradiction })]),
		).toEqual(['ROW-1 Reference ROW-1 is unconfirmed: EnKash answered for 10 points']);
		expect(await pay(new TransferRun<string>(list, settings()), [transfer('ROW-1')])).not.toEqual([
			'ROW-1 allocated, answer for ROW-1',
		]);
		expect(sent).toEqual(['ROW-1']);
	});

	it('an answer that does not contradict it is one', async () => {
		const contradiction = () => undefined;
		expect(
			await pay(new TransferRun<string>(list, settings()), [transfer('ROW-1', { contradiction })]),
		).toEqual(['ROW-1 allocated, answer for ROW-1']);
	});

	it('a hundred are noted together at most', async () => {
		// On a busy machine fewer would be noted.
		stopClock();
		const all = Array.from({ length: 700 }, (_, index) => transfer(`ROW-${index}`));
		await pay(new TransferRun<string>(list, settings()), all);
		expect(Math.max(...texts.written.map(({ length }) => length)) / 3).toBe(100);
	});
});

describe('without a list', () => {
	it('what is left open stays so, and only as many as are at work are noted', async () => {
		const all = [transfer('ROW-1', failing(lost())), transfer('ROW-2'), transfer('ROW-3')];
		expect(await pay(new BlindRun<string>(2, settings()), all)).toEqual([
			'ROW-1 Reference ROW-1 is unconfirmed: Connection lost',
			'ROW-2 allocated, answer for ROW-2',
			'ROW-3 allocated, answer for ROW-3',
		]);
		expect(Math.max(...texts.written.map(({ length }) => length)) / 3).toBe(2);
		expect(list.asked).toEqual([]);
	});
});

test('what cannot be known is told with what to do', async () => {
	const found: EnkashErrorLike[] = [];
	await new BlindRun<string>(1, settings()).payAll(
		[transfer('ROW-1', failing(lost().with({ httpStatus: 502 })))],
		{ concurrency: 1, told: (_, settled) => found.push(settled as EnkashErrorLike) > 0 },
	);
	expect(found).toEqual([
		expect.objectContaining({
			kind: 'unknown',
			message: 'Reference ROW-1 is unconfirmed: Connection lost',
			httpStatus: 502,
			description:
				"EnKash documents no call that looks it up. It may or may not have been carried out. Look for the reference in EnKash. If it is not there, switch on 'Resend Unconfirmed' and run it again.",
		}),
	]);
});

test('what was not begun is told with what to do', () => {
	expect({ ...notSentNow(5) }).toMatchObject({
		kind: 'notSent',
		description: 'Nobody can say what came of those. Look into EnKash, then run it again.',
	});
});

type EnkashErrorLike = InstanceType<typeof EnkashError>;
