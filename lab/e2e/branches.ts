/** Workflows of several branches that begin at one trigger, each with rows of its own. */
import type { NodeJson, WorkflowJson } from '../types';

interface Branch {
	name: string;
	parameters: NodeJson['parameters'];
	credentials: NodeJson['credentials'];
	rows: object[];
}

/** The node, set to do something. */
export function nodeOf({ name, parameters, credentials }: Omit<Branch, 'rows'>): NodeJson {
	const position: [number, number] = [0, 0];
	return {
		name,
		type: 'n8n-nodes-enkash.enkash',
		typeVersion: 1,
		position,
		parameters,
		credentials,
	};
}

/** A node that gets these rows; what fails of them goes to its error output. */
export function branchOf({ rows, ...of }: Branch): NodeJson[] {
	const { position, ...node } = nodeOf(of);
	return [
		{
			name: `Rows of ${node.name}`,
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
		},
		{
			name: `Items of ${node.name}`,
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position,
			parameters: { fieldToSplitOut: 'rows', options: {} },
		},
		{ ...node, position, onError: 'continueErrorOutput' },
	];
}

/** Branches that begin at one manual trigger. */
export function workflowOf(id: string, branches: NodeJson[][]): WorkflowJson {
	const start: NodeJson = {
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const to = ({ name }: NodeJson) => ({ node: name, type: 'main', index: 0 });
	const connections: WorkflowJson['connections'] = {
		[start.name]: { main: [branches.map(([first]) => to(first))] },
	};
	for (const branch of branches) {
		for (const [index, next] of branch.slice(1).entries()) {
			connections[branch[index].name] = { main: [[to(next)]] };
		}
	}
	const settings = { executionOrder: 'v1' };
	return { id, name: id, settings, nodes: [start, ...branches.flat()], connections };
}
