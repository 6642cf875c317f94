/** How the rows of a cell come to be paid, perhaps more than once. */
import type { IRun } from 'n8n-workflow';
import type { NodeResult } from '../engine';
import type { Desk } from './desk';
import { toldBy, type Told } from './told';
import type { Payer } from './payers';

export interface Situation {
	name: string;
	/** How often a fault strikes that does not strike each call. */
	strikes: number;
	play: (desk: Desk, payer: Payer) => Promise<Told[]>;
}

const told = (desk: Desk, result: NodeResult) => toldBy(result, desk.sandbox.ledger);

/** The last call but two is surely refused, once, so that the execution fails after it has paid. */
function refuseOne({ sandbox }: Desk, { call, calls }: Payer): void {
	sandbox.faults.add({ call, kind: 'refuse', skip: Math.ceil(calls / 2), times: 1 });
}

/** As when it is retried with the workflow as it is saved by then. */
function goOnNow({ data }: IRun): void {
	for (const { node } of data.executionData?.nodeExecutionStack ?? []) {
		node.onError = 'continueRegularOutput';
	}
}

export const SITUATIONS: Situation[] = [
	{
		name: 'one process',
		strikes: 1,
		play: async (desk, payer) => told(desk, await desk.run('first', payer, { goOn: true })),
	},
	{
		name: 'two workers',
		strikes: 2,
		play: async (desk, some) => {
			// The journal has no lock: what both note at once is for `npm run chaos` to count.
			const payer = { ...some, concurrency: some.calls };
			const first = desk.run('first', payer, { goOn: true }).then((each) => told(desk, each));
			await desk.effect(2, first);
			const second = told(desk, await desk.run('second', payer, { goOn: true }));
			return [...(await first), ...second];
		},
	},
	{
		name: 'killed',
		strikes: 2,
		play: async (desk, payer) => {
			const stop = new AbortController();
			const first = desk.run('first', payer, { goOn: true, abort: stop.signal });
			await desk.effect(3, first);
			desk.kill(stop);
			const second = told(desk, await desk.run('second', payer, { goOn: true }));
			await first;
			return second;
		},
	},
	{
		name: 'failed execution retried',
		strikes: 1,
		play: async (desk, payer) => {
			const failed = await desk.run('first', payer);
			const before = told(desk, failed);
			if (!failed.error) return before;
			goOnNow(failed.raw);
			const retried = await desk.run('second', payer, { goOn: true, retryOf: failed.raw });
			return [...before, ...told(desk, retried)];
		},
	},
	{
		name: 'Retry On Fail',
		strikes: 1,
		play: async (desk, payer) => told(desk, await desk.run('first', payer, { retry: true })),
	},
];

/** Those that end at the first failure are given one. */
const ENDING = ['failed execution retried', 'Retry On Fail'];

export function prepare({ name }: Situation, desk: Desk, payer: Payer): void {
	if (ENDING.includes(name)) refuseOne(desk, payer);
}
