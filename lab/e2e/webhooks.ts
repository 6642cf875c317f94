/** Workflows that give the node what is posted to them, for tests of production executions. */
import assert from 'node:assert/strict';
import type { N8n } from '../n8n';
import { pause } from '../processes';
import type { ExecutionSummary, NodeJson, WorkflowJson } from '../types';

export interface Webhooks {
	/** Posts rows, which become the items of the node; gives the ID of the execution. */
	deliver: (path: string, rows: object[]) => Promise<string>;
}

/** Publishes a workflow for each job: a webhook at the path of its name, and the node. */
export async function publishWebhooks(
	n8n: N8n,
	jobs: Record<string, NodeJson['parameters']>,
	credentials: NodeJson['credentials'],
): Promise<Webhooks> {
	const ids = new Map<string, string>();
	for (const [path, parameters] of Object.entries(jobs)) {
		const { id } = await n8n.rest.createWorkflow(workflowOf(path, parameters, credentials));
		await n8n.rest.activate(id);
		ids.set(path, id);
	}
	const newest = async (path: string): Promise<ExecutionSummary | undefined> =>
		(await n8n.rest.executions(ids.get(path) ?? ''))[0];
	return {
		deliver: async (path, rows) => {
			const last = await newest(path);
			const response = await fetch(`${n8n.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ rows }),
			});
			assert.equal(response.status, 200);
			for (;;) {
				const execution = await newest(path);
				if (execution && execution.id !== last?.id) return execution.id;
				await pause(50);
			}
		},
	};
}

function workflowOf(
	path: string,
	parameters: NodeJson['parameters'],
	credentials: NodeJson['credentials'],
): WorkflowJson {
	const node = { typeVersion: 1, position: [0, 0] as [number, number] };
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		name: path,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				...node,
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				parameters: { httpMethod: 'POST', path, options: {} },
				webhookId: path,
			},
			{
				...node,
				name: 'Rows',
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'body.rows', options: {} },
			},
			{
				...node,
				id: path,
				name: 'EnKash',
				type: 'n8n-nodes-enkash.enkash',
				parameters,
				credentials,
			},
		],
		connections: { Webhook: to('Rows'), Rows: to('EnKash') },
	};
}
