/** The sandbox's magic values, and what the node makes of them. */
import { REHEARSALS } from '../../sandbox/rehearsal';
import { createEngine, type Engine, type NodeResult } from '../engine';
import { setStage, type Stage } from '../stage';
import { bringBackPauses, endSilence, skipPauses } from '../waiting';
import { patternOf } from './pattern';
import { SAID } from './rehearsals';

const PERSON = {
	email: 'meera.nair@example.com',
	title: 'Ms',
	firstName: 'Meera',
	gender: 'F',
	loadAmount: 100,
};
const USUAL = '9876543210';

let stage: Stage;
let unwatch: () => void;

let engine: Engine;

beforeAll(async () => {
	skipPauses();
	engine = await createEngine();
});

afterAll(bringBackPauses);

beforeEach(async () => {
	stage = await setStage({}, engine);
	unwatch = endSilence(stage.sandbox);
});

afterEach(async () => {
	unwatch();
	await stage.stop();
});

/** What is told of each item: its outcome, or its error. */
const toldBy = ({ error, items }: NodeResult) =>
	error ? [error.message] : items.map(({ json }) => json.outcome ?? json.error);

const says = (sentence: string) => expect.stringMatching(patternOf(sentence)) as string;

it('every magic value has what the node says of it', () => {
	expect(Object.keys(SAID)).toEqual(REHEARSALS.map(({ word }) => word));
});

describe.each(REHEARSALS)('$word and $mobile', ({ word, mobile }) => {
	const { alone, row, others, coins = alone, order = alone } = SAID[word];
	const reference = `${word.toLowerCase()}-1`;

	it('one person, by mobile and by reference, for points and incentives', async () => {
		const incentive = { cardAccountId: 'CAN5INC7Q' };
		const tries: Array<[string, object]> = [
			['reward.allocate', { mobile, uniqueReferenceNumber: 'ROW-1' }],
			['reward.allocate', { mobile: USUAL, uniqueReferenceNumber: reference }],
			['incentive.allocate', { ...incentive, mobile, uniqueReferenceNumber: 'ROW-2' }],
		];
		for (const [call, more] of tries) {
			const result = await stage.run(call, { ...PERSON, ...more });
			expect(toldBy(result)).toEqual([says(alone)]);
		}
	});

	it('an order and coins, by reference', async () => {
		const bought = await stage.run('redemption.createOrder', {
			productCatalogId: 'PC7513531244A681',
			denomination: '500',
			quantity: 1,
			orderReferenceId: reference,
		});
		expect(toldBy(bought)).toEqual([says(order)]);

		const credited = await stage.run('points.allocateCoins', {
			userId: 'EKQZVMQK',
			event: 'BIRTHDAY',
			requestId: reference,
		});
		expect(toldBy(credited)).toEqual([says(coins)]);
	});

	it('a row of a sheet, by mobile', async () => {
		const items = [USUAL, mobile, '9876543211', '9876543212'].map((each, index) => ({
			title: 'Ms',
			name: 'Meera Nair',
			email: `meera.${index}@example.com`,
			mobile: each,
			points: 10,
			reference: `ROW-${index}`,
		}));
		const columns = { mappingMode: 'autoMapInputData', value: null };
		const result = await stage.run(
			'reward.bulkAllocate',
			{ columns },
			{
				items,
				onError: 'continueRegularOutput',
			},
		);
		expect(toldBy(result)).toEqual([others, row, others, others].map(says));
	});
});

it('a pending order has its vouchers a minute later', async () => {
	const { items } = await stage.run('redemption.createOrder', {
		productCatalogId: 'PC7513531244A681',
		denomination: '500',
		quantity: 1,
		orderReferenceId: 'TRY-PENDING-1',
	});
	expect(items).toMatchObject([{ json: { vouchersPending: true } }]);
	const [{ at, readyAt }] = stage.sandbox.state.orders;
	expect(readyAt - at).toBe(60_000);
});
