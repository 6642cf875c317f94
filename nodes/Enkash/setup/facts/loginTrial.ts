import { pastedToken } from '../../api/login/account';
import { currentToken } from '../../api/login/session';
import { tokenIn } from '../../api/wire/envelope';
import { toEnkashError, type EnkashError } from '../../lib/errors';
import type { JsonRecord } from '../../lib/json';
import { fact, type Inquiry } from '../inquiry';

/** What a login came to. */
export interface LoginTrial {
	/** Blank where there is none. */
	token: string;
	/** EnKash's answer to the login, where one was made. */
	payload?: JsonRecord;
	/** Why there is no answer. */
	error?: EnkashError;
}

/** Logs in once, as the node does: not at all where this login was refused just now. */
export const loginTrial = fact<LoginTrial>(async (inquiry) =>
	inquiry.account.usesLogin ? await loggedIn(inquiry) : pasted(inquiry),
);

async function loggedIn({ client, timeout }: Inquiry): Promise<LoginTrial> {
	try {
		const payload = await client.logIn({ timeout });
		return { token: tokenIn(payload) ?? '', payload };
	} catch (thrown) {
		// One of an earlier login may still be good.
		return { token: currentToken(client.account) ?? '', error: toEnkashError(thrown) };
	}
}

function pasted({ account }: Inquiry): LoginTrial {
	try {
		return { token: pastedToken(account) };
	} catch (thrown) {
		return { token: '', error: toEnkashError(thrown) };
	}
}
