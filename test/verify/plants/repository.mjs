// A repository that has loosened its own rules.
export const repository = {
	'package.json': {
		text: JSON.stringify({ n8n: { strict: false } }),
		found: ['does not say "strict": true'],
	},
	'eslint.config.mjs': { text: 'export default [];\n', found: ["n8n's command line generates"] },
	'.npmrc': { text: 'registry=https://example.com\n', found: ['names a registry'] },
	'package-lock.json': {
		text: JSON.stringify({ packages: { 'node_modules/a': { resolved: 'https://example.com/a' } } }),
		found: ['records where 1 packages'],
	},
	'nodes/Planted/Planted.node.ts': {
		text: '// eslint-disable-next-line\nexport const a = 1;\n',
		found: ['eslint-disable'],
	},
};
