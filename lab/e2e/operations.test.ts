/** Every operation that the node offers: its panel in the editor, and a run at n8n's command line. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
} from 'n8n-workflow';
import { nodeProperties, resources } from '../../nodes/Enkash/actions';
import { allSamples } from '../../test/actions/samples';
import { itemsOf, type NodeJson, type WorkflowJson } from '../types';
import { setStage } from './stage';

const properties = nodeProperties();
const calls = resources.flatMap(({ operations }) => operations.map(({ call }) => call));
const TRIGGER = 'Start';

void test('every operation', async (t) => {
	const { sandbox, n8n, editor, step } = await setStage(t, 'operations');
	const credential = await n8n.rest.createCredential({
		name: 'EnKash sandbox',
		type: 'enkashApi',
		data: { ...sandbox.credential },
	});
	const credentials = { enkashApi: { id: credential.id, name: credential.name } };

	await step('shows the fields of its description, in their order, and no others', async () => {
		const nodes = calls.map((call) => ({ ...enkash(call, call), credentials }));
		const { id } = await n8n.rest.createWorkflow(
			workflow(
				'Panels',
				nodes.map((node) => [node]),
			),
		);
		await editor.page.setViewportSize({ width: 1440, height: 1500 });
		await editor.signIn();
		await editor.openWorkflow(id);
		const shown: Record<string, unknown> = {};
		const described: Record<string, unknown> = {};
		for (const call of calls) {
			await editor.openNode(call);
			shown[call] = { fields: await editor.fields(), notices: await editor.notices() };
			described[call] = panelOf(call);
			await editor.screenshot(`operation-${call}`);
			await editor.closeNode();
		}
		assert.deepEqual(shown, described);
		assert.deepEqual(editor.tab.errors, []);
	});

	await step("gives items at n8n's command line, and none to its error output", async () => {
		const runs = await Promise.all(calls.map(branch));
		const branches = runs.map(({ nodes }) => nodes.map((node) => ({ ...node, credentials })));
		await n8n.cli.importWorkflows([{ ...workflow('Runs', branches), id: 'runs' }]);
		const data = await n8n.cli.execute('runs');
		const none = Object.fromEntries(calls.map((call) => [call, []]));
		assert.deepEqual(Object.fromEntries(calls.map((call) => [call, itemsOf(data, call, 1)])), none);
		assert.deepEqual(
			calls.filter((call) => itemsOf(data, call).length === 0),
			[],
		);
		const moved = sandbox.ledger
			.map(({ reference }) => reference)
			.filter((each) => each.startsWith('LAB-'));
		assert.deepEqual(moved.sort(), runs.flatMap(({ reference }) => reference ?? []).sort());
	});
});

/** The labels and notices that the description has for an operation that was just chosen. */
function panelOf(call: string) {
	const node = { typeVersion: 1 };
	const given = enkash(call, call).parameters as INodeParameters;
	const parameters =
		NodeHelpers.getNodeParameters(properties, given, true, false, node, null) ?? {};
	const visible = properties.filter((property) =>
		NodeHelpers.displayParameter(parameters, property, node, null),
	);
	return {
		fields: visible.filter(({ type }) => type !== 'notice').flatMap(labelsOf),
		notices: visible.filter(({ type }) => type === 'notice').map(({ displayName }) => displayName),
	};
}

function labelsOf({ displayName, type, options = [] }: INodeProperties): string[] {
	// n8n's own word; the columns come with the manual mapping.
	if (type === 'resourceMapper') return ['Mapping Column Mode'];
	if (type !== 'fixedCollection') return [displayName];
	// The node's lists begin with one entry.
	const [entry] = options as INodePropertyCollection[];
	return [displayName, ...entry.values.flatMap(labelsOf)];
}

/** The sample of an operation, behind what has to be there before. */
async function branch(call: string, row: number) {
	const { parameters, before, moves } = allSamples[call];
	const nodes: NodeJson[] = [];
	const record = (other: string, given?: INodeParameters) => {
		nodes.push(enkash(other, `${other} before ${call}`, given));
		return Promise.resolve();
	};
	await before?.({ run: record });
	// The samples of several operations have the same reference.
	const text = JSON.stringify(parameters);
	const own = moves ? text.replaceAll(moves.reference, `LAB-${row}`) : text;
	// What is taken back goes under a reference that nobody gave.
	const reference = own === text ? undefined : `LAB-${row}`;
	const node = enkash(call, call, JSON.parse(own) as INodeParameters);
	return { nodes: [...nodes, { ...node, onError: 'continueErrorOutput' }], reference };
}

function enkash(call: string, name: string, parameters: INodeParameters = {}): NodeJson {
	const [resource, operation] = call.split('.');
	return {
		name,
		type: 'n8n-nodes-enkash.enkash',
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource, operation, ...parameters },
	};
}

/** Several branches that begin at one trigger, six in a row. */
function workflow(name: string, branches: NodeJson[][]): WorkflowJson {
	const start: NodeJson = {
		...enkash('', TRIGGER),
		type: 'n8n-nodes-base.manualTrigger',
		parameters: {},
	};
	const to = ({ name: node }: NodeJson) => ({ node, type: 'main', index: 0 });
	const connections: WorkflowJson['connections'] = {
		[TRIGGER]: { main: [branches.map(([first]) => to(first))] },
	};
	const nodes = branches.flatMap((branchNodes, index) =>
		branchNodes.map((node, depth): NodeJson => {
			const next = branchNodes[depth + 1];
			if (next) connections[node.name] = { main: [[to(next)]] };
			const x = 300 + (index % 6) * 500 + depth * 250;
			return { ...node, position: [x, Math.floor(index / 6) * 200] };
		}),
	);
	return { name, nodes: [start, ...nodes], connections, settings: { executionOrder: 'v1' } };
}
