import { EnkashError, toEnkashError } from '../../lib/errors';
import { isRecord, storedRecord } from '../../lib/json';
import {
	SAME_CALL,
	endpoints,
	isCallId,
	type CallId,
	type Host,
	type Method,
} from '../wire/endpoints';

export interface Route {
	method: Method;
	path: string;
	host: Host;
}

/** What the credential's `endpointOverrides` say, or what is wrong with them. */
export type Overrides =
	{ readonly routes: ReadonlyMap<CallId, Route> } | { readonly error: EnkashError };

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const ROUTE = /^([A-Z]+)\s+(\/[^\s?#]*)$/;
const PATH_ONLY = /^\/[^\s?#]*$/;

/** Reads `POST /some/path`, or a path alone for the built-in method; undefined if it is neither. */
export function parseRoute(text: string, builtIn: Route): Route | undefined {
	const trimmed = text.trim();
	if (PATH_ONLY.test(trimmed)) return { ...builtIn, path: trimmed };
	const [, name, path] = ROUTE.exec(trimmed) ?? [];
	const method = METHODS.find((each) => each === name);
	return method && { ...builtIn, method, path };
}

/**
 * Method and path of a call: as built in, or as the credential's overrides say.
 * @throws EnkashError where there is a slip in any of the overrides.
 */
export function routeOf({ overrides }: { readonly overrides: Overrides }, call: CallId): Route {
	if ('error' in overrides) throw overrides.error;
	const { routes } = overrides;
	return routes.get(call) ?? routes.get(SAME_CALL[call] ?? call) ?? builtInRoute(call);
}

export function builtInRoute(call: CallId): Route {
	const { method, path, host } = endpoints[call];
	return { method, path, host };
}

/** The overrides are checked whole, so that a slip shows on the first call, whichever that is. */
export function readOverrides(given: unknown): Overrides {
	try {
		return { routes: routesIn(given) };
	} catch (error) {
		return { error: toEnkashError(error) };
	}
}

function routesIn(given: unknown): Map<CallId, Route> {
	const routes = new Map<CallId, Route>();
	const isText = typeof given === 'string';
	if (given == null || (isText && !given.trim())) return routes;
	const overrides = isText ? storedRecord(given) : given;
	if (!isRecord(overrides)) throw overrideError('is not a JSON object');
	for (const [call, text] of Object.entries(overrides)) {
		if (!isCallId(call)) {
			throw overrideError(`names an unknown call '${call}'`, callsLike(call));
		}
		const builtIn = builtInRoute(call);
		const route = typeof text === 'string' ? parseRoute(text, builtIn) : undefined;
		if (!route) {
			throw overrideError(
				`has no usable endpoint for '${call}'`,
				`Write it as a method and a path, such as "${builtIn.method} ${builtIn.path}".`,
			);
		}
		routes.set(call, route);
	}
	return routes;
}

function callsLike(call: string): string {
	const resource = call.split('.')[0];
	const known = Object.keys(endpoints).filter((id) => id.startsWith(`${resource}.`));
	return `Known calls are ${(known.length ? known : Object.keys(endpoints)).join(', ')}.`;
}

function overrideError(problem: string, description?: string): EnkashError {
	return new EnkashError('input', `'Endpoint Overrides' in the EnKash credential ${problem}`, {
		description:
			description ??
			'Write it as {"redemption.searchCatalog": "POST /api/v0/path"}, or leave it empty.',
	});
}
