/** The workflows that users import, by their names. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowJson } from './engine';

const folder = join(__dirname, '../examples');
export const exampleNames = readdirSync(folder).flatMap((file) =>
	file.endsWith('.json') ? [file.replace('.json', '')] : [],
);
export const textOf = (name: string) => readFileSync(join(folder, `${name}.json`), 'utf8');
export const workflowOf = (name: string) => JSON.parse(textOf(name)) as WorkflowJson;
