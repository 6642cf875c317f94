/** What n8n's loader takes for a package: CPU time of a process that has loaded n8n and nothing else. */
import { join } from 'node:path';
import { Forked } from './forked';

const REPOSITORY = join(__dirname, '..');

export interface Load {
	/** CPU time in milliseconds. */
	cpu: number;
	nodes: number;
}

/** Loads the package again and again, each time in a new process. */
export async function loadTimes(packageDir = REPOSITORY, rounds = 5): Promise<Load[]> {
	const loads: Load[] = [];
	for (let round = 0; round < rounds; round++) {
		const process = Forked.startPlain(join(__dirname, 'packageLoader.mjs'));
		loads.push(await process.ask<Load>({ packageDir }));
		process.stop();
	}
	return loads;
}
