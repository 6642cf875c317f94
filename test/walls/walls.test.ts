/** The import rules of `.dependency-cruiser.cjs`, held against a tree in which each of them is broken. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

interface Report {
	summary: { violations: Array<{ from: string; to: string; rule: { name: string } }> };
}

const ROOT = join(__dirname, '../..');

/** Files and what they import, all of it allowed. */
const SOUND: Record<string, string[]> = {
	'credentials/EnkashApi.credentials.ts': ['../nodes/Enkash/api/login/hooks'],
	'nodes/Enkash/Enkash.node.ts': ['./actions/router', './methods/list', './triggers/poll'],
	'nodes/Enkash/actions/router.ts': ['../run/item', '../payments/sheet', '../lib/errors'],
	'nodes/Enkash/methods/list.ts': ['../api/client', 'n8n-workflow'],
	'nodes/Enkash/triggers/poll.ts': ['../run/item'],
	'nodes/Enkash/payments/sheet.ts': ['../run/item', '../money/single'],
	'nodes/Enkash/setup/report.ts': ['../payments/sheet', '../run/item'],
	'nodes/Enkash/run/item.ts': ['../fields/person', '../money/single', '../api/client'],
	'nodes/Enkash/fields/person.ts': ['../input/rows'],
	'nodes/Enkash/money/single.ts': ['../input/rows', '../lib/errors'],
	'nodes/Enkash/api/client.ts': ['./answers/orders', './login/hooks', './wire/envelope'],
	'nodes/Enkash/api/answers/orders.ts': ['../wire/envelope'],
	'nodes/Enkash/api/login/hooks.ts': ['../wire/envelope', 'crypto'],
	'nodes/Enkash/api/wire/envelope.ts': ['../../lib/errors'],
	'nodes/Enkash/input/rows.ts': ['../lib/errors'],
	'nodes/Enkash/lib/errors.ts': [],
	'sandbox/index.ts': ['fastify'],
	'demo/index.ts': ['../sandbox'],
	'lab/dev.ts': [],
	'test/stage.ts': [],
};

/** One broken wall each: the rule, the file that breaks it, and what that imports. */
const PLANTED: Array<[rule: string, from: string, to: string]> = [
	['screen-imports-upwards', 'nodes/Enkash/actions/planted.ts', '../Enkash.node'],
	['screen-imports-upwards', 'nodes/Enkash/methods/planted.ts', '../Enkash.node'],
	['payments-imports-upwards', 'nodes/Enkash/payments/planted.ts', '../actions/router'],
	['run-imports-upwards', 'nodes/Enkash/run/planted.ts', '../actions/router'],
	['run-imports-upwards', 'nodes/Enkash/run/planted2.ts', '../payments/sheet'],
	['fields-money-api-imports-upwards', 'nodes/Enkash/api/planted.ts', '../run/item'],
	['input-imports-upwards', 'nodes/Enkash/input/planted.ts', '../fields/person'],
	['lib-imports-upwards', 'nodes/Enkash/lib/planted.ts', '../input/rows'],
	['lib-imports-upwards', 'nodes/Enkash/lib/planted2.ts', '../api/wire/envelope'],
	[
		'lib-imports-upwards',
		'nodes/Enkash/lib/planted3.ts',
		'../../../credentials/EnkashApi.credentials',
	],
	['payments-do-not-know-setup', 'nodes/Enkash/payments/planted2.ts', '../setup/planted'],
	['payments-imports-upwards', 'nodes/Enkash/setup/planted.ts', '../actions/router'],
	['money-knows-input-and-lib', 'nodes/Enkash/money/planted.ts', '../api/client'],
	['money-knows-input-and-lib', 'nodes/Enkash/money/planted2.ts', '../fields/person'],
	['wire-is-the-bottom-of-api', 'nodes/Enkash/api/wire/planted.ts', '../login/hooks'],
	['login-knows-wire', 'nodes/Enkash/api/login/planted.ts', '../client'],
	['login-knows-wire', 'nodes/Enkash/api/login/planted2.ts', '../answers/orders'],
	['credentials-know-api-input-lib', 'credentials/planted.ts', '../nodes/Enkash/money/single'],
	['shipped-imports-unshipped', 'nodes/Enkash/lib/planted4.ts', 'fastify'],
	['shipped-imports-unshipped', 'nodes/Enkash/lib/planted5.ts', 'fs'],
	['shipped-imports-unshipped', 'nodes/Enkash/actions/planted2.ts', '../../../sandbox'],
	['sandbox-knows-the-node', 'sandbox/planted.ts', '../nodes/Enkash/lib/errors'],
	['sandbox-knows-the-node', 'sandbox/planted2.ts', '../test/stage'],
	['sandbox-knows-the-node', 'sandbox/planted3.ts', '../demo'],
	['sandbox-knows-the-node', 'sandbox/planted4.ts', '../lab/dev'],
];

/** Files that import each other, once with what runs and once with types alone. */
const CIRCLES: Array<[kind: string, statement: string]> = [
	['running', 'import'],
	['typeOnly', 'import type'],
];

let tree: string;
let report: Report;

beforeAll(() => {
	tree = mkdtempSync(join(tmpdir(), 'walls-'));
	for (const [file, targets] of Object.entries(SOUND))
		write(file, targets.map((target) => imported('import', target)).join(''));
	for (const [, from, to] of PLANTED) write(from, imported('import type', to));
	for (const [kind, statement] of CIRCLES) {
		write(`nodes/Enkash/input/${kind}There.ts`, imported(statement, `./${kind}Back`));
		write(`nodes/Enkash/input/${kind}Back.ts`, imported(statement, `./${kind}There`));
	}
	report = cruise();
}, 120_000);

afterAll(() => rmSync(tree, { recursive: true, force: true }));

function imported(statement: string, target: string): string {
	return `${statement} { value } from '${target}';\nexport { value };\n`;
}

function write(file: string, text: string): void {
	const path = join(tree, file);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text || 'export const value = 1;\n');
}

function cruise(): Report {
	const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
	const config = join(ROOT, '.dependency-cruiser.cjs');
	const rooms = ['nodes', 'credentials', 'sandbox'];
	const args = [program, '--config', config, '--output-type', 'json', ...rooms];
	const output = execFileSync(process.execPath, args, { cwd: tree, maxBuffer: 1 << 26 });
	return JSON.parse(output.toString()) as Report;
}

function brokenBy(file: string): string[] {
	const { violations } = report.summary;
	return violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
}

it.each(PLANTED)('%s is found in %s, which imports the type %s', (rule, from) => {
	expect(brokenBy(from)).toEqual([rule]);
});

it.each(CIRCLES)('a circle is found (%s: %s)', (kind) => {
	const { violations } = report.summary;
	const circles = violations.filter(({ rule }) => rule.name === 'circle');
	expect(circles.map(({ from }) => from)).toContain(`nodes/Enkash/input/${kind}Back.ts`);
});

it.each(Object.keys(SOUND))('%s, which breaks no rule, is left in peace', (file) => {
	expect(brokenBy(file)).toEqual([]);
});

it('every rule is broken once, at least', () => {
	const { forbidden } = jest.requireActual<{ forbidden: Array<{ name: string }> }>(
		'../../.dependency-cruiser.cjs',
	);
	const broken = new Set(report.summary.violations.map(({ rule }) => rule.name));
	expect(forbidden.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
});
