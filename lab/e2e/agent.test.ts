/** n8n's own AI Agent with the node as its tool. Of the model, only what it says is made up. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { startModel, type Reply, type ToolCall } from '../model';
import type { NodeJson, WorkflowJson } from '../types';
import { startServers, type Servers } from './servers';

const TOOL = 'n8n-nodes-enkash.enkashTool';

/** As the editor writes it when a field is left to the model. */
const fromAi = (key: string, description: string, type = 'string') =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;

const person = {
	email: fromAi('Email', 'Of the person to reward'),
	mobile: fromAi('Mobile', ''),
	title: 'Ms',
	firstName: fromAi('First_Name', ''),
	gender: 'F',
};

const tools: Record<string, NodeJson['parameters']> = {
	Reward: {
		resource: 'reward',
		operation: 'allocate',
		...person,
		loadAmount: fromAi('Points', '', 'number'),
	},
	'Take back': {
		resource: 'reward',
		operation: 'unallocate',
		enKashCardId: fromAi('Card', ''),
		loadAmount: fromAi('Points', '', 'number'),
	},
	Coins: {
		resource: 'points',
		operation: 'allocateCoins',
		userId: fromAi('User_ID', ''),
		event: 'REFERRAL_EVENT',
	},
	Voucher: {
		resource: 'redemption',
		operation: 'createOrder',
		productCatalogId: fromAi('Brand_ID', ''),
		denomination: fromAi('Value', '', 'number'),
		quantity: 1,
	},
	Account: { resource: 'reward', operation: 'getAccount' },
};

interface Agent {
	version: number;
	items?: object[];
	modelCredential: NodeJson['credentials'];
}

function workflowOf({ version, items = [{}], modelCredential }: Agent, { credentials }: Servers) {
	const position: [number, number] = [0, 0];
	const node = { typeVersion: 1, position, parameters: {} };
	const link = (type: string) => ({ [type]: [[{ node: 'AI Agent', type, index: 0 }]] });
	// Agents up to version 2 give the model an empty answer for a tool that fails.
	const onError = version < 3 ? 'continueRegularOutput' : undefined;
	const enkash = Object.entries(tools).map(([name, parameters]): NodeJson => ({
		...node,
		name,
		type: TOOL,
		parameters,
		credentials,
		onError,
	}));
	const workflow: WorkflowJson = {
		name: `Agent ${version}`,
		settings: { executionOrder: 'v1' },
		nodes: [
			{ ...node, name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{
				...node,
				name: 'Items',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: { mode: 'raw', jsonOutput: JSON.stringify({ items }), options: {} },
			},
			{
				...node,
				name: 'Split',
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'items', options: {} },
			},
			{
				...node,
				name: 'AI Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: version,
				parameters: { promptType: 'define', text: '=Reward {{ JSON.stringify($json) }}' },
			},
			{
				...node,
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.2,
				parameters: { model: { __rl: true, mode: 'id', value: 'dummy' } },
				credentials: modelCredential,
			},
			...enkash,
		],
		connections: {
			Start: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: 'Split', type: 'main', index: 0 }]] },
			Split: link('main'),
			Model: link('ai_languageModel'),
			...Object.fromEntries(enkash.map(({ name }) => [name, link('ai_tool')])),
		},
	};
	return workflow;
}

