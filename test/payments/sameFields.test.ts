/** Whatever follows a payment finds the same fields, also where a retry finds what was paid before. */
import { samples } from '../actions/samples';
import { dataOf, setStage, type Stage } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';

beforeAll(skipPauses);
afterAll(bringBackPauses);

let stage: Stage;
afterEach(() => stage.stop());

type Call = keyof typeof samples;
const parametersOf = (call: Call) => samples[call]?.parameters;

const POINTS: Call[] = [
	'reward.allocate',
	'reward.unallocate',
	'incentive.allocate',
	'incentive.unallocate',
];

const withoutOutcome = (items: object[]) => items.map((item) => ({ ...item, outcome: '' }));

describe.each(POINTS)('%s', (call) => {
	it.each(['otherN8n', 'otherProcess'] as const)('comes out with the same in %s', async (where) => {
		stage = await setStage();
		const paid = dataOf(await stage.run(call, parametersOf(call)));

		const other = await stage[where]();
		const again = dataOf(await other.run(call, parametersOf(call)));

		expect(again).toMatchObject([{ outcome: 'alreadyAllocated' }]);
		expect(withoutOutcome(again)).toEqual(withoutOutcome(paid));
		expect(Object.keys(again[0])).toHaveLength(10);
	});
});

it('a lost answer as well', async () => {
	stage = await setStage();
	stage.sandbox.faults.add({ call: 'reward.allocate', kind: 'resetAfter', times: 1 });

	const [found] = dataOf(await stage.run('reward.allocate', parametersOf('reward.allocate')));

	expect(found).toMatchObject({
		outcome: 'recovered',
		reference: 'SAMPLE-CREDIT',
		email: 'meera.nair@example.com',
		mobile: '9876543210',
		maskedNumber: expect.stringMatching(/^\S+ \S+ XXXX/) as string,
		otbBalance: 10,
	});
});

it('what nobody can tell is null, and the payment comes out all the same', async () => {
	stage = await setStage();
	await stage.run('reward.unallocate', parametersOf('reward.unallocate'));
	stage.sandbox.faults.add({ call: 'reward.getUserCards', kind: 'refuse', message: 'Not today' });

	const other = await stage.otherN8n();
	const again = await other.run('reward.unallocate', parametersOf('reward.unallocate'));

	expect(dataOf(again)).toMatchObject([
		{ outcome: 'alreadyAllocated', enKashCardId: 'EKCQMY9BQ0', email: null, maskedNumber: null },
	]);
});

it('a repeated run of many asks for all cards at once', async () => {
	stage = await setStage();
	const items = Array.from({ length: 12 }, (_, row) => ({ row }));
	const parameters = {
		...parametersOf('reward.allocate'),
		uniqueReferenceNumber: '=MANY-{{ $json.row }}',
	};
	const paid = dataOf(await stage.run('reward.allocate', parameters, { items }));
	const before = stage.sandbox.requestsTo('R6').length;

	const other = await stage.otherN8n();
	const again = dataOf(await other.run('reward.allocate', parameters, { items }));

	expect(again.map(({ email }) => email)).toEqual(paid.map(({ email }) => email));
	expect(again.every(({ maskedNumber }) => maskedNumber === paid[0].maskedNumber)).toBe(true);
	expect(stage.sandbox.requestsTo('R6').length - before).toBe(4);
});

it.each<Call>(['redemption.createOrder', 'points.allocateCoins'])(
	'%s has the same fields in another process',
	async (call) => {
		stage = await setStage({ fulfilmentDelay: 0 });
		const paid = dataOf(await stage.run(call, parametersOf(call)));

		const other = await stage.otherProcess();
		const again = dataOf(await other.run(call, parametersOf(call)));

		expect(again[0].outcome).toMatch(/^already/);
		expect(again[0].reference).toBe(paid[0].reference);
		expect(Object.keys(again[0])).toEqual(Object.keys(paid[0]));
	},
);
