/** Payments that may be taken back, on a server that would pay twice. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { reversalReference } from '../../nodes/Enkash/money/reference';
import { person } from '../money/payroll';
import { dataOf, setStage, type Stage } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';

export const call = 'reward.reverse';
export const account = { companyId: 'CEK7T1WMC6', cardAccountId: 'CAVBMRFE8' };
export const reversalOf = (reference: string, part = 1) =>
	reversalReference({ ...account, reference, part });

/** The stage of the test that runs. */
export let stage: Stage;

/** A fresh stage for each test of a file; nobody in it waits. */
export function useReversals(): void {
	beforeAll(skipPauses);
	afterAll(bringBackPauses);
	beforeEach(async () => {
		stage = await setStage({ duplicateReferences: 'accepted' });
	});
	afterEach(() => stage.stop());
}

export const meera = () =>
	stage.sandbox.state.accounts.get('CAVBMRFE8')?.byMobile.get(person.mobile);
export const balance = () => (meera()?.balance ?? 0) / 100;
export const moves = () =>
	stage.sandbox.ledger.map(({ kind, amount, reference }) => `${kind} ${amount} ${reference}`);

export async function pay(reference: string, loadAmount = 100, changes: INodeParameters = {}) {
	const parameters = { ...person, loadAmount, uniqueReferenceNumber: reference, ...changes };
	const { error } = await stage.run('reward.allocate', parameters);
	expect(error).toBeUndefined();
}

export async function reverse(
	parameters: INodeParameters,
	{ on = stage, items = [{}] }: { on?: Stage; items?: IDataObject[] } = {},
): Promise<IDataObject[]> {
	const onError = 'continueRegularOutput' as const;
	return dataOf(await on.run(call, parameters, { items, onError }));
}

export const award = { uniqueReferenceNumber: 'AWARD-1' };
