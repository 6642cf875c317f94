/** AI agents repeat themselves, and are repeated; nobody is paid twice for it. */
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../sandbox';
import { agents, TOOL } from '../agent';
import { createEngine, type RunResult } from '../engine';
import { isPlayed } from '../matrix';
import { signedIn } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';

const fromAi = (key: string, type = 'string') => `={{ $fromAI('${key}', '', '${type}') }}`;

/** The node as a tool, the person and the points for the model to fill in. */
const allocate: INodeParameters = {
	resource: 'reward',
	operation: 'allocate',
	email: fromAi('Email'),
	mobile: fromAi('Mobile'),
	title: fromAi('Title'),
	firstName: fromAi('First_Name'),
	gender: 'F',
	loadAmount: fromAi('Points', 'number'),
};

const asha = {
	Email: 'asha@example.com',
	Mobile: '9876501234',
	Title: 'Ms',
	First_Name: 'Asha',
	Points: 100,
};
const ravi = {
	...asha,
	Email: 'ravi@example.com',
	Mobile: '9876501235',
	First_Name: 'Ravi',
	Title: 'Mr',
};

let sandbox: Sandbox;

/** Those of the credential. */
let limits: ICredentialDataDecryptedObject = {};

beforeAll(skipPauses);
afterAll(bringBackPauses);

beforeEach(async () => {
	limits = {};
	sandbox = await startSandbox({ settings: { duplicateReferences: 'accepted' } });
});

afterEach(() => sandbox.stop());

interface Job {
	/** What the model calls the tool with, turn by turn; an expression for each item. */
	turns: IDataObject[][] | string;
	/** How often the agent fails after its calls. */
	failures?: number;
	tool?: INodeParameters;
	items?: IDataObject[];
}

