import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { account, Client, credit, debit, small } from './client';

const reference = JSON.parse(
	readFileSync(join(__dirname, '../../sandbox/data/get-reward-account-details.json'), 'utf8'),
) as { payload: Record<string, unknown> & { primaryEnKashCard: Record<string, unknown> } };

let client: Client;
beforeEach(async () => {
	client = await Client.start();
});
afterEach(() => client.sandbox.stop());

test.each([
	['the ids that its answer shows', account],
	['the ids that its request shows', { companyId: 'company_id', cardAccountId: 'account_id' }],
])('the account of the portal page is answered as the page shows it, for %s', async (_, body) => {
	expect((await client.account({ body })).body).toEqual(reference);
});

test('an allocation moves the balances and nothing else', async () => {
	await client.allocate(credit(100.25, 'A1'));
	const { payload } = (await client.account()).body as typeof reference;
	expect(payload).toEqual({
		...reference.payload,
		availableBalance: 898037.75,
		availableCardBalance: 92515.69,
		totalAllocationPoint: 108000.25,
		currentMonthAllocationPoint: 120.25,
		totalCards: 35,
		activeCards: 35,
		primaryEnKashCard: { ...reference.payload.primaryEnKashCard, accountBalance: 898037.75 },
	});
	await client.allocate(debit(0.25, 'A2'));
	expect((await client.account()).body.payload).toMatchObject({
		availableBalance: 898038,
		totalCards: 35,
	});
});

test('another account tells its own facts', async () => {
	const { body } = await client.account({ body: small });
	expect(body.payload).toMatchObject({
		...small,
		availableBalance: 50,
		totalCards: 2,
		primaryEnKashCard: { ...small, enKashCardId: 'EKCDM5AVZY', primaryCard: true },
	});
});

test.each([
	['an unknown account', { ...account, cardAccountId: 'CA0000000' }],
	["another company's account", { ...small, cardAccountId: account.cardAccountId }],
])('%s is not found', async (_, body) => {
	const { status, body: answer } = await client.account({ body });
	const text = `Card account not found for companyId: ${body.companyId} and cardAccountId: ${body.cardAccountId}`;
	expect([status, answer]).toEqual([
		404,
		{ response_code: 1, response_message: text, payload: text },
	]);
});

test('another partner is refused, and a call without partnerId breaks the contract', async () => {
	const other = await client.account({ headers: { partnerId: 'CROTHER' } });
	expect([other.status, other.body.response_message]).toEqual([
		422,
		'Card Account does not exist for this partner',
	]);
	const none = await client.account({ headers: { partnerId: '' } });
	expect([none.status, none.body.response_message]).toEqual([
		400,
		expect.stringContaining('partnerid') as string,
	]);
	expect(client.sandbox.requests.at(-1)?.violation).toContain('partnerid');
});

test.each([
	['an unknown field', { ...account, company: 'x' }, 'additional properties (company)'],
	['a missing field', { companyId: 'CEK7T1WMC6' }, "required property 'cardAccountId'"],
	['a wrong type', { ...account, companyId: 7 }, 'companyId must be string'],
	['a list', [account], 'must be object'],
])('%s breaks the contract', async (_, body, words) => {
	const { status, body: answer } = await client.account({ body });
	expect([status, answer.response_code, answer.response_message]).toEqual([
		400,
		1,
		expect.stringContaining(words) as string,
	]);
	expect(client.sandbox.requestsTo('R3')).toMatchObject([
		{ status: 400, violation: expect.stringContaining(words) as string },
	]);
});

test('text that is no JSON, and JSON sent as something else, break the contract', async () => {
	expect((await client.account({ raw: '{"companyId":' })).status).toBe(400);
	expect((await client.account({ headers: { 'content-type': 'text/plain' } })).status).toBe(400);
});

test('an unknown path is not found, and is recorded', async () => {
	const { status, body } = await client.send('POST', '/api/v0/partner/enKashCard/nothing', {
		body: {},
	});
	expect([status, body.error]).toEqual([404, 'Not Found']);
	expect(client.sandbox.requests).toMatchObject([
		{ call: '', status: 404, path: '/api/v0/partner/enKashCard/nothing' },
	]);
});

test('requests are recorded with their call, body and status', async () => {
	await client.account();
	expect(client.sandbox.requestsTo('reward.getAccount')).toEqual([
		expect.objectContaining({
			call: 'getCardAccount',
			method: 'POST',
			body: account,
			rawBody: JSON.stringify(account),
			status: 200,
			query: {},
		}),
	]);
	expect(client.sandbox.requests[0].headers.partnerid).toBe(client.sandbox.credential.partnerId);
	expect(() => client.sandbox.requestsTo('reward.nothing')).toThrow("no call 'reward.nothing'");
});
