/** What EnKash tells of an account, its users, their cards and the transactions. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { dataOf, setStage, type Stage } from '../stage';
import { person } from './rewardStage';

const CARD = '/api/v0/partner/enKashCard';

let stage: Stage;

beforeEach(async () => {
	stage = await setStage();
});

afterEach(() => stage.stop());

describe('reward.getAccount', () => {
	const { payload } = JSON.parse(
		readFileSync(join(__dirname, '../fixtures/get-reward-account-details.json'), 'utf8'),
	) as IDataObject;

	it.each([
		['its own ids', { companyId: 'CEK7T1WMC6', cardAccountId: 'CAVBMRFE8' }],
		[
			"the ids of the page's request example",
			{ companyId: 'company_id', cardAccountId: 'account_id' },
		],
		["the credential's defaults", {}],
	])('gives the payload of the reference page, number for number, for %s', async (_, ids) => {
		const result = await stage.run('reward.getAccount', { ...ids, simplify: false });
		expect(dataOf(result)).toEqual([payload]);
	});

	it('sends what the page shows', async () => {
		await stage.run('reward.getAccount', { companyId: 'company_id', cardAccountId: 'account_id' });
		const [request] = stage.sandbox.requestsTo('R3');
		expect(request).toMatchObject({
			method: 'POST',
			path: `${CARD}/cardAccount/get`,
			body: { cardAccountId: 'account_id', companyId: 'company_id' },
			headers: {
				partnerid: stage.sandbox.credential.partnerId,
				authorization: expect.stringMatching(/^Bearer \S+$/),
				'content-type': 'application/json',
			},
		});
	});

	it('simplifies to the ten fields that the page promises', async () => {
		const [account] = dataOf(await stage.run('reward.getAccount'));
		expect(Object.keys(account)).toHaveLength(10);
		expect(account).toMatchObject({ cardAccountId: 'CAVBMRFE8', availableBalance: 898138 });
	});

	it("adds EnKash's code and message where asked for", async () => {
		const [account] = dataOf(
			await stage.run('reward.getAccount', { options: { includeEnvelope: true } }),
		);
		expect(account).toMatchObject({ code: 0, message: 'Success' });
	});

	it('tells the refusal of an unknown account in the words of EnKash', async () => {
		const { error } = await stage.run('reward.getAccount', { cardAccountId: 'CANOWHERE' });
		expect(error).toMatchObject({
			message: expect.stringMatching(/^Card account not found .*CANOWHERE.* \[item 0\]$/),
			description: expect.stringContaining("'Card Account ID'"),
		});
	});
});

describe('reward.getUsers and reward.getUserCards', () => {
	it('gives one item for each user, up to the limit', async () => {
		expect((await stage.run('reward.getUsers', { limit: 7 })).items).toHaveLength(7);
		const all = await stage.run('reward.getUsers', { returnAll: true });
		expect(all.items.length).toBeGreaterThan(30);
	});

	it('finds one card by its ID, given as text or by the picker', async () => {
		for (const enKashCardId of ['EKCQMY9BQ0', { __rl: true, mode: 'list', value: 'EKCQMY9BQ0' }]) {
			const cards = dataOf(
				await stage.run('reward.getUserCards', { enKashCardId, simplify: false }),
			);
			expect(cards).toEqual([
				expect.objectContaining({ enKashCardId: 'EKCQMY9BQ0', mobile: '9660686687' }),
			]);
		}
	});
});

describe('reward.getTransactions', () => {
	it('finds an allocation by its reference', async () => {
		await stage.run('reward.allocate', {
			...person,
			loadAmount: 3,
			uniqueReferenceNumber: 'FIND-ME',
		});
		const parameters = { filters: { pgReferenceNumber: 'FIND-ME' } };
		expect(dataOf(await stage.run('reward.getTransactions', parameters))).toEqual([
			expect.objectContaining({ reference: 'FIND-ME', points: 3 }),
		]);
	});

	it.each([
		['2024-05-01T00:00:00', 'Asia/Kolkata', '2024-04-30T18:30:00.000Z'],
		['2024-05-01T00:00', 'UTC', '2024-05-01T00:00:00.000Z'],
		['2024-03-31T01:30:00', 'Europe/Berlin', '2024-03-31T00:30:00.000Z'],
		['2024-03-31T03:30:00', 'Europe/Berlin', '2024-03-31T01:30:00.000Z'],
		['2024-05-01T00:00:00.000+05:30', 'UTC', '2024-05-01T00:00:00.000+05:30'],
		['2024-05-01', 'Asia/Kolkata', '2024-05-01'],
	])(
		"a date %s of n8n's picker, in a workflow of %s, is sent as %s",
		async (txnDateFrom, timezone, sent) => {
			const node = { typeVersion: 1, position: [0, 0] as [number, number] };
			const parameters = {
				resource: 'reward',
				operation: 'getTransactions',
				filters: { txnDateFrom },
			};
			const workflow = {
				nodes: [
					{ ...node, id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
					{ ...node, id: '2', name: 'EnKash', type: 'n8n-nodes-enkash.enkash', parameters },
				],
				connections: { Start: { main: [[{ node: 'EnKash', type: 'main' as const, index: 0 }]] } },
				settings: { timezone },
			};
			const { status } = await stage.engine.run(workflow, { credentialId: stage.credentialId });

			expect(status).toBe('success');
			expect(stage.sandbox.requestsTo('R4').at(-1)?.body).toEqual({
				companyId: expect.any(String) as string,
				cardAccountId: expect.any(String) as string,
				txnDateFrom: sent,
			});
		},
	);

	it('can be sent elsewhere and otherwise, since its page is not public', async () => {
		const options = { endpointPath: '/api/v0/partner/elsewhere', body: '{"status":"CREATED"}' };
		await stage.run('reward.getTransactions', { options });
		expect(stage.sandbox.requests.at(-1)).toMatchObject({
			method: 'POST',
			path: '/api/v0/partner/elsewhere',
			status: 404,
		});
	});
});
