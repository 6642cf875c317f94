import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { nodeProperties, nodeSubtitle } from './actions';
import { route } from './actions/router';
import { listSearch } from './methods/listSearch';
import { resourceMapping } from './methods/resourceMapping';

export class Enkash implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'EnKash',
		name: 'enkash',
		icon: { light: 'file:../../icons/enkash.svg', dark: 'file:../../icons/enkash.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: nodeSubtitle(),
		description: 'Reward people with points, incentives, gift vouchers and coins through EnKash',
		defaults: { name: 'EnKash' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'enkashApi', required: true }],
		properties: nodeProperties(),
	};

	methods = { listSearch, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this);
	}
}
