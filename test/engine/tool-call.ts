/** A node called as a tool of an AI agent, the way n8n calls it, its retries included. */
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { additionalData } from './additional-data';
import type { Instance } from './instance';
import { keepProcessed } from './processed-data';
import { fromDatabase, n8n, requireFromCore } from './n8n';

export interface ToolCallOptions {
	/** What the model fills in; the item that the node sees. */
	args: IDataObject;
	credentialId: string;
	executionId: string;
	retryOnFail?: boolean;
}

type Internals =
	typeof import('n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data');
const { makeHandleToolInvocation } = requireFromCore(
	'./execution-engine/node-execution-context/utils/get-input-connection-data',
) as Internals;

/** Gives what the agent gets to read. */
export async function callTool(
	type: string,
	parameters: INodeParameters,
	{ args, credentialId, executionId, retryOnFail }: ToolCallOptions,
	{ packages, store, helper, processed }: Instance,
): Promise<unknown> {
	const credential = store.get(credentialId);
	const node: INode = {
		id: 'tool',
		name: 'Tool',
		type,
		typeVersion: packages.latestVersion(type),
		position: [0, 0],
		parameters: fromDatabase(parameters),
		credentials: { [credential.type]: { id: credentialId, name: credential.name } },
		retryOnFail,
		waitBetweenTries: 1,
	};
	const workflow = new n8n.workflow.Workflow({
		id: 'agent',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: packages,
	});
	keepProcessed(workflow, processed);
	const data = n8n.workflow.createRunExecutionData({});
	const additional = additionalData(helper, { executionId });
	const input = { [n8n.workflow.NodeConnectionTypes.Main]: [[{ json: {} }]] };
	const context = (run: number) =>
		new n8n.core.SupplyDataContext(
			workflow,
			workflow.nodes[node.name],
			additional,
			'trigger',
			data,
			run,
			[],
			{},
			n8n.workflow.NodeConnectionTypes.AiTool,
			{ data: input, node, source: null },
			[],
		);
	const invoke = makeHandleToolInvocation(context, node, packages.getByNameAndVersion(type), data);
	return JSON.parse(String(await invoke(fromDatabase(args))));
}
