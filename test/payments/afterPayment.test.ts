/** Nothing that happens after a payment turns it into a failure. */
import { built } from '../built';
import { requireFromCore } from '../engine/n8n';
import { samples } from '../actions/samples';
import { dataOf, setStage, type Stage } from '../stage';

const { ExecuteContext } = requireFromCore('n8n-core') as typeof import('n8n-core');

const CALLS = [
	'reward.allocate',
	'reward.unallocate',
	'reward.bulkAllocate',
	'incentive.allocate',
	'incentive.unallocate',
	'points.allocateCoins',
	'redemption.createOrder',
	'redemption.createPartnerOrder',
] as const;

let stage: Stage;
beforeEach(async () => {
	stage = await setStage();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await stage.stop();
});

function fail(): never {
	throw new Error('Not today');
}

describe.each(CALLS)('%s is told as carried out', (call) => {
	const sample = samples[call];
	const run = () => stage.run(call, sample?.parameters);

	it('where n8n throws at a hint', async () => {
		jest.spyOn(ExecuteContext.prototype, 'addExecutionHints').mockImplementation(fail);

		expect(dataOf(await run())[0]).toMatchObject({ outcome: 'allocated' });
	});

	it('where its output cannot be shaped, with a hint', async () => {
		jest.spyOn(built('run/output'), 'asData').mockImplementation(fail);
		jest.spyOn(built('payments/vouchers'), 'orderItem').mockImplementation(fail);

		const result = await run();
		expect(dataOf(result)[0]).toMatchObject({ outcome: 'allocated' });
		expect(result.hints.map(({ message }) => message).join()).toMatch(/cannot be shown/);
	});
});
