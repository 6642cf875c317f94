/** Where figures were taken, without which they say nothing. */
import { cpus, loadavg, release, totalmem } from 'node:os';
import { readFileSync } from 'node:fs';
import { requireFromCore } from '../test/engine/n8n';

export interface Machine {
	cpu: string;
	cores: number;
	memory: string;
	system: string;
	node: string;
	n8nCore: string;
	n8nWorkflow: string;
	date: string;
	/** Average of the minute before the bench began, which should be close to nothing. */
	load: number;
}

const versionOf = (file: string) =>
	(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;

export function machine(): Machine {
	return {
		cpu: cpus()[0]?.model ?? 'unknown',
		cores: cpus().length,
		memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
		system: `${process.platform} ${release()}`,
		node: process.version,
		n8nCore: versionOf(requireFromCore.resolve('n8n-core/package.json')),
		n8nWorkflow: versionOf(requireFromCore.resolve('n8n-workflow/package.json')),
		date: new Date().toISOString().slice(0, 10),
		load: loadavg()[0],
	};
}

export function described(where: Machine): string {
	const { cpu, cores, memory, system, node, n8nCore, n8nWorkflow, date, load } = where;
	const versions = `Node.js ${node.slice(1)}, n8n-core ${n8nCore}, n8n-workflow ${n8nWorkflow}`;
	return `${cores} cores (${cpu}), ${memory}, ${system}; ${versions}; ${date}; load ${load.toFixed(1)} at the start`;
}
