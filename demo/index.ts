/** `npm run demo [name]`: an example workflow on n8n's engine, against the sandbox. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NodeResult, RunResult, WorkflowJson } from '../test/engine';
import { ensureBuilt } from './build';
import { startSandbox, type Sandbox } from '../sandbox';
import { Obstacle } from './obstacle';
import { itemLines, table } from './table';

const root = join(__dirname, '..');
const width = Math.min(process.stdout.columns ?? 100, 100);
const indent = '  ';

function print(lines: string[]): void {
	for (const line of lines) console.log((indent + line).trimEnd());
}

async function readJson<T>(...path: string[]): Promise<T> {
	return JSON.parse(await readFile(join(root, ...path), 'utf8')) as T;
}

async function readExample(name: string): Promise<WorkflowJson> {
	const files = (await readdir(join(root, 'examples'))).filter((file) => file.endsWith('.json'));
	const names = files.map((file) => file.replace('.json', ''));
	if (names.includes(name)) return await readJson('examples', `${name}.json`);
	throw new Obstacle(`There is no example "${name}". Choose one of: ${names.join(', ')}.`);
}

async function build(): Promise<void> {
	const { n8n } = await readJson<{ n8n: { nodes: string[]; credentials: string[] } }>(
		'package.json',
	);
	await ensureBuilt(root, [...n8n.credentials, ...n8n.nodes]);
}

async function execute(workflow: WorkflowJson, sandbox: Sandbox): Promise<RunResult> {
	// Loaded late: n8n takes a second, and needs what was built.
	const { createEngine } = await import('../test/engine');
	const engine = await createEngine({ packageDir: root });
	const credentialId = engine.addCredential(sandbox.credential, 'EnKash sandbox');
	return await engine.run(workflow, { credentialId, mode: 'manual' });
}

function count(amount: number, noun: string): string {
	return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

function printItems(title: string, items: NodeResult['items']): void {
	console.log(`\n${title}: ${count(items.length, 'item')}`);
	if (items.length > 0) {
		print(
			itemLines(
				items.map(({ json }) => json),
				width - indent.length,
			),
		);
	}
}

function printNode(name: string, { items, errorItems, hints }: NodeResult): void {
	printItems(name, items);
	if (errorItems.length > 0) printItems(`${name}, error output`, errorItems);
	print(hints.map(({ message }) => `Hint: ${message}`));
}

function printCalls(sandbox: Sandbox): void {
	const { requests } = sandbox;
	const made = count(requests.length, 'request');
	const logins = count(sandbox.logins().length, 'login');
	console.log(`\n${made} to EnKash, ${logins} among them`);
	print(table(requests.map(({ call, method, path, status }) => ({ call, method, path, status }))));
}

function printResult(workflow: WorkflowJson, result: RunResult, sandbox: Sandbox): void {
	const ofPackage = workflow.nodes.filter(({ type }) => !type.startsWith('n8n-nodes-base.'));
	for (const { name } of ofPackage) printNode(name, result.nodes[name]);
	printCalls(sandbox);
}

function assertSucceeded({ status, error, raw }: RunResult): void {
	if (status === 'success') return;
	const place = raw.data.resultData.lastNodeExecuted ?? 'its start';
	const reasons = [error?.message, error?.description].filter(Boolean).join('\n');
	throw new Obstacle(`\nThe workflow stopped at ${place}: ${reasons}`);
}

async function demo(name: string): Promise<void> {
	const workflow = await readExample(name);
	await build();
	const sandbox = await startSandbox();
	try {
		console.log(
			`${workflow.name ?? name}\nexamples/${name}.json on n8n's engine, with a stand-in for EnKash`,
		);
		const result = await execute(workflow, sandbox);
		printResult(workflow, result, sandbox);
		assertSucceeded(result);
	} finally {
		await sandbox.stop();
	}
	console.log(`\nTo build on it, import examples/${name}.json into n8n.`);
}

demo(process.argv[2] ?? 'reward-balance').catch((error: unknown) => {
	const known = error instanceof Obstacle;
	console.error(known ? error.message : error);
	if (!known)
		console.error('\nThe demo stopped. Run "npm ci && npm run build", then "npm run demo" again.');
	process.exitCode = 1;
});
