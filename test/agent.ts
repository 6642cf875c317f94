/** AI agents on n8n's own machinery, but for the model: what it would call is a parameter of theirs. */
import type {
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { n8n } from './engine/n8n';

/** The inputs of the tool calls that a model makes at once. */
type Turn = IDataObject[];

interface Tool {
	invoke(input: IDataObject): Promise<string>;
}

export const TOOL = 'EnKash';

const { AiTool, Main } = n8n.workflow.NodeConnectionTypes;

const description: INodeTypeDescription = {
	name: 'agent',
	displayName: 'AI Agent',
	description: 'AI Agent',
	group: ['transform'],
	version: 1,
	defaults: { name: 'AI Agent' },
	inputs: [{ type: Main }, { type: AiTool }],
	outputs: [Main],
	properties: [
		{ displayName: 'Turns', name: 'turns', type: 'json', default: [] },
		{ displayName: 'Failures', name: 'failures', type: 'number', default: 0 },
	],
};

function turnsOf(context: IExecuteFunctions, item: number): Turn[] {
	return context.getNodeParameter('turns', item) as unknown as Turn[];
}

let calls = 0;

/** Fails after its calls as often as it is told to. */
function fail(context: IExecuteFunctions): void {
	const memory = context.getWorkflowStaticData('node');
	memory.failed = Number(memory.failed ?? 0) + 1;
	if (Number(memory.failed) <= Number(context.getNodeParameter('failures', 0))) {
		throw new n8n.workflow.NodeOperationError(context.getNode(), 'The model is overloaded');
	}
}

/** From version 3 on, agents have n8n run their tools as nodes, one after the other. */
const newer: INodeType = {
	description,
	async execute(response?: EngineResponse) {
		const { turn = 0 } = (response?.metadata ?? {}) as { turn?: number };
		const items = this.getInputData();
		const actions = items.flatMap((_, itemIndex) =>
			(turnsOf(this, itemIndex)[turn] ?? []).map((input) => ({
				actionType: 'ExecutionNodeAction' as const,
				nodeName: TOOL,
				input,
				type: AiTool,
				id: `call-${++calls}`,
				metadata: { itemIndex },
			})),
		);
		if (actions.length > 0) return { actions, metadata: { turn: turn + 1 } };
		fail(this);
		return await Promise.resolve([items]);
	},
};

/** Up to version 2, agents run their tools themselves, those of one turn at the same time. */
const older: INodeType = {
	description,
	async execute() {
		const items = this.getInputData();
		for (const itemIndex of items.keys()) {
			const connected = await this.getInputConnectionData(AiTool, itemIndex);
			const [tool] = connected as Tool[];
			for (const turn of turnsOf(this, itemIndex)) {
				// A failed call is told to the model, which goes on.
				await Promise.allSettled(turn.map((input) => tool.invoke(input)));
			}
		}
		fail(this);
		return [items];
	},
};

export const agents = { newer, older };
