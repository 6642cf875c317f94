/** Nothing that happens after a payment turns it into a failure. */
import { built } from '../built';
import type { NodeResult } from '../engine';
import { requireFromCore } from '../engine/n8n';
import { samples } from '../actions/samples';
import { isPlayed } from '../matrix';
import { dataOf, setStage, type Stage } from '../stage';

const { ExecuteContext } = requireFromCore('n8n-core') as typeof import('n8n-core');

const CALLS = [
	'reward.allocate',
	'reward.unallocate',
	'reward.reverse',
	'reward.bulkAllocate',
	'incentive.allocate',
	'incentive.unallocate',
	'incentive.reverse',
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

function doneWord(call: string): string {
	if (call.startsWith('redemption.')) return 'ordered';
	return call.endsWith('.reverse') ? 'reversed' : 'allocated';
}

const hintsOf = ({ hints }: NodeResult) => hints.map(({ message }) => message).join();

describe.each(CALLS)('%s is told as carried out', (call) => {
	const sample = samples[call];
	const run = () => stage.run(call, sample?.parameters);
	const done = { outcome: doneWord(call) };
	beforeEach(async () => {
		await sample?.before?.(stage);
	});
	const diskFull = () => (stage.engine.processed.failure = 'disk full');
	const itIn = (column: number) => (name: string, claim: () => Promise<void>) => {
		if (isPlayed(CALLS.indexOf(call), column, 3)) it(name, claim);
	};

	itIn(0)('where n8n throws at a hint', async () => {
		jest.spyOn(ExecuteContext.prototype, 'addExecutionHints').mockImplementation(fail);

		expect(dataOf(await run())).toMatchObject([done]);
	});

	// n8n 1.123 has none to throw at.
	const itWhereThereIsSome = 'customData' in ExecuteContext.prototype ? itIn(1) : it.skip;
	itWhereThereIsSome("where n8n throws at the execution's custom data", async () => {
		const asked = jest
			.spyOn(ExecuteContext.prototype, 'customData', 'get')
			.mockImplementation(fail);

		expect(dataOf(await run())).toMatchObject([done]);
		expect(asked).toHaveBeenCalled();
	});

	itIn(2)('where the journal cannot be written, with a hint', async () => {
		diskFull();

		const result = await run();
		expect(dataOf(result)).toMatchObject([done]);
		expect(hintsOf(result)).toMatch(/^n8n did not keep what was sent/);
	});

	itIn(3)('where the journal fails once it has left, with a hint', async () => {
		const when = () => diskFull() === '';
		stage.sandbox.faults.add({ call, kind: 'status', when });

		const result = await run();
		expect(dataOf(result)).toMatchObject([done]);
		expect(hintsOf(result)).toMatch(/^n8n did not keep what was sent/);
	});

	itIn(4)('where its output cannot be shaped, with a hint', async () => {
		jest.spyOn(built('run/output'), 'asData').mockImplementation(fail);
		jest.spyOn(built('payments/vouchers'), 'orderItem').mockImplementation(fail);

		const result = await run();
		expect(dataOf(result)).toMatchObject([done]);
		expect(hintsOf(result)).toMatch(/cannot be shown/);
	});
});
