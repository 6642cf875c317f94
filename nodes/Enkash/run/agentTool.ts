import {
	traverseNodeParameters,
	type FromAIArgument,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';

/**
 * The item an agent is working on. Newer agents hand it to their tools, mixed with the values of the
 * model and with the ID of the call; both differ when the model repeats a call, and so are left out.
 */
export function agentItem(context: IExecuteFunctions, index: number): IDataObject {
	const asked: FromAIArgument[] = [];
	traverseNodeParameters(context.getNode().parameters, asked);
	const others = new Set(['toolCallId', ...asked.map(({ key }) => key)]);
	const { json } = context.getInputData()[index];
	return Object.fromEntries(Object.entries(json).filter(([key]) => !others.has(key)));
}
