import { EnkashError, inputError } from '../lib/errors';
import { parseRoute, type Route } from './login/routes';
import { endpoints, type Endpoint } from './wire/endpoints';

/** The route that a user gave for one call, or the one that is known for it. */
export function chosenRoute(endpointPath: unknown, known: Route): Route {
	if (endpointPath === undefined) return known;
	const route = typeof endpointPath === 'string' ? parseRoute(endpointPath, known) : undefined;
	if (route) return route;
	throw inputError(
		'Endpoint Path',
		'is not a path',
		`Write it as ${known.path} or ${known.method} ${known.path}.`,
	);
}

/** @param values what stands in the placeholders, as the user gave it */
export function filledPath(path: string, values: Record<string, string>): string {
	return path.replace(/\{(\w*)\}/g, (placeholder, name: string) => {
		if (Object.hasOwn(values, name)) return segment(values[name]);
		const known = Object.keys(values).map((key) => `{${key}}`);
		throw new EnkashError(
			'input',
			`The endpoint ${path} has an unknown placeholder ${placeholder}`,
			{
				description: known.length
					? `This call fills in ${known.join(', ')}.`
					: 'This call fills in none.',
			},
		);
	});
}

/** One step of a path, which must not become two, or lead elsewhere. */
function segment(value: string): string {
	if (value !== '.' && value !== '..' && !/\p{Surrogate}/u.test(value))
		return encodeURIComponent(value);
	throw new EnkashError('input', `'${value}' cannot be part of a URL`, {
		description: 'Enter the ID as EnKash gave it.',
	});
}

/** What EnKash calls its calls that change something (the writing calls of api/wire/endpoints.ts). */
const CHANGES = /create|allocat|update|delete|remove|cancel|sso|oauth/i;

/**
 * For a call that is made to find something out: an override may lead a reading call anywhere.
 * @throws EnkashError `input` where the route is not surely one that only reads.
 */
export function assertChangesNothing({ method, path }: Route): void {
	const readable = decoded(new URL(`file:///${path}`).pathname);
	const plain = readable.replace(/\/+/g, '/').replace(/\/$/, '');
	const known: Endpoint[] = Object.values(endpoints);
	const changes =
		!['GET', 'POST'].includes(method) ||
		CHANGES.test(plain) ||
		known.some((each) => !each.reads && each.method === method && each.path === plain);
	if (!changes) return;
	throw new EnkashError('input', `${method} ${path} may change something, and was not tried`, {
		description: "Check the line of this call in 'Endpoint Overrides' of the credential.",
	});
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
