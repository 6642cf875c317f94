/** V8's profiler over one run of a lane. */
import { Session } from 'node:inspector/promises';
import { writeFileSync } from 'node:fs';

/** Microseconds between two looks at the stack. */
const INTERVAL = 200;

/** Leaves a profile that Chrome's DevTools and `bench/profileReport.ts` can read. */
export async function profiled<T>(file: string, work: () => Promise<T>): Promise<T> {
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
	await session.post('Profiler.start');
	const result = await work();
	const { profile } = await session.post('Profiler.stop');
	session.disconnect();
	writeFileSync(file, JSON.stringify(profile));
	return result;
}
