import type { IHttpRequestOptions } from 'n8n-workflow';
import { FITS_HEADER, type Account, type LoginFields } from './account';
import { baseUrl } from './hosts';
import { routeOf } from './routes';
import { readAnswer, tokenIn, type Answer } from '../wire/envelope';
import { EnkashError, toEnkashError } from '../../lib/errors';
import { isRecord, type JsonRecord } from '../../lib/json';
import { DEFAULT_TIMEOUT, exchange, type Send } from '../wire/transport';

/** What a login gives: T1 and D1, docs.enkash.com/api-9796904. */
export interface Login {
	token: string;
	/** Seconds; 0 where EnKash did not say. The page's prose says 300, its example 86399. */
	expiresIn: number;
	/** The answer as EnKash spelled it. */
	payload: JsonRecord;
}

const LABELS: Array<[keyof LoginFields, string]> = [
	['username', 'Username'],
	['password', 'Password'],
	['clientId', 'Client ID'],
	['clientSecret', 'Client Secret'],
];

/**
 * One password grant, never repeated: EnKash locks an account after three wrong ones.
 * @throws EnkashError `login` where EnKash refuses it, else `input`, `notSent` or `unknown`.
 */
export async function requestToken(account: Account, send: Send, timeout: number): Promise<Login> {
	for (const [name, label] of LABELS) {
		if (account.login[name]) continue;
		throw new EnkashError('input', `'${label}' is missing in the EnKash credential`, {
			description: 'Fill it in, or choose Access Token as the authentication.',
		});
	}
	const { method, path } = routeOf(account, 'token.authenticate');
	const url = baseUrl(account, 'auth') + path;
	const endpoint = `The token endpoint ${method} ${url}`;
	const raw = await exchange(send, {
		options: tokenRequest(account.login, method, url),
		endpoint,
		timeout,
	});
	const answer = readLogin(() =>
		readAnswer(raw, { endpoint, decode: (body) => body, secrets: account.secrets }),
	);
	const payload = isRecord(answer.payload) ? answer.payload : {};
	const token = tokenIn(payload);
	if (!token || !FITS_HEADER.test(token)) {
		throw new EnkashError('unknown', `${endpoint} answered without a token that can be used`);
	}
	const expiresIn = Number(payload.expires_in ?? payload.expiresIn);
	return { token, expiresIn: expiresIn > 0 ? expiresIn : 0, payload };
}

/** Whether the server of the logins is at work. What it is asked takes no password, and is none. */
export async function answers(account: Account, send: Send): Promise<boolean> {
	const url = baseUrl(account, 'auth') + routeOf(account, 'token.authenticate').path;
	const options: IHttpRequestOptions = { method: 'GET', url };
	try {
		const raw = await exchange(send, { options, endpoint: url, timeout: DEFAULT_TIMEOUT });
		return raw.httpStatus < 500;
	} catch {
		return false;
	}
}

function tokenRequest(
	{ username, password, clientId, clientSecret }: LoginFields,
	method: IHttpRequestOptions['method'],
	url: string,
): IHttpRequestOptions {
	return {
		method,
		url,
		auth: { username: clientId, password: clientSecret },
		headers: { Accept: 'application/json' },
		body: new URLSearchParams({
			username,
			password,
			grant_type: 'password',
			clientId,
		}),
	};
}

function readLogin(read: () => Answer): Answer {
	try {
		return read();
	} catch (error) {
		throw loginFailure(error);
	}
}

/** A refusal of the login itself; a missing endpoint or a rate limit is not one. */
function loginFailure(thrown: unknown): EnkashError {
	const error = toEnkashError(thrown);
	const refused = error.kind === 'login' || (error.kind === 'refused' && error.fromEnkash);
	if (!refused || error.httpStatus === 429) return error;
	const words = error.fromEnkash ? `: ${error.message}` : ` (HTTP ${error.httpStatus})`;
	return error.with({
		kind: 'login',
		message: `EnKash refused the login${words}`,
		description: LOGIN_ADVICE,
	});
}

const LOGIN_ADVICE =
	'Check the username, password, client ID and client secret in the EnKash credential. EnKash locks an account after three wrong logins, so this one is not tried again for now.';
