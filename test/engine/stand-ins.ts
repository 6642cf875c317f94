/** The three nodes of n8n-nodes-base that every workflow needs; the package itself is too large. */
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { n8n } from './n8n';

const main = [n8n.workflow.NodeConnectionTypes.Main];

function describe(
	name: string,
	displayName: string,
	changes: Partial<INodeTypeDescription>,
): INodeTypeDescription {
	return {
		name,
		displayName,
		description: displayName,
		group: ['transform'],
		version: 1,
		defaults: { name: displayName },
		inputs: main,
		outputs: main,
		properties: [],
		...changes,
	};
}

const manualTrigger: INodeType = {
	description: describe('manualTrigger', 'Manual Trigger', { group: ['trigger'], inputs: [] }),
	async trigger() {
		const emitOne = () => Promise.resolve(this.emit([this.helpers.returnJsonArray([{}])]));
		return await Promise.resolve({ manualTriggerFunction: emitOne });
	},
};

const noOp: INodeType = {
	description: describe('noOp', 'No Operation, do nothing', {}),
	async execute() {
		return await Promise.resolve([this.getInputData()]);
	},
};

const stickyNote: INodeType = {
	description: describe('stickyNote', 'Sticky Note', { inputs: [], outputs: [] }),
	async execute() {
		return await Promise.resolve([this.getInputData()]);
	},
};

export const standIns: Record<string, INodeType> = {
	'n8n-nodes-base.manualTrigger': manualTrigger,
	'n8n-nodes-base.noOp': noOp,
	'n8n-nodes-base.stickyNote': stickyNote,
};
