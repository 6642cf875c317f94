import type { CallRequest } from '../../api/client';
import { builtInRoute, parseRoute, type Route } from '../../api/login/routes';
import { endpoints, type ReadingCall } from '../../api/wire/endpoints';
import { nameOf, ownRoute, tryCall } from '../asking';
import type { Inquiry } from '../inquiry';
import { isNotThere, isUnderstood, type Reply } from '../reply';
import { ways } from './hostWays';

/** By which path a call answers. */
export interface RouteTrial {
	call: ReadingCall;
	route: Route;
	/** What came of it by this path. */
	reply: Reply;
	/** The paths that were tried, in their order, with what came of them. */
	tried: Array<{ route: Route; reply: Reply }>;
}

/** Asks a call on the way that was found to its service. */
export async function ask(
	inquiry: Inquiry,
	call: ReadingCall,
	request: CallRequest,
	route: Route = ownRoute(inquiry, call),
): Promise<Reply> {
	const { server, encryption } = await ways[serviceOf(call)](inquiry);
	return await tryCall(inquiry, { route, request, server, encryption });
}

function serviceOf(call: ReadingCall) {
	return endpoints[call].host;
}

/**
 * Tries the credential's own path, the built-in one and the others, up to the first where EnKash
 * understands the call. Where none is, the first that is there at all.
 */
export async function findRoute(
	inquiry: Inquiry,
	call: ReadingCall,
	request: CallRequest,
	candidates: string[],
): Promise<RouteTrial> {
	const tried: RouteTrial['tried'] = [];
	for (const route of routesFor(inquiry, call, candidates)) {
		const reply = await ask(inquiry, call, request, route);
		tried.push({ route, reply });
		if (isUnderstood(reply) || reply.was === 'notAsked') break;
	}
	const [first] = tried;
	const last = tried[tried.length - 1];
	const found = isUnderstood(last.reply)
		? last
		: (tried.find(({ reply }) => !isNotThere(reply)) ?? first);
	return { call, ...found, tried };
}

export function routesFor(inquiry: Inquiry, call: ReadingCall, candidates: string[]): Route[] {
	const builtIn = builtInRoute(call);
	const guesses = candidates.flatMap((text) => parseRoute(text, builtIn) ?? []);
	const all = [ownRoute(inquiry, call), builtIn, ...guesses];
	return [...new Map(all.map((route) => [nameOf(route), route])).values()];
}
