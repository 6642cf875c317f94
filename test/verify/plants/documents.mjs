// What a reviewer would send back without having looked at the code.
export const documents = {
	'package.json': {
		text: JSON.stringify({
			name: 'n8n-nodes-planted',
			license: 'ISC',
			homepage: 'https://example.com',
			repository: { url: 'git+https://github.com/planted/planted.git' },
			bugs: { url: 'https://github.com/planted/planted-too/issues' },
			n8n: { nodes: ['dist/nodes/Planted/Planted.node.js'] },
		}),
		found: ['homepage is not below', 'bugs is not below', 'author', 'wants MIT'],
	},
	'README.md': {
		text: '# Planted\n\nTODO: write. [More](docs/more.md), [there](#nowhere).\n',
		found: [
			...["section 'Credentials'", 'does not begin with', 'community node', "still holds 'TODO'"],
			...['docs/more.md, which is not there', '#nowhere, and there is no such heading'],
		],
	},
	LICENSE: { text: 'All rights reserved.\n', found: ['is not the MIT licence'] },
	'nodes/Planted/Planted.node.json': {
		text: JSON.stringify({
			node: 'planted',
			resources: { primaryDocumentation: [{ url: 'https://example.com' }] },
		}),
		found: ["must be the package's name", 'links to https://example.com'],
	},
	'examples/other.json': {
		text: JSON.stringify({ nodes: [{ type: 'other', credentials: { api: { id: '7' } } }] }),
		found: ['names a credential by ID', 'shows n8n-nodes-planted.planted'],
	},
};
