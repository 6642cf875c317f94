/** What the options make of a sheet. */
import type { IDataObject } from 'n8n-workflow';
import { dataOf } from '../stage';
import { call, goOn, sheetOf, useOffice } from './sheetStage';

const office = useOffice();

const outcomes = (items: IDataObject[]) => items.map(({ outcome }) => outcome);

describe('under Stop Workflow, a row that EnKash refuses', () => {
	it('stops after its batch, and the message says who was paid and how to go on', async () => {
		office.sandbox.faults.add({
			call,
			kind: 'partial',
			message: 'User is blocked',
			skip: 1,
			times: 1,
		});

		const { error } = await office.pay(sheetOf(6), { options: { batchSize: 2 } });

		expect(error?.message).toBe('Refused by EnKash: User is blocked [item 3]');
		expect(error?.description).toMatch(
			/3 rows paid: AWARD-0, AWARD-1, AWARD-2\. 1 row refused by EnKash\. 2 rows not sent\. Run the same sheet again for the rest: who was paid is found by the reference/,
		);
		expect(outcomes(dataOf(await office.pay(sheetOf(6))))).toEqual([
			...['alreadyAllocated', 'alreadyAllocated', 'alreadyAllocated'],
			...['allocated', 'allocated', 'allocated'],
		]);
		expect(new Set(office.paid()).size).toBe(6);
	});

	it('warns of rows that have no reference of their own', async () => {
		office.sandbox.faults.add({ call, kind: 'partial', message: 'User is blocked', times: 1 });
		const sheet = sheetOf(2).map((row) => ({ ...row, 'Award Reference': '' }));
		const { error } = await office.pay(sheet);
		expect(error?.description).toMatch(
			/But of those paid, 1 row had no reference of their own: retry this/,
		);
	});

	it('keeps its figures for the list of executions', async () => {
		office.sandbox.faults.add({ call, kind: 'resetAfter', skip: 1 });
		// The look-up of all rows, and the check that it can be believed.
		office.sandbox.faults.add({ call: 'R4', kind: 'status', skip: 2 });
		const { metadata } = await office.pay(sheetOf(4), { options: { batchSize: 2 } });
		expect(metadata).toEqual({
			enkashRows: '2',
			enkashPoints: '21',
			enkashReferences: 'AWARD-0, AWARD-1',
			enkashUnconfirmed: 'AWARD-2, AWARD-3',
		});
	});
});

describe('checking the balance first', () => {
	const small = { companyId: 'CEK1PU9AOO', cardAccountId: 'CAQL8YCV3' };
	const options = { checkBalance: true, batchSize: 1 };

	it('stops before the first call where the account cannot cover the rows', async () => {
		const items = dataOf(await office.pay(sheetOf(5), { ...goOn, options }, small));
		for (const { error } of items) {
			expect(error).toMatch(
				/^Not sent: Account CAQL8YCV3 has 50 points, and 5 rows need 60 \[item \d\]$/,
			);
		}
		expect(office.batches()).toEqual([]);
	});

	it('counts only the rows that are still to be sent', async () => {
		await office.pay(sheetOf(3), { options }, small);
		const items = dataOf(await office.pay(sheetOf(4), { ...goOn, options }, small));
		expect(outcomes(items)).toEqual([
			'alreadyAllocated',
			'alreadyAllocated',
			'alreadyAllocated',
			'allocated',
		]);
	});

	it('adds up what several shares of the sheet need from one account', async () => {
		const sheet = sheetOf(5).map((row, index) => ({ ...row, known: index > 2 }));
		const { error } = await office.pay(
			sheet,
			{ options },
			{ ...small, isPointsAllocation: '={{ $json.known }}' },
		);
		expect(error?.message).toMatch(
			/^Not sent: Account CAQL8YCV3 has 50 points, and 5 rows need 60/,
		);
		expect(office.batches()).toEqual([]);
	});

	it('stops where EnKash does not tell the balance', async () => {
		office.sandbox.faults.add({
			call: 'R3',
			kind: 'mutate',
			body: '{"code":0,"message":"","payload":{}}',
		});
		const { error } = await office.pay(sheetOf(1), { options });
		expect(error?.message).toMatch(/has an unknown number of points/);
	});
});

describe('batches', () => {
	it.each([
		[1, 5],
		[2, 3],
		[5, 1],
		[100, 1],
	])('of %d take %d calls for five rows', async (batchSize, calls) => {
		await office.pay(sheetOf(5), { options: { batchSize } });
		expect(office.batches()).toHaveLength(calls);
		expect(office.paid()).toHaveLength(5);
	});

	it.each([0, -1, 2.5])('of %d are refused', async (batchSize) => {
		const { error } = await office.pay(sheetOf(1), { options: { batchSize } });
		expect(error?.message).toBe("'Batch Size' is not a whole number of at least 1 [item 0]");
	});

	it('hold rows of one account, and items keep their order', async () => {
		const accounts = ['CAVBMRFE8', 'CAN5INC7Q'];
		const sheet = sheetOf(5).map((row, index) => ({ ...row, account: accounts[index % 2] }));
		const result = await office.pay(sheet, {}, { cardAccountId: '={{ $json.account }}' });

		expect(office.batches()).toEqual([
			['AWARD-0', 'AWARD-2', 'AWARD-4'],
			['AWARD-1', 'AWARD-3'],
		]);
		expect(office.sandbox.requestsTo(call).map(({ query }) => query.cardAccountId)).toEqual(
			accounts,
		);
		expect(dataOf(result).map(({ uniqueReferenceNumber }) => uniqueReferenceNumber)).toEqual([
			'AWARD-0',
			'AWARD-1',
			'AWARD-2',
			'AWARD-3',
			'AWARD-4',
		]);
	});

	it('run side by side where the user wants that, and rows keep their order', async () => {
		office.sandbox.faults.add({ call, kind: 'delay', delay: 150, times: 1 });
		const result = await office.pay(sheetOf(6), { options: { batchSize: 2, concurrency: 3 } });
		expect(dataOf(result).map(({ uniqueReferenceNumber }) => uniqueReferenceNumber)).toEqual(
			sheetOf(6).map((row) => row['Award Reference']),
		);
		expect(outcomes(dataOf(result))).toEqual(Array.from({ length: 6 }, () => 'allocated'));
	});
});

it('adds the envelope where the user wants it, and the whole record without Simplify', async () => {
	const [item] = dataOf(
		await office.pay(sheetOf(1), { options: { includeEnvelope: true } }, { simplify: false }),
	);
	expect(item).toMatchObject({
		outcome: 'allocated',
		title: 'Ms',
		companyId: 'CEK7T1WMC6',
		code: 0,
		message: 'Success',
	});
});

it.each(['simplify', 'options'])(
	"an expression in '%s' that fails is told before anything is sent",
	async (field) => {
		const broken = "={{ $('Nope').item.json.x }}";
		const changes =
			field === 'simplify' ? { simplify: broken } : { options: { includeEnvelope: broken } };
		const { error } = await office.pay(sheetOf(3), {}, changes);
		expect(error?.message).toMatch(/Referenced node doesn't exist \[item 0\]$/);
		expect(office.sandbox.requestsTo(call)).toEqual([]);
	},
);
