import type { State } from '../state';
import type { Wire } from '../types';
import { holderName } from '../views';

const PATH = /^\/sso\/([^/]+)\/(employee_rewards|reward_account)\/([^/]+)$/;

/** The page behind a single sign-on link; undefined when the path is another one. */
export function ssoPage(method: string, path: string, state: State): Wire | undefined {
	const [, token, view, partnerName] = PATH.exec(path) ?? [];
	if (method !== 'GET' || token === undefined) return undefined;
	const card = state.ssoTokens.get(decodeURIComponent(token));
	if (!card) return page(401, 'This link is not valid');
	const title = view === 'employee_rewards' ? 'Rewards' : 'Reward account';
	return page(200, `${title} of ${holderName(card)}, by way of ${decodeURIComponent(partnerName)}`);
}

function page(status: number, text: string): Wire {
	const safe = text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
	return {
		status,
		headers: { 'content-type': 'text/html; charset=utf-8' },
		body: `<!doctype html><meta charset="utf-8"><title>${safe}</title><h1>${safe}</h1>`,
	};
}