async function runAgent(agent: keyof typeof agents, job: Job): Promise<RunResult> {
	const { turns, failures = 0, tool = allocate, items = [{}] } = job;
	const engine = await createEngine({ nodeTypes: { 'langchain.agent': agents[agent] } });
	const credentialId = engine.addCredential({ ...signedIn(sandbox), ...limits });
	const node = { typeVersion: 1, position: [0, 0] as [number, number] };
	const connection = (to: string, type: 'main' | 'ai_tool') => ({
		[type]: [[{ node: to, type, index: 0 }]],
	});
	return await engine.run(
		{
			nodes: [
				{ ...node, id: '1', name: 'Trigger', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
				{
					...node,
					id: '2',
					name: 'Agent',
					type: 'langchain.agent',
					parameters: { turns, failures } as INodeParameters,
					retryOnFail: true,
					waitBetweenTries: 1,
				},
				{ ...node, id: '3', name: TOOL, type: 'n8n-nodes-enkash.enkashTool', parameters: tool },
			],
			connections: { Trigger: connection('Agent', 'main'), [TOOL]: connection('Agent', 'ai_tool') },
		},
		{ credentialId, items },
	);
}

const paid = () => sandbox.ledger.map(({ email, amount }) => [email, amount]);

describe.each([
	['newer', 0],
	['older', 1],
] as const)('a tool of the %s agents', (agent, column) => {
	it('pays the people of several calls, each under a reference of their own', async () => {
		await runAgent(agent, { turns: [[asha, ravi], [{ ...asha, Points: 50 }]] });

		expect(paid().sort()).toEqual([
			['asha@example.com', 100],
			['asha@example.com', 50],
			['ravi@example.com', 100],
		]);
		expect(new Set(sandbox.ledger.map(({ reference }) => reference)).size).toBe(3);
	});

	it('pays no more in all its calls than the credential allows, also at once', async () => {
		sandbox.settings.delay = 50;
		limits = { maxPointsPerRun: 220 };
		await runAgent(agent, { turns: [[asha, ravi], [asha], [{ ...asha, Points: 50 }], [asha]] });
		expect(paid().sort()).toEqual([
			['asha@example.com', 100],
			['ravi@example.com', 100],
		]);
		sandbox.ledger.length = 0;
		limits = { maxPointsPerRun: 150 };
		await runAgent(agent, { turns: [[asha, ravi]] });
		expect(paid()).toHaveLength(1);
	});

	it('pays once where the model repeats a call, in other words for the same', async () => {
		const reworded = { ...asha, Title: 'Mrs', First_Name: 'Asha R.', Email: 'ASHA@example.com' };
		await runAgent(agent, { turns: [[asha], [asha], [reworded]] });
		expect(paid()).toEqual([['asha@example.com', 100]]);
	});

	it('pays once where the model makes the same call twice at once', async () => {
		sandbox.settings.delay = 50;
		await runAgent(agent, { turns: [[asha, asha]] });
		expect(paid()).toEqual([['asha@example.com', 100]]);
	});

	it('credits coins once where the model makes the same call twice at once', async () => {
		sandbox.settings.delay = 50;
		const userId = { __rl: true, mode: 'id', value: fromAi('User') };
		const tool = {
			resource: 'points',
			operation: 'allocateCoins',
			userId,
			event: 'REFERRAL_EVENT',
		};
		const coins = { User: 'EKQZVMQK' };
		await runAgent(agent, { tool, turns: [[coins, coins]] });
		expect(sandbox.ledger.map(({ userId: user }) => user)).toEqual(['EKQZVMQK']);
	});

	it('pays once where the answer to the first of two calls was lost, and its books with it', async () => {
		sandbox.faults.add({ call: 'reward.allocate', kind: 'resetAfter', times: 1 });
		sandbox.faults.add({ call: 'reward.getTransactions', kind: 'refuse', skip: 1, times: 5 });
		const { nodes } = await runAgent(agent, { turns: [[asha], [asha]] });

		const calls = nodes[TOOL].run.length;
		expect({ calls, paid: paid() }).toEqual({ calls: 2, paid: [['asha@example.com', 100]] });
	});

	it('pays once where n8n runs a failed agent again', async () => {
		const { status } = await runAgent(agent, { turns: [[asha], [ravi]], failures: 1 });
		expect(status).toBe('success');
		expect(paid()).toEqual([
			['asha@example.com', 100],
			['ravi@example.com', 100],
		]);
	});

	const bulk = {
		resource: 'reward',
		operation: 'bulkAllocate',
		rowSource: 'json',
		rows: fromAi('Rows', 'json'),
	};
	const [one, two] = [asha, ravi].map(
		({ First_Name: name, Title: title, Points, Email: email, Mobile }) => ({
			...{ title, name, email, mobile: Mobile, points: Points },
		}),
	);
	const reworded = {
		...two,
		title: 'mr.',
		name: 'Ravi K.',
		mobile: '+91 98765 01235',
		points: '100.00',
		remarks: 'Thanks',
	};

	const repeated: Array<[string, IDataObject[]]> = [
		['the same rows', [one, two]],
		['some of them', [two]],
		['in another order', [two, one]],
		['in other words', [one, reworded]],
		['beside a row that is not valid', [{ ...two, title: 'Captain' }, two]],
	];

	it.each(repeated.filter((_, row) => isPlayed(row, column, 2)))(
		'pays the rows of a sheet once where the model repeats them: %s',
		async (_, again) => {
			const tool = { ...bulk, options: { onInvalidRow: 'report' } };
			await runAgent(agent, { tool, turns: [[{ Rows: [one, two] }], [{ Rows: again }]] });
			expect(paid()).toEqual([
				['asha@example.com', 100],
				['ravi@example.com', 100],
			]);
		},
	);

	it('pays a row as often as it stands in one sheet, and no more where the model repeats that', async () => {
		const sheet = [one, two, one];
		await runAgent(agent, {
			tool: bulk,
			turns: [[{ Rows: sheet }], [{ Rows: sheet }], [{ Rows: [{ ...one, points: 5 }] }]],
		});
		expect(paid()).toEqual([
			['asha@example.com', 100],
			['ravi@example.com', 100],
			['asha@example.com', 100],
			['asha@example.com', 5],
		]);
	});

	it('is told nothing of a reference that the model leaves out', async () => {
		const tool = { ...allocate, uniqueReferenceNumber: fromAi('Reference') };
		const { hints } = await runAgent(agent, { tool, turns: [[{ ...asha, Reference: '' }]] });
		expect(paid()).toHaveLength(1);
		expect(hints).toEqual([]);
	});

	it('pays under a reference that was given as often as it is another one', async () => {
		const tool = { ...allocate, uniqueReferenceNumber: fromAi('Reference') };
		const [one, two] = ['ORDER-1', 'ORDER-2'].map((Reference) => ({ ...asha, Reference }));
		await runAgent(agent, { tool, turns: [[one], [two], [one]] });
		expect(sandbox.ledger.map(({ reference }) => reference)).toEqual(['ORDER-1', 'ORDER-2']);
	});
});

it.each([
	['one, as nothing in it tells them apart', '', [{}, {}], 1],
	[
		'two under a reference for each of them',
		fromAi('Reference'),
		[{ Reference: 'ASHA' }, { Reference: 'RAVI' }],
		2,
	],
])('the same voucher for two people is %s', async (_, orderReferenceId, given, orders) => {
	const tool = {
		resource: 'redemption',
		operation: 'createOrder',
		productCatalogId: { __rl: true, mode: 'id', value: 'PC7513531244A681' },
		denomination: { __rl: true, mode: 'id', value: fromAi('Denomination') },
		quantity: 1,
		orderReferenceId,
	};
	const turns = given.map((more) => [{ Denomination: '500', ...more }]);
	await runAgent('newer', { tool, turns });
	expect(sandbox.ledger).toHaveLength(orders);
});

it('the newer agents pay the same person once for each item that they work on', async () => {
	const items = [{ deal: 'A' }, { deal: 'B' }];
	await runAgent('newer', { items, turns: [[asha], [asha]] });
	expect(paid()).toEqual([
		['asha@example.com', 100],
		['asha@example.com', 100],
	]);
});
