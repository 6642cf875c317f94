/**
 * The login, from n8n's side. Who comes in here, and when:
 *
 * | who | first hook, `fetchSession` | second hook, `authorize` |
 * | --- | --- | --- |
 * | our client (access.ts, ownCall.ts) | with a blank token, to have one fetched | each request |
 * | our client, to store fields (store.ts) | gives the fields | ends the call unsent |
 * | an HTTP Request node with this credential | no token yet, or its request failed | each request |
 * | the credential test | twice, see `asIfRefused` | each request |
 *
 * What is kept where: in this process tokens (session.ts), the login under way (attempt.ts) and strikes
 * (strikes.ts), by what is sent; in the credential, for the other processes, the hidden fields of
 * `StoredSession` (account.ts), among them the claim of who is about to log in (claim.ts).
 *
 * Which n8n does what: all store what the first hook gives, before the request leaves. n8n 1.123
 * writes the whole credential object instead of these fields alone. Up to 2.20 it wraps what a hook
 * throws, and loses its cause. From 2.41 a credential test uses the stored token. Where n8n does not
 * store, everything here still holds within the process. None of this is told by a version number.
 */
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { EnkashError } from '../../lib/errors';
import { DEFAULT_TIMEOUT, withDeadline, type Send } from '../wire/transport';
import { pastedToken, readAccount, type Account } from './account';
import { assertMayLogIn, logInForTest, once, patiently, renewToken } from './attempt';
import { noted, ownCallOf, type HookCredential, type OwnCall } from './ownCall';
import { probe } from './probe';
import { currentToken, isStoredFresh, isYoung, reject } from './session';
import { StoredOnly } from './store';

/** Marks the request of a credential test; it never leaves n8n. */
export const TEST_HEADER = 'x-credential-test';

/** Credentials that are being tested. n8n hands the same object to both of its hooks. */
const tested = new WeakSet<HookCredential>();

/** In place of a fetched token, where one was pasted: n8n asks again as long as it is blank. */
const PASTED = 'pasted';

/**
 * n8n's first hook, called when a token is missing, when a request failed, and for each credential
 * test: our own client asks with a blank token, an HTTP Request node that uses this credential with
 * the one that was sent. n8n calls it after any failure of such a node, so a token that was fetched a
 * moment ago is not taken for the reason.
 */
export async function fetchSession(credential: HookCredential, send: Send): Promise<IDataObject> {
	const own = ownCallOf(credential);
	if (own?.fieldsToStore) return own.fieldsToStore;
	const account = own?.account ?? readAccount(credential);
	const timeout = own?.timeout ?? DEFAULT_TIMEOUT;
	if (tested.has(credential)) return await testedSession(account, send);
	if (!account.usesLogin) return { sessionToken: PASTED };
	const failed = tokenIn(credential);
	if (failed && !isYoung(account, failed)) reject(account, failed);
	try {
		return await renewToken(account, failed, own ? patiently(send, timeout) : once(send, timeout));
	} catch (error) {
		throw noted(own, error);
	}
}

async function testedSession(account: Account, send: Send): Promise<IDataObject> {
	if (!account.usesLogin) {
		await probe(account, pastedToken(account), send);
		return { sessionToken: PASTED };
	}
	const session = await logInForTest(account, once(send, DEFAULT_TIMEOUT));
	if (session.sessionToken) await probe(account, String(session.sessionToken), send);
	return session;
}

/** n8n's second hook, called before each request: puts the token on it. */
export function authorize(
	credential: HookCredential,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	const own = ownCallOf(credential);
	if (own) return authorizeOwn(own, tokenIn(credential), options);
	const { [TEST_HEADER]: isTest, ...headers } = options.headers ?? {};
	if (isTest && !tested.has(credential)) {
		tested.add(credential);
		throw asIfRefused();
	}
	const account = readAccount(credential);
	const token = account.stored.sessionToken;
	if (account.usesLogin && token && !isStoredFresh(account)) throw asIfRefused();
	return { ...options, headers: { ...headers, ...bearer(account, token) } };
}

function authorizeOwn(
	own: OwnCall,
	token: string,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	own.reached = true;
	try {
		if (own.fieldsToStore) throw new StoredOnly();
		const headers = { ...options.headers, ...bearer(own.account, token) };
		// The client wants the body within the time-out as well; n8n has put the signal of a stop here.
		return withDeadline({ ...options, headers });
	} catch (error) {
		throw noted(own, error);
	}
}

function bearer(account: Account, token: string): IDataObject {
	return { Authorization: `Bearer ${tokenFor(account, token)}` };
}

function tokenFor(account: Account, token: string): string {
	if (!account.usesLogin) return pastedToken(account);
	const found = token || currentToken(account);
	if (found) return found;
	assertMayLogIn(account);
	throw new EnkashError('login', 'n8n went on without a token of EnKash', {
		description: 'Test the EnKash credential, then run this again.',
	});
}

/** The token n8n has: the stored one, the one that was handed in, or the one it has just been given. */
function tokenIn({ sessionToken }: HookCredential): string {
	return typeof sessionToken === 'string' ? sessionToken : '';
}

/**
 * n8n 2.41 tests a credential with the stored token, and would call a changed password good for as
 * long as that lasts; it also knows nothing of the time a token expires. Told that the token was
 * refused, it asks the first hook for what the credential says now.
 */
function asIfRefused(): Error {
	return Object.assign(new Error('The stored token is of no use'), { response: { status: 401 } });
}
