import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { dataOf, setStage, type Stage } from '../stage';

const CARD = '/api/v0/partner/enKashCard';
const person = {
	email: 'Meera.Nair@example.com',
	mobile: '+91 98765 43210',
	title: 'Ms',
	firstName: 'Meera',
	gender: 'F',
};

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

describe('reward.allocate', () => {
	it('credits a new user, under both spellings of the reference', async () => {
		const parameters = {
			...person,
			loadAmount: 11.5,
			uniqueReferenceNumber: ' TEST-1 ',
			simplify: false,
		};
		const [item] = dataOf(await stage.run('reward.allocate', parameters));
		expect(item).toMatchObject({
			outcome: 'allocated',
			uniqueReferenceNumber: 'TEST-1',
			pgReferenceNumber: 'TEST-1',
			email: 'meera.nair@example.com',
		});
		expect(stage.sandbox.requestsTo('R1')[0].body).toEqual({
			companyId: 'CEK7T1WMC6',
			cardAccountId: 'CAVBMRFE8',
			transactionCode: 'ALLOCATION',
			transactionType: 'CR',
			type: 'ALLOCATE_POINT',
			email: 'meera.nair@example.com',
			mobile: '9876543210',
			title: 'Ms',
			firstName: 'Meera',
			gender: 'F',
			loadAmount: 11.5,
			uniqueReferenceNumber: 'TEST-1',
			uniqueReferenceNum: 'TEST-1',
		});
		expect(stage.sandbox.ledger).toMatchObject([
			{ kind: 'credit', reference: 'TEST-1', amount: 11.5 },
		]);
	});

	it('derives a reference for each item that has none', async () => {
		const parameters = { ...person, loadAmount: 1 };
		const items = [{}, {}, {}];
		const references = dataOf(await stage.run('reward.allocate', parameters, { items })).map(
			({ uniqueReferenceNumber }) => uniqueReferenceNumber,
		);
		expect(new Set(references).size).toBe(3);
		for (const reference of references) expect(reference).toMatch(/^[A-Z0-9-]{1,32}$/);
	});

	it('pays a reference once that two executions send at the same time', async () => {
		Object.assign(stage.sandbox.settings, { duplicateReferences: 'accepted', delay: 200 });
		const parameters = { ...person, loadAmount: 5, uniqueReferenceNumber: 'TWICE-1' };
		const run = async () => dataOf(await stage.run('reward.allocate', parameters));
		const results = (await Promise.all([run(), run()])).flat();
		expect(results.map(({ outcome }) => outcome).sort()).toEqual(['allocated', 'alreadyAllocated']);
		expect(stage.sandbox.ledger).toHaveLength(1);
	});

	it('tells that the balance is too low, and what to do', async () => {
		const { error } = await stage.run('reward.allocate', {
			...person,
			loadAmount: 1e9,
			uniqueReferenceNumber: 'R',
		});
		expect(error).toMatchObject({
			message: 'Insufficient balance in card account [item 0]',
			description: expect.stringContaining("lower 'Points'"),
		});
		expect(stage.sandbox.requestsTo('R1')).toHaveLength(1);
	});

	it.each<[string, IDataObject, message: string, description: string]>([
		['a missing email', { email: '={{ "" }}' }, "'Email' is empty", 'Fill it in for every item.'],
		[
			'no email at all',
			{ email: 'Nathan Rao' },
			"'Email' is not an email address",
			"It is 'Nathan Rao'. Give one address, such as nathan@example.com.",
		],
		[
			'a mobile with letters',
			{ mobile: '98765abcde' },
			"'Mobile' is not an Indian mobile number of 10 digits",
			"It is '98765abcde'. Give 10 digits that begin with 6, 7, 8 or 9. +91 or 0 before them, spaces and dashes do no harm.",
		],
		[
			'negative points',
			{ loadAmount: -5 },
			"'Points' is less than 0",
			"It is '-5'. Give a number above 0. 'Unallocate Points' takes points back.",
		],
		[
			'points as words',
			{ loadAmount: 'five' },
			"'Points' is not a number of points",
			"It is 'five'. Give digits alone, such as 250 or 1,500.50.",
		],
		[
			'no points',
			{ loadAmount: 0 },
			"'Points' is 0",
			"Give a number above 0. 'Unallocate Points' takes points back.",
		],
		[
			'a third decimal',
			{ loadAmount: 1.005 },
			"'Points' has more than two decimals",
			"It is '1.005'. Round it to two, such as 12.35.",
		],
		[
			'a title that EnKash does not know',
			{ title: 'Captain' },
			"'Title' is not Mr, Mrs or Ms",
			"It is 'Captain'. EnKash takes no other title. Give one of these.",
		],
		[
			'no gender',
			{ gender: '={{ "" }}' },
			"'Gender' is not M or F",
			'Give M or F, or Male or Female. EnKash takes no other.',
		],
	])(
		'refuses %s before anything is sent, with its value and what to do',
		async (_, bad, message, description) => {
			const { error } = await stage.run('reward.allocate', { ...person, loadAmount: 1, ...bad });
			expect(error).toMatchObject({ message: `${message} [item 0]`, description });
			expect(stage.sandbox.requests).toHaveLength(0);
		},
	);

	it('sends nothing at all where one of the items is wrong and the node is to stop', async () => {
		const items = [{ points: 1 }, { points: -1 }];
		const parameters = { ...person, loadAmount: '={{ $json.points }}' };
		const { error } = await stage.run('reward.allocate', parameters, { items });
		expect(error).toMatchObject({ message: expect.stringContaining('[item 1]') });
		expect(stage.sandbox.ledger).toHaveLength(0);
	});
});

describe('reward.unallocate', () => {
	it('takes points back, found by card', async () => {
		const parameters = {
			enKashCardId: 'EKCQMY9BQ0',
			loadAmount: 5,
			uniqueReferenceNumber: 'BACK-1',
		};
		const [item] = dataOf(await stage.run('reward.unallocate', parameters));
		expect(item).toMatchObject({ outcome: 'allocated', uniqueReferenceNumber: 'BACK-1' });
		expect(stage.sandbox.requestsTo('R1')[0].body).toMatchObject({
			transactionType: 'DR',
			type: 'UNALLOCATE_POINT',
			enkashCardId: 'EKCQMY9BQ0',
		});
		expect(stage.sandbox.ledger).toMatchObject([{ kind: 'debit', amount: 5 }]);
	});

	it('asks for a card before anything is sent', async () => {
		const { error } = await stage.run('reward.unallocate', {
			enKashCardId: '={{ "" }}',
			loadAmount: 5,
		});
		expect(error).toMatchObject({ message: "'Card' is empty [item 0]" });
		expect(stage.sandbox.requests).toHaveLength(0);
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
