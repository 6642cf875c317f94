/** What the options make of a sheet. */
import type { IDataObject } from 'n8n-workflow';
import { dataOf } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';
import { call, goOn, openOffice, sheetOf, type Office } from './sheetStage';

let office: Office;

beforeAll(skipPauses);
afterAll(bringBackPauses);

beforeEach(async () => {
	office = await openOffice();
});

afterEach(() => office.stop());

const outcomes = (items: IDataObject[]) => items.map(({ outcome }) => outcome);

describe('an invalid row', () => {
	const sheet = sheetOf(3).map((row, index) => (index === 1 ? { ...row, POINTS: '' } : row));

	it('under Stop Workflow keeps the whole sheet from being sent', async () => {
		const { error } = await office.pay(sheet);
		expect(error?.message).toBe("Row is not valid: 'Points' is empty [item 1]");
		expect(error?.description).toMatch(
			/No row was paid\. 1 row not valid: correct them, or set 'On Invalid Row' to 'Report' to send the others\. 2 rows not sent\. Run the same sheet again/,
		);
		expect(office.sandbox.requests).toHaveLength(0);
	});

	it('comes out as an item where the user wants that, and the others are paid', async () => {
		const items = dataOf(await office.pay(sheet, { options: { onInvalidRow: 'report' } }));
		expect(outcomes(items)).toEqual(['allocated', 'invalid', 'allocated']);
		expect(items[1]).toEqual({
			outcome: 'invalid',
			field: 'points',
			problem: "'Points' is empty",
			uniqueReferenceNumber: 'AWARD-1',
		});
	});

	it('goes to the error output with its data, where the node has one', async () => {
		const { items, errorItems } = await office.pay(sheet, { onError: 'continueErrorOutput' });
		expect(outcomes(items.map(({ json }) => json))).toEqual(['allocated', 'allocated']);
		expect(errorItems).toMatchObject([
			{
				json: { ...sheet[1], error: expect.stringMatching(/^Row is not valid: /) },
				pairedItem: { item: 1 },
			},
		]);
	});
});

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

describe('a dry run', () => {
	it('sends nothing at all, and returns what would be sent, with the total', async () => {
		const sheet = [...sheetOf(2), { ...sheetOf(3)[2], POINTS: 0 }];
		const { items, hints } = await office.pay(sheet, {
			options: { dryRun: true, checkBalance: true },
		});

		expect(items.map(({ json }) => json)).toEqual([
			{
				outcome: 'dryRun',
				title: 'Ms',
				name: 'Person 0',
				email: 'person0@example.com',
				mobile: '9800000000',
				loadAmount: 10,
				uniqueReferenceNumber: 'AWARD-0',
				totalRows: 2,
				totalPoints: 21,
			},
			expect.objectContaining({ outcome: 'dryRun', loadAmount: 11, totalPoints: 21 }),
			{
				outcome: 'invalid',
				field: 'points',
				problem: "'Points' is 0",
				uniqueReferenceNumber: 'AWARD-2',
			},
		]);
		expect(hints.map(({ message }) => message)).toEqual([
			'3 rows: 2 would be sent (21 points), 1 not valid.',
		]);
		expect(office.sandbox.requests).toHaveLength(0);
	});

	it('needs no login', async () => {
		const credentialId = office.credentialWith({ username: '', password: '' });
		const { items } = await office.pay(sheetOf(1), { credentialId, options: { dryRun: true } });
		expect(items).toHaveLength(1);
	});
});

describe('checking the balance first', () => {
	const small = { companyId: 'CEK1PU9AOO', cardAccountId: 'CAQL8YCV3' };
	const options = { checkBalance: true, batchSize: 1 };

	it('stops before the first call where the account cannot cover the rows', async () => {
		const items = dataOf(await office.pay(sheetOf(5), { ...goOn, options }, small));
		for (const { error } of items) {
			expect(error).toMatch(
				/^Not paid: Account CAQL8YCV3 has 50 points, and 5 rows need 60 \[item \d\]$/,
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
			/^Not paid: Account CAQL8YCV3 has 50 points, and 5 rows need 60/,
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
