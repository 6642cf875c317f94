/**
 * `npm run dev`: n8n's editor with the package as its users have it, the sandbox behind it, a ready
 * credential and the examples. A change under nodes/ or credentials/ is built, and shows in the open
 * editor a few seconds later. Ctrl+C stops all, and everything made here is thrown away.
 */
import { watch } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from '../sandbox';
import { REPOSITORY } from './folders';
import { startN8n, type N8n } from './n8n';
import { updatePackage } from './package-install';
import { isFree, runLogged } from './processes';
import { OWNER } from './rest';
import type { CredentialJson, WorkflowJson } from './types';

const EXAMPLES = join(REPOSITORY, 'examples');

/** n8n's own; another one where it is taken. */
const PORT = 5678;

/** An editor saves several files at once, and some save twice. */
const QUIET = 300;

async function main(): Promise<void> {
	await build();
	const sandbox = await startSandbox();
	// n8n looks at the files of its packages, and tells open editors of a changed node.
	const port = (await isFree(PORT)) ? PORT : undefined;
	const n8n = await startN8n({ name: 'dev', port, env: { N8N_DEV_RELOAD: 'true' } });
	const credential = await n8n.rest.createCredential({
		name: 'EnKash sandbox',
		type: 'enkashApi',
		data: { ...sandbox.credential },
	});
	const examples = await importExamples(n8n, credential);
	console.log(`
n8n        ${n8n.url}
sign in    ${OWNER.email}
password   ${OWNER.password}
sandbox    ${sandbox.url}
examples   ${examples.join('\n           ')}

A change under nodes/ or credentials/ shows in the open editor. Ctrl+C stops all.`);
	rebuildOnChange(n8n);
}

async function importExamples(n8n: N8n, { id, name }: CredentialJson): Promise<string[]> {
	const names: string[] = [];
	for (const file of (await readdir(EXAMPLES)).filter((each) => each.endsWith('.json'))) {
		const example = JSON.parse(await readFile(join(EXAMPLES, file), 'utf8')) as WorkflowJson;
		for (const node of example.nodes) {
			if (node.type.startsWith('n8n-nodes-enkash.')) node.credentials = { enkashApi: { id, name } };
		}
		names.push((await n8n.rest.createWorkflow(example)).name);
	}
	return names;
}

function rebuildOnChange({ userFolder }: N8n): void {
	let timer: NodeJS.Timeout | undefined;
	let last = Promise.resolve();
	const update = async () => {
		const from = Date.now();
		await build();
		await updatePackage(userFolder);
		console.log(`built and reloaded in ${((Date.now() - from) / 1000).toFixed(1)} s`);
	};
	const changed = () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			// What does not compile is told by the compiler; the next change tries again.
			last = last.then(update).catch((error: Error) => console.error(error.message));
		}, QUIET);
	};
	for (const folder of ['nodes', 'credentials']) {
		watch(join(REPOSITORY, folder), { recursive: true }, changed);
	}
}

async function build(): Promise<void> {
	const gulp = join(REPOSITORY, 'node_modules/.bin/gulp');
	await runLogged(process.execPath, [gulp, 'build', '--silent'], { cwd: REPOSITORY });
}

void main();
