import { operations, pathsOf } from './contract';
import type { Service, Setup } from './settings';

/** A request by its method and path. */
export interface Place {
	method: string;
	path: string;
}

/** The service that a path of the contract belongs to. */
export function serviceOf(path: string): Service {
	if (path.startsWith('/oauth/')) return 'auth';
	if (path.startsWith('/api/v0/partner/enKashCard/')) return 'card';
	return /^\/api\/v0\/(enkash-)?coins(\/|$)/.test(path) ? 'points' : 'marketplace';
}

/** Where the contract has what is asked for, as the settings place it; undefined where nothing is. */
export function placeInContract(asked: Place, { servers, moved }: Setup): Place | undefined {
	for (const server of new Set([...Object.values(servers), ''])) {
		if (!asked.path.startsWith(server)) continue;
		const at = { method: asked.method, path: asked.path.slice(server.length) };
		const place = movedHere(at, moved) ?? (isMovedAway(at, moved) ? undefined : at);
		if (place && (servers[serviceOf(place.path)] ?? '') === server) return place;
	}
	return undefined;
}

function movedHere(at: Place, moved: Setup['moved']): Place | undefined {
	for (const [operationId, to] of Object.entries(moved)) {
		const [method, path] = to?.split(' ') ?? [];
		const values = path && at.method === method ? valuesIn(path, at.path) : undefined;
		const home = homeOf(operationId);
		if (values && home) return { method: home.method, path: filled(home.path, values) };
	}
	return undefined;
}

function isMovedAway(at: Place, moved: Setup['moved']): boolean {
	return Object.keys(moved).some((operationId) => {
		const home = homeOf(operationId);
		return home?.method === at.method && valuesIn(home.path, at.path) !== undefined;
	});
}

function homeOf(operationId: string): Place | undefined {
	if (!operations.has(operationId)) throw new Error(`The contract has no '${operationId}'`);
	return pathsOf.get(operationId);
}

/** What stands in the placeholders of a path, in their order; undefined where it is another path. */
function valuesIn(template: string, path: string): string[] | undefined {
	const pattern = template.replace(/\{\w+\}/g, '([^/]+)');
	return new RegExp(`^${pattern}$`).exec(path)?.slice(1);
}

function filled(template: string, values: string[]): string {
	let next = 0;
	return template.replace(/\{\w+\}/g, () => values[next++] ?? '');
}
