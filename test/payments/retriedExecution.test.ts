/** n8n retries an execution under a new ID; whoever was paid before it failed is not paid again. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { isPlayed } from '../matrix';
import { dataOf, setStage, useEach } from '../stage';

const person = {
	email: '={{ $json.email }}',
	mobile: '={{ $json.mobile }}',
	title: 'Ms',
	firstName: 'Meera',
	gender: 'F',
	loadAmount: 10,
};

const items = [1, 2, 3, 4].map((row) => ({
	row,
	name: 'Meera Nair',
	title: 'Ms',
	email: `user${row}@example.com`,
	mobile: `987654321${row}`,
	loadAmount: 10,
}));

/** Surely comes before anything is moved, for a whole batch as well. */
const message = 'KYC is not uploaded';

/** All without a reference of their own. */
const jobs: Array<[call: string, parameters: INodeParameters, ofOrders?: true]> = [
	['reward.allocate', person],
	['reward.unallocate', { enKashCardId: 'EKCQMY9BQ0', loadAmount: 1 }],
	['incentive.allocate', { ...person, cardAccountId: 'CAN5INC7Q' }],
	['reward.bulkAllocate', { options: { batchSize: 1 } }],
	['points.allocateCoins', { userId: 'EKQZVMQK', event: 'REFERRAL_EVENT' }],
	[
		'redemption.createOrder',
		{ productCatalogId: 'PC123789', denomination: 100, quantity: 1 },
		true,
	],
];

const stage = useEach(() => setStage({ duplicateReferences: 'accepted' }));

const outcomes = (records: IDataObject[]) => records.map(({ outcome }) => outcome);

describe.each(jobs)(
	'%s without references of their own, refused at the third of four',
	(call, parameters, ofOrders) => {
		const [now, before] = ofOrders
			? ['ordered', 'alreadyOrdered']
			: ['allocated', 'alreadyAllocated'];

		const row = jobs.findIndex(([each]) => each === call);
		const itIn = (column: number) => (name: string, claim: () => Promise<void>) => {
			if (isPlayed(row, column, 2)) it(name, claim);
		};

		beforeEach(() => {
			stage.sandbox.faults.add({ call, kind: 'refuse', message, skip: 2, times: 1 });
		});

		itIn(0)('pays the rest when the execution is retried', async () => {
			const failed = await stage.run(call, parameters, { items });
			expect(failed.status).toBe('error');
			expect(stage.sandbox.ledger).toHaveLength(2);

			const retried = await stage.run(call, parameters, { items, retryOf: failed.raw });
			expect(retried.status).toBe('success');
			expect(outcomes(dataOf(retried))).toEqual([before, before, now, now]);
			expect(stage.sandbox.ledger).toHaveLength(4);
		});

		itIn(1)('pays nobody twice however often it is retried', async () => {
			stage.sandbox.faults.add({ call, kind: 'refuse', message, skip: 3, times: 1 });
			const failed = await stage.run(call, parameters, { items });
			const again = await stage.run(call, parameters, { items, retryOf: failed.raw });
			expect(again.status).toBe('error');

			const { status } = await stage.run(call, parameters, { items, retryOf: again.raw });
			expect(status).toBe('success');
			expect(stage.sandbox.ledger).toHaveLength(4);
		});

		itIn(2)('pays everybody in a new execution, which is another occasion', async () => {
			await stage.run(call, parameters, { items });
			await stage.run(call, parameters, { items });
			expect(stage.sandbox.ledger).toHaveLength(2 + 4);
		});
	},
);
