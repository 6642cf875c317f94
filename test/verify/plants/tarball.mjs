// What has no place in a package.
const much = 'x\n'.repeat(5_000);

export const tarball = {
	'package.json': {
		text: JSON.stringify({
			n8n: { nodes: ['dist/nodes/Planted/Missing.node.js'] },
			scripts: { postinstall: 'node steal.js' },
			dependencies: { 'left-pad': '1.0.0' },
		}),
		found: ['the tarball lacks', 'postinstall script', 'has dependencies', 'peer dependency'],
	},
	'test/reward.test.ts': { text: much, found: ['not on the list'] },
	'dist/tsconfig.tsbuildinfo': { text: much, found: ['not on the list'] },
	'dist/nodes/Planted/Planted.node.js.map': { text: much, found: ['not on the list'] },
	'dist/nodes/Planted/Planted.test.js': { text: much, found: ['not on the list'] },
	'dist/icons/huge.svg': { text: much, found: ['more than the'] },
	'dist/icons/planted.png': { text: 'PNG', found: ['not on the list'] },
	'dist/nodes/Planted/empty.js': { text: '', found: ['is empty'] },
	'dist/nodes/Planted/tracker.js': {
		text: "fetch('https://telemetry.example.net/collect');\n",
		found: ["not EnKash's"],
	},
	'dist/nodes/Planted/hidden.js': { text: "eval('1 + 1');\n", found: ['no node may use'] },
	'dist/nodes/Planted/reader.js': {
		text: "require('fs');\nconst home = process.env.HOME;\n",
		found: ['requires fs', 'holds process.'],
	},
	'dist/nodes/Planted/packed.js': {
		text: `exports.a = '${'x'.repeat(2_000)}';\n`,
		found: ['as packed code has'],
	},
};
