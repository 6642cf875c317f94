/** Two workers that are given the same work at once, after a run that left a part of it open. */
import type { IDataObject } from 'n8n-workflow';
import { dataOf, setStage } from '../stage';
import { openPayroll, outcomes, payrollOn } from './payroll';

/** Milliseconds; a call is waited for as long. */
const TIMEOUT = 1_000;

const rows = (names: string[]) => names.map((name) => ({ row: name }));
const LEFT = ['LEFT-1', 'LEFT-2', 'LEFT-3'];
const NEW = ['NEW-1', 'NEW-2', 'NEW-3', 'NEW-4'];

/** Whether a row is told as what it is: the other worker may still be at work on it. */
function isKnown({ outcome, error }: IDataObject): boolean {
	if (outcome === 'allocated' || outcome === 'alreadyAllocated') return true;
	return typeof error === 'string' && / is unconfirmed/.test(error);
}

it.each([0, 100, 700])('pay it once, where one begins %d ms later', async (later) => {
	const stage = await openPayroll();
	stage.sandbox.settings.delay = 100;
	const pay = async (on: typeof stage, names: string[]) =>
		await on.allocate(
			rows(names),
			{ onError: 'continueRegularOutput' },
			{ options: { concurrency: 1, timeout: TIMEOUT } },
		);
	try {
		stage.sandbox.faults.add({ call: 'reward.allocate', kind: 'resetBefore' });
		const first = dataOf(await pay(stage, LEFT));
		expect(first.map(({ error }) => error)).toEqual(
			LEFT.map((name) => expect.stringContaining(`Reference ${name} is unconfirmed`) as unknown),
		);
		expect(stage.paid()).toEqual([]);
		stage.sandbox.faults.clear();

		const workers = [await stage.otherProcess(), await stage.otherProcess()].map(payrollOn);
		const [one, other] = await Promise.all(
			workers.map(async (worker, position) => {
				await new Promise((resolve) => setTimeout(resolve, position * later));
				return dataOf(await pay(worker, [...LEFT, ...NEW]));
			}),
		);

		expect(stage.paid().sort()).toEqual([...LEFT, ...NEW]);
		for (const [place] of [...LEFT, ...NEW].entries()) {
			const both = [one[place], other[place]];
			expect(outcomes(both)).toContain('allocated');
			expect(both.filter(isKnown)).toHaveLength(2);
		}
	} finally {
		await stage.stop();
	}
});

it.each([0, 100, 700])(
	'credit coins once that a person wants to be sent again, where one begins %d ms later',
	async (later) => {
		const stage = await setStage({ duplicateReferences: 'accepted', delay: 100 });
		const credit = async (on: typeof stage, resendUnconfirmed: boolean) =>
			await on.run(
				'points.allocateCoins',
				{
					userId: 'EKQZVMQK',
					event: 'REFERRAL_EVENT',
					requestId: '={{ $json.row }}',
					options: { concurrency: 1, timeout: TIMEOUT, resendUnconfirmed },
				},
				{ items: rows(LEFT), onError: 'continueRegularOutput' },
			);
		try {
			stage.sandbox.faults.add({ call: 'points.allocateCoins', kind: 'resetBefore' });
			await credit(stage, false);
			stage.sandbox.faults.clear();
			const workers = [await stage.otherProcess(), await stage.otherProcess()];
			const both = await Promise.all(
				workers.map(async (worker, position) => {
					await new Promise((resolve) => setTimeout(resolve, position * later));
					return dataOf(await credit(worker, true));
				}),
			);
			expect(stage.sandbox.ledger.map(({ reference }) => reference).sort()).toEqual(LEFT);
			expect(both.flat().filter(isKnown)).toHaveLength(2 * LEFT.length);
		} finally {
			await stage.stop();
		}
	},
);
