import { Client } from './client';

let client: Client;
beforeEach(async () => {
	client = await Client.start();
});
afterEach(() => client.sandbox.stop());

const coinConfigId = 'WCC024845';
const invoice = { coinConfigId, configuration: 'DEFAULT', event: 'INVOICE_PAYMENT', amount: 10 };
const allocate = (others: object = {}) =>
	client.call('allocateCoins', {
		body: {
			companyId: 'CEK0TCW2W8',
			event: 'REFERRAL_EVENT',
			requestId: 'COIN_REQ1234567',
			userId: 'EKQZVMQK',
			...others,
		},
	});
const balance = async (userId: string) =>
	(await client.call('getCoinBalance', { query: { userId } })).body;

test('the event of the sample is there, and is changed as the sample changes it', async () => {
	expect((await client.call('getCoinEvent', { params: { coinConfigId } })).body.payload).toEqual(
		invoice,
	);
	const { body } = await client.call('updateCoinEvent', {
		params: { coinConfigId },
		body: { amount: 12, configuration: 'CUSTOM' },
	});
	expect(body).toEqual({
		response_code: 0,
		response_message: 'Success',
		payload: { ...invoice, amount: 12, configuration: 'CUSTOM' },
	});
	expect((await client.call('getCoinEvent', { params: { coinConfigId } })).body.payload).toEqual(
		body.payload,
	);
});

test('a new event gets an id, once', async () => {
	const event = {
		configuration: 'DEFAULT',
		companyId: 'CEKEKCARDS',
		event: 'MEAL_CARD_PAYMENT',
		amount: 6,
	};
	const { payload } = (await client.call('createCoinEvent', { body: event })).body as {
		payload: { coinConfigId: string };
	};
	expect((await client.call('getCoinEvent', { params: payload })).body.payload).toMatchObject({
		event: 'MEAL_CARD_PAYMENT',
		amount: 6,
	});
	expect((await client.call('createCoinEvent', { body: event })).body.response_message).toBe(
		'Event already exists',
	);
});

test('coins are allocated by event, and counted', async () => {
	expect((await balance('EKQZVMQK')).payload).toBe(0);
	expect((await allocate()).body).toEqual({
		payload: 'Successfully allocated enkash Coins',
		response_code: 0,
		response_message: 'Success',
	});
	expect(await balance('EKQZVMQK')).toEqual({
		response_code: 0,
		response_message: 'Success',
		payload: 25,
	});
	expect(client.sandbox.ledger).toMatchObject([
		{ kind: 'coins', reference: 'COIN_REQ1234567', amount: 25, userId: 'EKQZVMQK' },
	]);
});

test('a repeated request id is refused, or pays twice', async () => {
	await allocate();
	expect((await allocate()).body.response_code).toBe(1);
	client.sandbox.settings.duplicateReferences = 'accepted';
	expect((await allocate()).body.response_code).toBe(0);
	expect((await balance('EKQZVMQK')).payload).toBe(50);
});

test.each([
	['an unknown event', { event: 'NOTHING' }, 404],
	["another company's event", { companyId: 'CEK1PU9AOO' }, 404],
	['an unknown user', { userId: 'EK0' }, 404],
	['an amount', { amount: 5 }, 400],
])('%s is refused', async (_, others, status) => {
	expect((await allocate(others)).status).toBe(status);
	expect(client.sandbox.ledger).toEqual([]);
});

test('what breaks the contract, or does not exist, is told', async () => {
	expect((await client.call('getCoinBalance')).status).toBe(400);
	expect((await client.call('getCoinBalance', { query: { userId: 'EK0' } })).status).toBe(404);
	expect((await client.call('getCoinEvent', { params: { coinConfigId: 'WCC0' } })).status).toBe(
		404,
	);
	const half = { params: { coinConfigId }, body: { amount: 1.5 } };
	expect((await client.call('updateCoinEvent', half)).status).toBe(400);
});
