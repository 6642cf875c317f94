import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import {
	baseUrl,
	credentialSecret,
	credentialText,
	HOST_FIELDS,
	routeOf,
	usesLogin,
	type EnkashCredential,
} from './credential';
import { decodeAnswer, encodeBody } from './encryption';
import type { CallId } from './endpoints';
import { readAnswer } from './envelope';
import { EnkashError, toEnkashError } from './errors';
import { withoutSecrets } from './secrets';
import { logInAnew, renewToken, storedRefusal, type StoredSession } from './session';
import { DEFAULT_TIMEOUT, exchange, type Send } from './transport';

/**
 * What n8n's hooks of a credential do. n8n calls the first one when a token is missing, when a
 * request was refused, and for each credential test; the second one before each request.
 */
export async function fetchSession(credential: EnkashCredential, send: Send): Promise<IDataObject> {
	const { rejectedSessionToken } = credential;
	if (typeof rejectedSessionToken === 'string') {
		return await renewedSession(credential, rejectedSessionToken, send);
	}
	// Not our own client: a credential test, or an HTTP Request node that uses this credential.
	return await testedSession(credential, send);
}

/** A refusal is given back to be stored, not thrown, so that other processes heed it as well. */
async function renewedSession(
	credential: EnkashCredential,
	rejected: string,
	send: Send,
): Promise<StoredSession> {
	try {
		return await renewToken(credential, rejected, send);
	} catch (error) {
		const refusal = toEnkashError(error).kind === 'login' && storedRefusal(credential);
		if (refusal) return refusal;
		throw toEnkashError(error);
	}
}

/** Marks the request of a credential test; it never leaves n8n. */
export const TEST_HEADER = 'x-credential-test';

/** Credentials whose login or token was proved for the test that is under way. */
const proved = new WeakSet<EnkashCredential>();

/** In place of a fetched token, where one was pasted: n8n asks again as long as it is blank. */
const PASTED = 'pasted';

async function testedSession(credential: EnkashCredential, send: Send): Promise<IDataObject> {
	proved.add(credential);
	if (usesLogin(credential)) {
		const session = await logInAnew(credential, send);
		await probe(credential, session.sessionToken, send);
		return session;
	}
	const token = credentialSecret(credential, 'accessToken');
	if (!token) {
		throw new EnkashError('input', "'Access Token' is missing in the EnKash credential", {
			description: "Paste a token, or set 'Authentication' to 'Partner Login'.",
		});
	}
	await probe(credential, token, send);
	return { sessionToken: PASTED };
}

/** Puts the token on a request. */
export function authorize(
	credential: EnkashCredential,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	const { [TEST_HEADER]: isTest, ...headers } = options.headers ?? {};
	if (isTest && !proved.has(credential)) throw asIfRefused();
	const token = usesLogin(credential)
		? credentialSecret(credential, 'sessionToken')
		: credentialSecret(credential, 'accessToken');
	if (!token) throw missingToken(credential);
	return { ...options, headers: { ...headers, Authorization: `Bearer ${token}` } };
}

/**
 * n8n 2.41 tests a credential with the stored token, and would call a changed password good for as
 * long as that lasts. Told that the token was refused, it asks `fetchSession` first, which proves
 * what the credential says now.
 */
function asIfRefused(): Error {
	return Object.assign(new Error('The stored token is not tested'), { response: { status: 401 } });
}

function missingToken(credential: EnkashCredential): EnkashError {
	if (!usesLogin(credential)) {
		return new EnkashError('login', "'Access Token' is missing in the EnKash credential");
	}
	const { loginRefusal } = credential;
	const message = loginRefusal ? refusalMessage(String(loginRefusal)) : 'EnKash gave no token';
	return new EnkashError('login', message, {
		description:
			'Correct the EnKash credential. The login is not tried again for now, since EnKash locks an account after three wrong ones.',
	});
}

function refusalMessage(loginRefusal: string): string {
	return String((JSON.parse(loginRefusal) as { message: unknown }).message);
}

/**
 * Proves that the token is taken where it will be used: reads the reward account (R3), or the cart
 * (D2) for a login that only has the marketplace. An answer that refuses something else than the
 * token is proof enough, unless it refuses the account that the credential names.
 */
async function probe(credential: EnkashCredential, token: string, send: Send): Promise<void> {
	const call = probeCall(credential);
	if (!call) return;
	const { method, path, host } = routeOf(credential, call);
	const url = baseUrl(credential, host) + path;
	const endpoint = `${method} ${url}`;
	try {
		const options = probeRequest(credential, call, { method, url }, token);
		const raw = await exchange(send, { options, endpoint, timeout: DEFAULT_TIMEOUT });
		readAnswer(raw, { endpoint, decode: (answer) => decodeAnswer(credential, answer) });
	} catch (thrown) {
		const error = withoutSecrets(toEnkashError(thrown), credential, token);
		const failure = probeFailure(error, credential, HOST_FIELDS[host].label);
		if (failure) throw toEnkashError(failure);
	}
}

function probeCall(credential: EnkashCredential): CallId | undefined {
	const has = (name: string) => credentialText(credential, name) !== '';
	if (credential.environment === 'sandbox' || has('cardApiUrl')) return 'reward.getAccount';
	return has('marketplaceUrl') ? 'redemption.getCart' : undefined;
}

function probeRequest(
	credential: EnkashCredential,
	call: CallId,
	target: Pick<IHttpRequestOptions, 'method' | 'url'>,
	token: string,
): IHttpRequestOptions {
	const headers: IDataObject = { Accept: 'application/json', Authorization: `Bearer ${token}` };
	if (call === 'redemption.getCart') return { ...target, headers, qs: { product: 'VOUCHER' } };
	const account = {
		companyId: credentialText(credential, 'companyId'),
		cardAccountId: credentialText(credential, 'cardAccountId'),
	};
	Object.assign(headers, {
		partnerId: credentialText(credential, 'partnerId'),
		'Content-Type': 'application/json',
	});
	return { ...target, headers, body: encodeBody(credential, account) };
}

function probeFailure(
	error: EnkashError,
	credential: EnkashCredential,
	hostLabel: string,
): EnkashError | undefined {
	const accepted = usesLogin(credential) ? 'EnKash accepted the login' : 'EnKash took the access token';
	if (error.kind === 'login') {
		return new EnkashError('login', `EnKash refused the token: ${error.message}`);
	}
	if (error.kind === 'refused' && error.fromEnkash) {
		if (!credentialText(credential, 'cardAccountId')) return undefined;
		return new EnkashError('refused', `${accepted}, but refused the default account: ${error.message}`);
	}
	return new EnkashError(error.kind, `'${hostLabel}' does not work: ${error.message}`);
}
