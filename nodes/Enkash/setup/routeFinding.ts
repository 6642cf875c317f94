import type { CallId } from '../api/wire/endpoints';
import { nameOf, ownRoute } from './asking';
import type { RouteTrial } from './facts/routeTrials';
import type { Inquiry } from './inquiry';
import { likely, sure, unknown, type Finding } from './question';
import { isNotThere, isUnderstood } from './reply';
import { adviceOf, asked, lineFor } from './wording';

/**
 * By which path a call answers, and the lines to paste where it is not the credential's own.
 * @param calls those that share the path
 */
export function routeFinding(
	inquiry: Inquiry,
	{ route, reply, tried }: Pick<RouteTrial, 'route' | 'reply' | 'tried'>,
	calls: CallId[],
): Finding {
	const evidence = asked(route, reply);
	if (isUnderstood(reply)) {
		const lines = linesFor(inquiry, route, calls);
		const set = lines.length > 0 ? `'Endpoint Overrides': {${lines.join(', ')}}` : undefined;
		const by = reply.was === 'success' ? sure : likely;
		const as = set ? '' : ', as the credential has it';
		return by(`${nameOf(route)}${as}`, { set, evidence });
	}
	if (reply.was === 'forbidden') {
		return likely(`${nameOf(route)} is there, and refused`, { set: ASK_FOR_ACCESS, evidence });
	}
	if (isNotThere(reply)) {
		const set = 'Ask EnKash for its path, for Endpoint Overrides';
		return likely(`None of the ${tried.length} paths that were tried`, { set, evidence });
	}
	return unknown('Not found out', { set: adviceOf(reply), evidence });
}

export const ASK_FOR_ACCESS =
	'Ask EnKash to enable it for your account, and for the address of this n8n';

/** One line of Endpoint Overrides for each call whose path is another one. */
export function linesFor(inquiry: Inquiry, route: RouteTrial['route'], calls: CallId[]): string[] {
	const moved = calls.filter((call) => nameOf(ownRoute(inquiry, call)) !== nameOf(route));
	return moved.map((call) => lineFor(call, route));
}
