// Sources and built code that break n8n's rules. The comments would mute them, if they could.
export const source = {
	'package.json': {
		text: JSON.stringify({
			name: 'n8n-nodes-planted',
			version: '1.0.0',
			overrides: {},
			dependencies: { 'left-pad': '1.0.0' },
		}),
		found: [
			'@n8n/community-nodes/no-overrides-field',
			'@n8n/community-nodes/no-runtime-dependencies',
		],
	},
	'nodes/Planted/Planted.node.ts': {
		text: `/* eslint-disable */
import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
export class Planted implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Planted', name: 'planted', group: ['input'], version: 1, description: 'Planted',
		icon: 'file:planted.png', defaults: { name: 'Planted' }, inputs: ['main'], outputs: ['main'],
		properties: [{ displayName: 'Limit', name: 'limit', type: 'number', default: 7, description: 'How many' }],
	};
	async execute(this: IExecuteFunctions) {
		try {
			setTimeout(() => console.log('waited'), 1000);
			await this.helpers.request('https://example.com');
			return [[{ json: {} }]];
		} catch (error) {
			throw error;
		}
	}
}
`,
		found: [
			'@n8n/community-nodes/no-restricted-globals',
			'@n8n/community-nodes/node-connection-type-literal',
			'@n8n/community-nodes/require-node-api-error',
			'@n8n/community-nodes/no-deprecated-workflow-functions',
			'@n8n/community-nodes/node-usable-as-tool',
			'@n8n/community-nodes/missing-paired-item',
			'n8n-nodes-base/node-param-default-wrong-for-limit',
			'n8n-nodes-base/node-class-description-icon-not-svg',
			'no-console',
		],
	},
};

export const built = {
	'package.json': { text: JSON.stringify({ name: 'n8n-nodes-planted' }), found: [] },
	'dist/nodes/Planted/Planted.node.js': {
		text: `/* eslint-disable */
const { execSync } = require('child_process');
setTimeout(() => console.log(execSync('id')), 1000);
`,
		found: [
			'@n8n/community-nodes/no-restricted-globals',
			'@n8n/community-nodes/no-restricted-imports',
			'no-console',
		],
	},
};
