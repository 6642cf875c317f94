import type { Form, ListForm } from '../../sandbox';
import { account, Client, credit, debit, type Envelope } from './client';

let client: Client;
beforeEach(async () => {
	client = await Client.start();
});
afterEach(() => client.sandbox.stop());

const records = ({ payload }: Envelope) =>
	payload as { recordsCount: number; data: Array<Record<string, unknown>> };
const transactions = async (filter: object = {}) =>
	records((await client.call('searchTransactions', { body: { ...account, ...filter } })).body);
const cards = (filter: object = {}) =>
	client.call('searchCards', { body: { ...account, ...filter } });

test('a transaction is found by its reference, with what was sent', async () => {
	await client.allocate(credit(11, 'A1'));
	await client.allocate(credit(3, 'A2'));
	expect(await transactions({ pgReferenceNumber: 'A1' })).toMatchObject({
		recordsCount: 1,
		data: [
			{
				pgReferenceNumber: 'A1',
				principalAmount: 11,
				balance: 11,
				cardTransactionType: 'CR',
				type: 'ALLOCATE_POINT',
				...account,
			},
		],
	});
	expect(await transactions({ pgReferenceNumber: 'A3' })).toEqual({ recordsCount: 0, data: [] });
	expect(await transactions({ pgReferenceNumbers: ['A2', 'A3', 'A1'] })).toMatchObject({
		data: [{ pgReferenceNumber: 'A2' }, { pgReferenceNumber: 'A1' }],
	});
	expect(
		(await transactions({ pgReferenceNumbers: ['A2'], pgReferenceNumber: 'A1' })).recordsCount,
	).toBe(0);
});

test('transactions are listed newest first, and only those of the account', async () => {
	await client.allocate(credit(11, 'A1'));
	await client.allocate(debit(1, 'A2'));
	const { recordsCount, data } = await transactions();
	expect([recordsCount, data.length]).toEqual([15, 15]);
	expect(data.slice(0, 3).map(({ pgReferenceNumber }) => pgReferenceNumber)).toEqual([
		'A2',
		'A1',
		'CAVBMRFE8-2025-BACK',
	]);
	const other = await transactions({ companyId: 'CEK1PU9AOO', cardAccountId: 'CAQL8YCV3' });
	expect(other.data).toMatchObject([{ pgReferenceNumber: 'CAQL8YCV3-2025-001' }]);
});

test.each([
	['enKashCardId', { enKashCardId: 'EKCE54IDPE' }, 2],
	['userId', { userId: 'EKHCPB7W' }, 2],
	['cardTransactionType', { cardTransactionType: 'DR' }, 1],
	['status', { status: 'CREATED' }, 0],
	['cardHolderName', { cardHolderName: 'Kavya Menon' }, 2],
	['amountFrom and amountTo', { amountFrom: 100, amountTo: 120 }, 4],
	['txnDateFrom', { txnDateFrom: '2025-05-10T04:00:00Z' }, 4],
	['txnDateTo', { txnDateTo: '2025-05-02 09:30:00' }, 2],
	['a day', { txnDateFrom: '2025-05-03', txnDateTo: '2025-05-04' }, 1],
	['two of them', { userId: 'EKHCPB7W', cardTransactionType: 'CR' }, 1],
	['a field that no page shows', { pageSize: 5 }, 13],
])('transactions are filtered by %s', async (_, filter, count) => {
	expect((await transactions(filter)).recordsCount).toBe(count);
});

test('all cards are a list where the page shows one card', async () => {
	const { body } = await cards();
	expect([body.response_code, (body.payload as unknown[]).length]).toEqual([0, 34]);
});

test('a named card is answered as its page shows it', async () => {
	const { body } = await cards({ enKashCardId: 'EKCE54IDPE' });
	expect(body).toMatchObject({
		code: 0,
		payload: {
			recordsCount: 1,
			data: [
				{
					enKashCardId: 'EKCE54IDPE',
					userId: 'EKHCPB7W',
					maskedNumber: 'XXXX XXXX XXXX 2209',
					otbBalance: 99.5,
				},
			],
		},
	});
	expect(records((await cards({ enKashCardId: 'EKC0000000' })).body)).toEqual({
		recordsCount: 0,
		data: [],
	});
});

test('an account with one card is answered with the card itself', async () => {
	const owner = client.sandbox.state.accounts.get('CAVBMRFE8')!;
	owner.cards.splice(1);
	expect((await cards()).body.payload).toMatchObject({
		enKashCardId: 'EKCQMY9BQ0',
		primaryCard: true,
	});
});

test.each<[ListForm, object, unknown]>([
	[
		'object',
		{ enKashCardId: 'EKCE54IDPE' },
		expect.objectContaining({ enKashCardId: 'EKCE54IDPE' }),
	],
	['object', {}, Array(34).fill(expect.objectContaining({ cardAccountId: 'CAVBMRFE8' }))],
	[
		'array',
		{ enKashCardId: 'EKCE54IDPE' },
		[expect.objectContaining({ enKashCardId: 'EKCE54IDPE' })],
	],
	['records', {}, expect.objectContaining({ recordsCount: 34 })],
])('a list can be forced to be %s, %j', async (listForm, filter, payload) => {
	client.sandbox.settings.listForm = listForm;
	expect((await cards(filter)).body.payload).toEqual(payload);
});

test.each<[Form, object, object]>([
	[
		'responseCode',
		{ response_code: 0, response_message: 'Success' },
		{ response_code: 1, payload: 'User not found' },
	],
	[
		'code',
		{ code: 0, message: 'Success' },
		{ code: 1, message: 'User not found', payload: 'User not found' },
	],
	[
		'paylod',
		{ response_code: '0', paylod: expect.anything() as unknown },
		{ response_code: '1', paylod: 'User not found' },
	],
	[
		'stringCode',
		{ response_code: '0' },
		{ response_code: '1', response_message: 'User not found' },
	],
])('every call can be forced to answer as %s', async (form, success, failure) => {
	client.sandbox.settings.form = form;
	expect((await client.account()).body).toMatchObject(success);
	expect((await client.allocate(credit(1, 'A1'))).body).toMatchObject(success);
	expect((await cards()).body).toMatchObject(success);
	expect(
		(await client.allocate(debit(1, 'A2', { mobile: '9111111111', email: 'no@example.com' }))).body,
	).toMatchObject(failure);
});

test('a single sign-on link opens a page, once the card is known', async () => {
	const body = { ...account, enkashCardId: 'EKCE54IDPE' };
	const { payload } = (await client.call('createSsoToken', { body })).body as {
		payload: { access_token: string };
	};
	for (const [view, text] of [
		['employee_rewards', 'Rewards of Kavya Menon'],
		['reward_account', 'Reward account of Kavya Menon'],
	]) {
		const page = await client.send('GET', `/sso/${payload.access_token}/${view}/hr%3Cms`);
		expect([page.status, page.headers.get('content-type')]).toEqual([
			200,
			'text/html; charset=utf-8',
		]);
		expect(page.text).toContain(`${text}, by way of hr&#60;ms`);
	}
	expect((await client.send('GET', '/sso/none/employee_rewards/hrms')).status).toBe(401);
	expect(
		(await client.call('createSsoToken', { body: { ...body, enkashCardId: 'EKC0000000' } })).status,
	).toBe(404);
	const wrongSpelling = { ...account, enKashCardId: 'EKCE54IDPE' };
	expect((await client.call('createSsoToken', { body: wrongSpelling })).status).toBe(400);
});
