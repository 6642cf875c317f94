/** One allocation for each row, on a server that would pay twice. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { NodeResult, RunNodeOptions } from '../engine';
import { setStage, type Stage } from '../stage';

export const call = 'reward.allocate';
export const person = {
	email: 'meera.nair@example.com',
	mobile: '9876543210',
	title: 'Ms',
	firstName: 'Meera',
	gender: 'F',
};
export const ofRow = {
	...person,
	loadAmount: '={{ $json.points ?? 10 }}',
	uniqueReferenceNumber: '={{ $json.row ?? "" }}',
};
export const row = [{ row: 'ROW-1' }];

export interface Payroll extends Stage {
	allocate(
		items?: IDataObject[],
		options?: RunNodeOptions,
		changes?: INodeParameters,
	): Promise<NodeResult>;
	/** How many requests asked for points to be moved. */
	sends(): number;
	/** References in the order in which they were paid. */
	paid(): string[];
}

export async function openPayroll(): Promise<Payroll> {
	return payrollOn(await setStage({ duplicateReferences: 'accepted' }));
}

export function payrollOn(stage: Stage): Payroll {
	return {
		...stage,
		allocate: (items = row, options = {}, changes = {}) =>
			stage.run(call, { ...ofRow, ...changes }, { items, ...options }),
		sends: () => stage.sandbox.requestsTo(call).length,
		paid: () => stage.sandbox.ledger.map(({ reference }) => reference),
	};
}

export function outcomes(items: IDataObject[]): unknown[] {
	return items.map(({ outcome }) => outcome);
}

/** Does something when the first request arrives. */
export function once(act: () => void): () => boolean {
	let done = false;
	return () => {
		if (!done) act();
		done = true;
		return true;
	};
}
