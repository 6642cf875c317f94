/** A small sheet, on a server that would pay twice. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { RecordedRequest } from '../../sandbox/types';
import type { NodeResult, RunNodeOptions } from '../engine';
import { dataOf, setStage, useEach, type Stage } from '../stage';

export const call = 'reward.bulkAllocate';

/** Rows of different people, with headers as people write them. */
export function sheetOf(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		Salutation: index % 2 ? 'Mr' : 'Ms',
		'Full Name': `Person ${index}`,
		'E-Mail ID': `person${index}@example.com`,
		'Mobile No.': `98${String(index).padStart(8, '0')}`,
		POINTS: 10 + index,
		'Award Reference': `AWARD-${index}`,
	}));
}

export interface Office extends Stage {
	pay(
		sheet: IDataObject[],
		options?: RunNodeOptions & { options?: INodeParameters },
		changes?: INodeParameters,
	): Promise<NodeResult>;
	/** The references in each call, in the order in which they came. */
	batches(): string[][];
	/** References in the order in which they were paid. */
	paid(): string[];
}

/** A fresh office for each test of a file; nobody in it waits. */
export const useOffice = (): Office => useEach(openOffice);

async function openOffice(): Promise<Office> {
	const stage = await setStage({ duplicateReferences: 'accepted' });
	return {
		...stage,
		pay: (sheet, { options = {}, ...run } = {}, changes = {}) =>
			stage.run(call, { options, ...changes }, { items: sheet, ...run }),
		batches: () =>
			stage.sandbox
				.requestsTo(call)
				.map(({ body }) =>
					(body as Array<Record<string, string>>).map((row) => row.uniqueReferenceNumber),
				),
		paid: () => stage.sandbox.ledger.map(({ reference }) => reference),
	};
}

export const goOn = { onError: 'continueRegularOutput' } as const;

/** The references of a sheet of so many rows. */
export const references = (count: number) =>
	Array.from({ length: count }, (_, index) => `AWARD-${index}`);

export const outcomes = (result: NodeResult) => dataOf(result).map(({ outcome }) => outcome);

/** The same for each of so many rows. */
export const all = (outcome: string, count = 6) => Array.from({ length: count }, () => outcome);

/** Changes what the first request asks for, as if the server did only that. */
export function firstOnly(
	change: (request: RecordedRequest) => boolean,
): (request: RecordedRequest) => boolean {
	let seen = false;
	return (request) => {
		if (seen) return false;
		seen = true;
		return change(request);
	};
}
