import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { listSearch } from './methods/listSearch';
import { triggerProperties, triggerSubtitle } from './triggers';
import { poll } from './triggers/poll';

export class EnkashTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'EnKash Trigger',
		name: 'enkashTrigger',
		icon: { light: 'file:../../icons/enkash.svg', dark: 'file:../../icons/enkash.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: triggerSubtitle(),
		// n8n's node panel shows one entry for both nodes, with this sentence.
		description:
			'Reward people with points, vouchers and coins through EnKash, and start workflows when points move, a balance runs low or an order changes',
		defaults: { name: 'EnKash Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'enkashApi', required: true }],
		eventTriggerDescription: '',
		activationMessage:
			'What happens in EnKash from now on starts this workflow. What is there already does not.',
		properties: triggerProperties(),
	};

	methods = { listSearch };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