void test('the node as a tool of an AI agent', async (t) => {
	const servers = await startServers(t, {
		name: 'agent',
		settings: { duplicateReferences: 'accepted' },
	});
	const { sandbox, n8n } = servers;
	const model = await startModel();
	t.after(async () => await model.stop());
	const { id, name } = await n8n.rest.createCredential({
		name: 'Model',
		type: 'openAiApi',
		data: model.credential,
	});
	const modelCredential = { openAiApi: { id, name } };

	/** Lets an agent work, and gives what was paid and what the tools told the model. */
	const runAgent = async (version: number, script: Reply[], items?: object[]) => {
		model.begin(script);
		const paidBefore = sandbox.ledger.length;
		const workflow = workflowOf({ version, items, modelCredential }, servers);
		const { id } = await n8n.rest.createWorkflow(workflow);
		const execution = await n8n.rest.finished(await n8n.rest.run(id, 'Start', 'AI Agent'));
		assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
		const ledger = sandbox.ledger.slice(paidBefore);
		return {
			ledger,
			paid: ledger.map(({ email, amount }) => `${email} ${amount}`),
			answers: model.toolAnswers(),
		};
	};

	await t.test('n8n has it in its list of tools', async () => {
		const { text } = await n8n.rest.file('/types/nodes.json');
		const nodes = JSON.parse(text) as Array<{ name: string; outputs: unknown; codex?: unknown }>;
		const tool = nodes.find(({ name }) => name === TOOL);
		assert.deepEqual(tool?.outputs, ['ai_tool']);
	});

	for (const version of [3.1, 2.2]) {
		await t.test(
			`version ${version}: the model is told what each tool does, and takes`,
			async () => {
				await runAgent(version, ['Nothing to do.']);
				const offered = model.tools();
				assert.deepEqual(offered.map(({ name, description }) => [name, description]).sort(), [
					['Account', 'Get reward account in EnKash'],
					['Coins', 'Allocate coins to user in EnKash'],
					['Reward', 'Allocate reward points to user in EnKash'],
					['Take_back', 'Unallocate reward points from user in EnKash'],
					['Voucher', 'Create voucher order in EnKash'],
				]);
				const reward = offered.find(({ name }) => name === 'Reward')?.parameters;
				assert.deepEqual(reward?.required, ['Email', 'Mobile', 'First_Name', 'Points']);
				assert.equal(reward.properties.Email.description, 'Of the person to reward');
				assert.equal(reward.properties.Points.type, 'number');
			},
		);

		await t.test(
			`version ${version}: several calls are paid each under its own reference`,
			async () => {
				const { ledger, paid, answers } = await runAgent(version, [
					[reward('asha', 100), reward('ravi', 50)],
					[reward('asha', 25)],
					'Done.',
				]);
				assert.deepEqual(paid.sort(), [
					'asha@example.com 100',
					'asha@example.com 25',
					'ravi@example.com 50',
				]);
				assert.equal(new Set(ledger.map(({ reference }) => reference)).size, 3);
				assert.equal(answers.length, 3);
				for (const answer of answers) assert.match(answer, /"outcome":"allocated"/);
			},
		);

		await t.test(`version ${version}: a call that the model repeats is paid once`, async () => {
			const again = [reward('asha', 100), reward('asha', 100)];
			const { paid, answers } = await runAgent(version, [again, [reward('asha', 100)], 'Done.']);
			assert.deepEqual(paid, ['asha@example.com 100']);
			assert.match(answers[2], /"outcome":"alreadyAllocated"/);
		});

		await t.test(`version ${version}: the model reads why a call was refused`, async () => {
			const { paid, answers } = await runAgent(version, [[reward('asha', 1e9)], 'Sorry.']);
			assert.deepEqual(paid, []);
			assert.equal(answers.length, 1);
			assert.match(answers[0], /Insufficient balance in card account/);
		});
	}

	await t.test('version 3.1: the same person is paid once for each item', async () => {
		const deals = [{ deal: 'A' }, { deal: 'B' }];
		const { paid } = await runAgent(3.1, [[reward('asha', 100)], 'Done.'], deals);
		assert.deepEqual(paid, ['asha@example.com 100', 'asha@example.com 100']);
	});

	await t.test('every kind of transfer gets a reference as a tool', async () => {
		const { ledger } = await runAgent(3.1, [
			[
				{ tool: 'Coins', input: { User_ID: 'EKQZVMQK' } },
				{ tool: 'Take_back', input: { Card: 'EKCQMY9BQ0', Points: 5 } },
				{ tool: 'Voucher', input: { Brand_ID: 'PC123789', Value: 100 } },
			],
			'Done.',
		]);
		assert.deepEqual(ledger.map(({ kind }) => kind).sort(), ['coins', 'debit', 'order']);
		for (const { reference } of ledger) assert.match(reference, /^N8N-[A-Z2-7]{26}$/);
	});
});

function reward(name: 'asha' | 'ravi', points: number): ToolCall {
	const mobile = { asha: '9876501234', ravi: '9876501235' }[name];
	return {
		tool: 'Reward',
		input: { Email: `${name}@example.com`, Mobile: mobile, First_Name: name, Points: points },
	};
}
