import { account, Client, small } from './client';

let client: Client;
beforeEach(async () => {
	client = await Client.start();
});
afterEach(() => client.sandbox.stop());

const row = (number: number, others: object = {}) => ({
	title: 'Ms',
	name: `Test User ${number}`,
	email: `row.${number}@example.com`,
	mobile: `98000000${String(number).padStart(2, '0')}`,
	loadAmount: 100,
	remarks: 'good',
	uniqueReferenceNumber: `ROW-${number}`,
	...others,
});

interface Result {
	successBulkEnKashCardCreateDTOs: Array<Record<string, unknown>>;
	failedBulkEnKashCardCreateDTOs: Array<Record<string, unknown>>;
}

const send = (body: unknown, query: Record<string, string> = {}) =>
	client.call('bulkCreateAllocatePoints', {
		body,
		query: { ...account, isPointsAllocation: 'true', ...query },
	});
const references = () => client.sandbox.ledger.map(({ reference }) => reference);

test('rows are paid and answered as the portal shows them, without their references', async () => {
	const { status, body } = await send([row(1), row(2, { loadAmount: 10.25 })]);
	const { successBulkEnKashCardCreateDTOs: paid, ...counts } = body.payload as Result;
	expect([status, body.code, counts]).toEqual([
		200,
		0,
		{ failedBulkEnKashCardCreateDTOs: [], successCount: 2, failedCount: 0, totalCount: 2 },
	]);
	expect(paid[1]).toEqual({
		email: 'row.2@example.com',
		name: 'Test User 2',
		mobile: '9800000002',
		title: 'Ms',
		loadAmount: 10.25,
		...account,
		enKashCardId: expect.stringMatching(/^EKC/) as string,
		userId: expect.stringMatching(/^EK/) as string,
		accountBalance: 898027.75,
		enkashCardTxnId: expect.stringMatching(/^ECT/) as string,
		otbBalance: 10.25,
	});
	expect(client.sandbox.ledger.map(({ amount, call }) => [amount, call])).toEqual([
		[100, 'bulkCreateAllocatePoints'],
		[10.25, 'bulkCreateAllocatePoints'],
	]);
});

test('rows carry their references where the settings say so', async () => {
	client.sandbox.settings.bulkRowReference = true;
	const { payload } = (await send([row(1)])).body;
	expect((payload as Result).successBulkEnKashCardCreateDTOs[0].uniqueReferenceNumber).toBe(
		'ROW-1',
	);
});

test('a row is found by its reference', async () => {
	await send([row(1)]);
	const { body } = await client.call('searchTransactions', {
		body: { ...account, pgReferenceNumbers: ['ROW-1'] },
	});
	expect(body.payload).toMatchObject({
		recordsCount: 1,
		data: [{ principalAmount: 100, description: 'good', cardHolderName: 'Test User 1' }],
	});
});

test('a row that cannot be paid does not stop the next', async () => {
	const rows = [
		row(1, { loadAmount: 40 }),
		row(2, { loadAmount: 20 }),
		row(3, { loadAmount: 10 }),
		row(4, { loadAmount: 0.125 }),
	];
	const { payload } = (await send(rows, small)).body;
	expect(references()).toEqual(['ROW-1', 'ROW-3']);
	expect(payload).toMatchObject({
		failedBulkEnKashCardCreateDTOs: [
			{ uniqueReferenceNumber: 'ROW-2', errorMessage: 'Insufficient balance in card account' },
			{ uniqueReferenceNumber: 'ROW-4', errorMessage: 'loadAmount must have at most two decimals' },
		],
		successCount: 2,
		failedCount: 2,
		totalCount: 4,
	});
});

test('a reference is paid once, within a batch and over batches', async () => {
	await send([row(1), row(2, { uniqueReferenceNumber: 'ROW-1' })]);
	const { payload } = (await send([row(1)])).body;
	expect(references()).toEqual(['ROW-1']);
	expect(payload).toMatchObject({ successCount: 0, failedCount: 1 });
	client.sandbox.settings.duplicateReferences = 'accepted';
	await send([row(1)]);
	expect(references()).toEqual(['ROW-1', 'ROW-1']);
});

test('isPointsAllocation=false funds new users only', async () => {
	await send([row(1)]);
	const { payload } = (
		await send([row(1, { uniqueReferenceNumber: 'NEXT' }), row(2)], { isPointsAllocation: 'false' })
	).body;
	expect(references()).toEqual(['ROW-1', 'ROW-2']);
	expect(payload).toMatchObject({
		failedBulkEnKashCardCreateDTOs: [{ errorMessage: 'User already exists' }],
	});
});

test.each([
	['Company Id is required if it is an Enkash User', 422, { companyId: '' }],
	[
		'Primary Enkash card is not present. So bulk upload cannot be done',
		422,
		{ ...small, cardAccountId: 'CANOCARD1' },
	],
	[
		'KYC is not uploaded or under review for the primary card. So bulk upload cannot be done',
		422,
		{ ...small, cardAccountId: 'CANOKYCX2' },
	],
	['Bin Type is not mapped on PlanMaster', 422, { ...small, cardAccountId: 'CANOBINX3' }],
	[
		'Card account not found for companyId: CEK7T1WMC6 and cardAccountId: CA0',
		404,
		{ cardAccountId: 'CA0' },
	],
])('the whole batch is refused: %s', async (text, status, query) => {
	const answer = await send([row(1)], query);
	expect([answer.status, answer.body.response_message]).toEqual([status, text]);
	expect(references()).toEqual([]);
});

test.each([
	['no rows', [], {}],
	['one row without a list', row(1), {}],
	['a row with firstName', [row(1, { firstName: 'Test' })], {}],
	['a row without a reference', [row(1, { uniqueReferenceNumber: undefined })], {}],
	['a row with a bad mobile', [row(1), row(2, { mobile: '98' })], {}],
	['isPointsAllocation=yes', [row(1)], { isPointsAllocation: 'yes' }],
	['an unknown parameter', [row(1)], { dryRun: 'true' }],
])('%s breaks the contract', async (_, body, query) => {
	expect((await send(body, query)).status).toBe(400);
	expect(references()).toEqual([]);
});

test('a fault pays half of a batch and reports the rest as failed, or not at all', async () => {
	client.sandbox.faults.add({ kind: 'partial', times: 1, message: 'Please try again' });
	client.sandbox.faults.add({ kind: 'partial', call: 'reward.bulkAllocate' });
	const told = (await send([row(1), row(2), row(3)])).body.payload as Result;
	expect(told.failedBulkEnKashCardCreateDTOs).toMatchObject([
		{ uniqueReferenceNumber: 'ROW-3', errorMessage: 'Please try again' },
	]);
	const untold = (await send([row(4), row(5)])).body.payload as Result;
	expect(untold).toMatchObject({
		failedBulkEnKashCardCreateDTOs: [],
		failedCount: 0,
		totalCount: 2,
	});
	expect(references()).toEqual(['ROW-1', 'ROW-2', 'ROW-4']);
});
