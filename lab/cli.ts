/** n8n's command line over the data of an n8n that may be running. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { throwAway, throwAwayFolder } from './folders';
import type { Lab } from './install';
import { freePorts } from './processes';
import type { CredentialJson, ExecutionData, WorkflowJson } from './types';

const run = promisify(execFile);
const LONGEST = { timeout: 300_000, maxBuffer: 1024 ** 3 };

export interface Cli {
	/** Each with an `id` of your own; an existing one is replaced. */
	importCredentials(credentials: CredentialJson[]): Promise<void>;
	importWorkflows(workflows: WorkflowJson[]): Promise<void>;
	/** Runs a workflow in a process of its own. A failed run is a result too, not an exception. */
	execute(workflowId: string): Promise<ExecutionData>;
}

export function runCli(lab: Lab, env: Record<string, string>): Cli {
	const n8n = async (...args: string[]): Promise<string> => {
		const [broker] = await freePorts(1);
		const { stdout, stderr } = await run(lab.node, [lab.n8n, ...args], {
			...LONGEST,
			env: { ...env, N8N_RUNNERS_BROKER_PORT: String(broker) },
		}).catch((error: { stdout: string; stderr: string }) => error);
		return stdout + stderr;
	};
	/** These commands end with 0 whatever happens, so it is their words that count. */
	const importAll = async (kind: 'credentials' | 'workflow', records: object[]): Promise<void> => {
		const folder = throwAwayFolder('import');
		const input = join(folder, 'records.json');
		await writeFile(input, JSON.stringify(records));
		const output = await n8n(`import:${kind}`, `--input=${input}`);
		throwAway(folder);
		if (!output.includes(`Successfully imported ${records.length}`)) {
			throw new Error(`n8n did not import the ${kind}:\n${output.slice(-3000)}`);
		}
	};

	return {
		importCredentials: async (credentials) => await importAll('credentials', credentials),
		importWorkflows: async (workflows) =>
			await importAll(
				'workflow',
				workflows.map((workflow) => ({ active: false, settings: {}, ...workflow })),
			),
		async execute(workflowId) {
			const output = await n8n('execute', `--id=${workflowId}`, '--rawOutput');
			const json = /^\{$[\s\S]*?^\}$/m.exec(output)?.[0];
			if (!json) throw new Error(`n8n printed no execution:\n${output.slice(-3000)}`);
			return (JSON.parse(json) as { data: ExecutionData }).data;
		},
	};
}
