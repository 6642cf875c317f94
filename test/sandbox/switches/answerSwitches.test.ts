import { envelopeOf, Trial, type ListRecord } from './trial';

let trial: Trial;
beforeEach(async () => {
	trial = await Trial.start();
});
afterEach(() => trial.stop());

interface Told {
	successBulkEnKashCardCreateDTOs: ListRecord[];
	failedBulkEnKashCardCreateDTOs?: ListRecord[];
	notSuccessBulkEnKashCardCreateDTOs?: ListRecord[];
	successCount: number;
	totalCount: number;
}

describe('bulk answers', () => {
	/** Of four rows the second and the fourth are not paid; who is among the successes, and as what. */
	test.each<[string, number[], object, number]>([
		['bulk-not-success-list', [0, 2], {}, 2],
		['bulk-success-false', [0, 1, 2, 3], { success: 'false' }, 4],
		['bulk-pending', [0, 1, 2, 3], { status: 'PENDING' }, 4],
		['bulk-declined', [0, 1, 2, 3], { status: 'DECLINED' }, 4],
		['bulk-cancelled', [0, 1, 2, 3], { status: 'CANCELLED' }, 4],
		['bulk-zero-count', [0, 1, 2, 3], {}, 0],
		['bulk-reported-twice', [0, 2, 0], {}, 3],
	])('%s', async (name, successes, mark, successCount) => {
		trial.turnOn(name);
		const { payload } = envelopeOf(await trial.sheet('R0', 'R1', 'R2', 'R3'));
		const told = payload as Told;
		expect(trial.paid).toEqual(['R0', 'R2']);
		expect(told).toMatchObject({ successCount, totalCount: 4 });
		expect(told.successBulkEnKashCardCreateDTOs).toMatchObject(
			successes.map((row) => ({
				email: `row.${row}@example.com`,
				...(row % 2 === 1 ? mark : {}),
			})),
		);
		const unpaid =
			name === 'bulk-not-success-list' ? ['row.1@example.com', 'row.3@example.com'] : undefined;
		expect(told.notSuccessBulkEnKashCardCreateDTOs?.map(({ email }) => email)).toEqual(unpaid);
		await trial.sheet('R1', 'R3');
		expect(trial.paid).toEqual(['R0', 'R2', 'R1', 'R3']);
	});

	test.each(['bulk-pending', 'bulk-zero-count'])(
		'%s: a row alone is not paid at first',
		async (name) => {
			trial.turnOn(name);
			await trial.sheet('R0');
			expect(trial.paid).toEqual([]);
			await trial.sheet('R0');
			expect(trial.paid).toEqual(['R0']);
		},
	);
});

describe('fields of answers', () => {
	test.each<[string, object]>([
		['answer-own-fields', { loadAmount: 999, outcome: 'settled', uniqueReferenceNumber: '' }],
		['answer-other-reference', { pgReferenceNumber: 'OTHER-1', requestId: 'OTHER-1' }],
	])('%s', async (name, fields) => {
		trial.turnOn(name);
		expect(envelopeOf(await trial.allocate('A1')).payload).toMatchObject(fields);
		expect(envelopeOf(await trial.order('O1')).payload).toMatchObject({
			...fields,
			orderStatus: 'SUCCESS',
		});
		expect(envelopeOf(await trial.coins('C1')).payload).toEqual(
			expect.objectContaining({ ...fields, message: 'Successfully allocated enkash Coins' }),
		);
		expect(envelopeOf(await trial.sheet('R0')).payload).toMatchObject({
			successBulkEnKashCardCreateDTOs: [{ ...fields, email: 'row.0@example.com' }],
			successCount: 1,
		});
		expect(trial.paid).toEqual(['A1', 'O1', 'C1', 'R0']);
		expect(trial.client.sandbox.ledger[0].amount).toBe(10);
		expect(await trial.list('A1')).toMatchObject([
			{ pgReferenceNumber: 'A1', principalAmount: 10 },
		]);
	});
});

describe('orders', () => {
	test.each([
		['order-unknown-word', { orderStatus: 'BOOKED_T1', voucherDetailsList: [{}, {}] }],
		['order-in-progress', { orderStatus: 'IN_PROGRESS', voucherDetailsList: [{}, {}] }],
		['order-partly', { orderStatus: 'PARTIALLY_FAILED', voucherDetailsList: [{}] }],
	])('%s: placed and looked up it is %j', async (name, shown) => {
		trial.turnOn(name);
		expect(envelopeOf(await trial.order('O1')).payload).toMatchObject(shown);
		expect((await trial.found('O1')).paylod).toMatchObject(shown);
		expect(trial.paid).toEqual(['O1']);
	});

	test("order-own-id: a reference finds another's order", async () => {
		await trial.order('O1');
		const [{ orderId }] = trial.client.sandbox.state.orders;
		await trial.order(orderId);
		trial.turnOn('order-own-id');
		expect((await trial.found(orderId)).paylod).toMatchObject({ partnerOrderReferenceId: 'O1' });
		expect((await trial.found('O1')).paylod).toMatchObject({ partnerOrderReferenceId: 'O1' });
		expect((await trial.found('O9')).paylod).toMatchObject({
			orderId: 'O9',
			partnerOrderReferenceId: 'OTHER-O9',
			voucherDetailsList: [{}],
		});
		trial.client.sandbox.settings.orderLookUp = 'byReference';
		expect((await trial.found(orderId)).paylod).toMatchObject({ partnerOrderReferenceId: orderId });
		expect(trial.paid).toEqual(['O1', orderId]);
	});

	test('order-not-found and order-no-payload: an order that was paid is not seen', async () => {
		await trial.order('O1');
		trial.turnOn('order-not-found');
		expect(await trial.found('O1')).toMatchObject({
			response_code: '1',
			paylod: 'Order not found',
		});
		trial.turnOn('order-no-payload');
		expect(await trial.found('O1')).toEqual({ response_code: '0', response_message: 'Success' });
		expect(trial.paid).toEqual(['O1']);
	});

	test('an order that was not paid is kept with its word, and without vouchers', async () => {
		trial.turnOn('unpaid-refusal-listed', { times: 1 });
		expect(await trial.order('O1')).toMatchObject({ status: 502 });
		expect((await trial.found('O1')).paylod).toMatchObject({
			orderStatus: expect.stringMatching(/^[A-Z_]+$/) as string,
			paidAmount: 0,
			voucherDetailsList: [],
		});
		expect(trial.paid).toEqual([]);
	});
});
