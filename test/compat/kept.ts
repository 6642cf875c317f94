/** The results of earlier runs, so that a table can be made of runs of single files. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ARTIFACTS } from '../../lab/folders';
import type { Outcome } from './run';

const folder = join(ARTIFACTS, 'compat');

export async function keptOutcomes(n8n: string): Promise<Outcome[]> {
	const text = await readFile(join(folder, `${n8n}.json`), 'utf8').catch(() => '[]');
	return JSON.parse(text) as Outcome[];
}

/** A file that was run again takes the place of what it gave before. */
export async function keepOutcomes(n8n: string, outcomes: Outcome[]): Promise<void> {
	const files = new Set(outcomes.map(({ file }) => file));
	const others = (await keptOutcomes(n8n)).filter(({ file }) => !files.has(file));
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, `${n8n}.json`), JSON.stringify([...others, ...outcomes]));
}
