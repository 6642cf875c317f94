// A built node that puts its fields together when it is loaded, so that a linter of sources sees none.
export const screens = {
	'package.json': {
		text: JSON.stringify({
			name: 'n8n-nodes-planted',
			n8n: { nodes: ['dist/nodes/Planted/Planted.node.js'], credentials: [] },
		}),
		found: ['share the action', 'not in plain English'],
	},
	'icons/planted.svg': { text: '<svg xmlns="http://www.w3.org/2000/svg"/>', found: [] },
	'dist/nodes/Planted/Planted.node.js': {
		text: `const field = (displayName, name, type, more) => ({ displayName, name, type, ...more });
const option = (name, value, more) => ({ name, value, description: 'Read the ' + value, ...more });
exports.Planted = class {
	description = {
		displayName: 'Planted', name: 'planted', icon: 'file:../../icons/planted.svg', group: ['input'],
		version: 1, description: 'Planted', defaults: { name: 'Planted' }, inputs: ['main'], outputs: ['main'],
		properties: [
			field('Operation', 'operation', 'options', { noDataExpression: true, default: 'one', options: [
				option('Get One', 'one', { action: 'Get a thing' }),
				option('Get Two', 'two', { action: 'Get a thing' }),
				option('Get Three', 'three', {}),
			] }),
			field('Limit', 'limit', 'number', { default: 7, description: 'How many' }),
			field('dry run', 'dryRun', 'boolean', { default: false, description: 'If nothing is sent' }),
			field('Kunde', 'customer', 'string', { default: '', description: 'Empfänger der Prämie' }),
		],
	};
};
`,
		found: [],
	},
	'nodes/Planted/Planted.node.ts': {
		found: [
			'n8n-nodes-base/node-param-operation-option-without-action',
			'n8n-nodes-base/node-param-default-wrong-for-limit',
			'n8n-nodes-base/node-param-description-boolean-without-whether',
			'n8n-nodes-base/node-param-display-name-miscased',
			'@n8n/community-nodes/node-usable-as-tool',
		],
	},
};
