/** Puts the examples into an editor, each once: what a person did with one stays. */
import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from './folders';
import type { N8n } from './n8n';
import type { CredentialJson, WorkflowJson } from './types';

const EXAMPLES = join(REPOSITORY, 'examples');

/** The files that this editor was given. */
const LEDGER = 'examples.json';

/** By what the types of the nodes that use them begin with. */
export type Credentials = Record<string, CredentialJson>;

/** @returns the names of those that are new */
export async function importExamples(
	{ rest, userFolder }: N8n,
	credentials: Credentials,
): Promise<string[]> {
	const ledger = join(userFolder, LEDGER);
	const given = existsSync(ledger) ? (JSON.parse(await readFile(ledger, 'utf8')) as string[]) : [];
	const names: string[] = [];
	for (const file of await readdir(EXAMPLES)) {
		if (!file.endsWith('.json') || given.includes(file)) continue;
		const example = JSON.parse(await readFile(join(EXAMPLES, file), 'utf8')) as WorkflowJson;
		for (const node of example.nodes) {
			const used = Object.keys(credentials).find((prefix) => node.type.startsWith(prefix));
			if (!used) continue;
			const { id, name, type } = credentials[used];
			node.credentials = { [type]: { id, name } };
		}
		names.push((await rest.createWorkflow(example)).name);
		given.push(file);
		await writeFile(ledger, JSON.stringify(given));
	}
	return names;
}
