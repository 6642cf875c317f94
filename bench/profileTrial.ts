/** `npm run bench -- --profile <folder>`: where the CPU time of an allocation goes, 5 in flight. */
import { mkdirSync, readFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { join } from 'node:path';
import { table } from '../demo/table';
import { AnsweringServer } from './answeringServer';
import { Lane } from './laneProcess';
import { byPlace, ownFunctions } from './profileReport';
import { WARM_UP } from './trial';

const SHOWN = 20;

export async function profileAllocation(
	folder: string,
	items: number,
	packageDir?: string,
): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const profile = join(folder, 'allocate.cpuprofile');
	const server = await AnsweringServer.start();
	const setting = { contestant: 'enkash', task: 'allocate', url: server.url, packageDir } as const;
	const lane = await Lane.start(setting);
	const inFlight = 5;
	for (const [position, each] of WARM_UP.entries()) {
		await lane.run({ items: each, inFlight, mark: `W${position}` });
	}
	await lane.run({ items, inFlight, mark: 'P', profile });
	lane.stop();
	server.stop();
	const taken = JSON.parse(readFileSync(profile, 'utf8')) as Profiler.Profile;
	console.log(table(byPlace(taken)).join('\n'));
	console.log(`\nOf this package:\n${table(ownFunctions(taken).slice(0, SHOWN)).join('\n')}`);
	console.log(`\nAll of it: ${profile}, for Chrome's DevTools`);
}
