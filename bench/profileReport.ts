/** Where the time of a profile went: in the package, in n8n, in what n8n stands on, in Node.js. */
import type { Profiler } from 'node:inspector';

export interface Share extends Record<string, string | number> {
	where: string;
	/** Of the time that anything ran, in percent. */
	share: number;
}

const PLACES: Array<[where: string, of: RegExp]> = [
	['this package', /\/dist\/(nodes|credentials)\//],
	['the engine of the tests', /\/test\/|\/bench\//],
	['n8n', /node_modules\/(n8n-|@n8n\/)/],
	['what n8n stands on', /node_modules\//],
	['Node.js', /^node:/],
];

const NATIVE: Record<string, string> = {
	'(garbage collector)': 'garbage collection',
	'(program)': 'native code',
	'(idle)': 'idle',
};

function placeOf({ url, functionName }: Profiler.ProfileNode['callFrame']): string {
	return PLACES.find(([, of]) => of.test(url))?.[0] ?? NATIVE[functionName] ?? 'native code';
}

/** By place, the largest first. */
export function byPlace(profile: Profiler.Profile): Share[] {
	return ranked(profile, ({ callFrame }) => placeOf(callFrame));
}

/** By function of this package, without what it calls. */
export function ownFunctions(profile: Profiler.Profile): Share[] {
	const isOwn = ({ callFrame }: Profiler.ProfileNode) => placeOf(callFrame) === PLACES[0][0];
	return ranked(profile, (node) => (isOwn(node) ? nameOf(node) : undefined));
}

function nameOf({ callFrame: { functionName, url, lineNumber } }: Profiler.ProfileNode): string {
	const file = url.slice(url.lastIndexOf('/dist/') + '/dist/'.length);
	return `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`;
}

function ranked(
	{ nodes, samples = [], timeDeltas = [] }: Profiler.Profile,
	groupOf: (node: Profiler.ProfileNode) => string | undefined,
): Share[] {
	const groups = new Map(nodes.map((node) => [node.id, groupOf(node)]));
	const idle = new Set(nodes.filter(isIdle).map(({ id }) => id));
	const times = new Map<string, number>();
	let whole = 0;
	for (const [position, id] of samples.entries()) {
		if (idle.has(id)) continue;
		const time = timeDeltas[position];
		whole += time;
		const group = groups.get(id);
		if (group !== undefined) times.set(group, (times.get(group) ?? 0) + time);
	}
	return [...times]
		.sort(([, one], [, other]) => other - one)
		.map(([where, time]) => ({ where, share: Math.round((1000 * time) / whole) / 10 }));
}

function isIdle({ callFrame: { functionName } }: Profiler.ProfileNode): boolean {
	return functionName === '(idle)';
}
