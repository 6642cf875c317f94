// A package that is wrong in known ways. Checks that find nothing here would find nothing anywhere.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What is wrong on purpose, and the rules that must say so. The comments would mute them, if they could. */
const PLANTED = {
	'package.json': {
		text: JSON.stringify({
			name: 'n8n-nodes-planted',
			version: '1.0.0',
			overrides: {},
			dependencies: { 'left-pad': '1.0.0' },
		}),
		rules: [
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
		defaults: { name: 'Planted' }, inputs: ['main'], outputs: ['main'],
		properties: [{ displayName: 'Limit', name: 'limit', type: 'number', default: 7, description: 'How many' }],
	};
	async execute(this: IExecuteFunctions) {
		try {
			setTimeout(() => console.log('waited'), 1000);
			return [[{ json: {} }]];
		} catch (error) {
			throw error;
		}
	}
}
`,
		rules: [
			'@n8n/community-nodes/no-restricted-globals',
			'@n8n/community-nodes/node-connection-type-literal',
			'@n8n/community-nodes/require-node-api-error',
			'n8n-nodes-base/node-param-default-wrong-for-limit',
			'no-console',
		],
	},
	'dist/nodes/Planted/Planted.node.js': {
		text: `/* eslint-disable */
const { execSync } = require('child_process');
setTimeout(() => console.log(execSync('id')), 1000);
`,
		rules: [
			'@n8n/community-nodes/no-restricted-globals',
			'@n8n/community-nodes/no-restricted-imports',
			'no-console',
		],
	},
};

/** What has no place in a package, and words of the finding that must say so. */
const SMUGGLED = {
	'test/reward.test.ts': 'not on the list',
	'dist/tsconfig.tsbuildinfo': 'not on the list',
	'dist/nodes/Planted/Planted.node.js.map': 'not on the list',
	'dist/nodes/Planted/Planted.test.js': 'not on the list',
	'dist/icons/huge.svg': 'more than the',
};

/** How many planted violations had to be found, and the ones that were not. */
export async function provePlanted(scan, checkTarball) {
	const root = await mkdtemp(join(tmpdir(), 'enkash-planted-'));
	const plant = async (file, text) => {
		await mkdir(dirname(join(root, file)), { recursive: true });
		await writeFile(join(root, file), text);
	};
	try {
		for (const [file, { text }] of Object.entries(PLANTED)) await plant(file, text);
		const scanned = [...(await scan.source(root)), ...(await scan.package(root))];
		for (const file of Object.keys(SMUGGLED)) await plant(file, 'x'.repeat(10_000));
		const listed = (await checkTarball({ name: 'planted.tgz', bytes: 0, unpacked: root })).findings;

		const missing = (all, file, words) =>
			!all.some((finding) => finding.includes(file) && finding.includes(words));
		const rules = Object.entries(PLANTED).flatMap(([file, entry]) =>
			entry.rules.map((rule) => [file, rule]),
		);
		const missed = [
			...rules.filter(([file, rule]) => missing(scanned, `${file}:`, `(${rule})`)),
			...Object.entries(SMUGGLED).filter(([file, words]) => missing(listed, file, words)),
		];
		return {
			count: rules.length + Object.keys(SMUGGLED).length,
			findings: missed.map(
				([file, words]) =>
					`"${words}" was planted in ${file} and not found, so finding nothing elsewhere proves nothing.`,
			),
		};
	} finally {
		await rm(root, { recursive: true, force: true });
	}
}
