import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { ENCRYPTION_ADVICE, isAboutEncryption } from '../wire/advice';
import {
	baseUrl,
	credentialSecret,
	credentialText,
	encryptionOf,
	fieldsToStore,
	HOST_FIELDS,
	isOwnCall,
	partnerId,
	pastedToken,
	routeOf,
	secretsOf,
	StoredOnly,
	usesLogin,
	type EnkashCredential,
} from './account';
import { decodeAnswer, encodeBody } from '../wire/encryption';
import type { CallId } from '../wire/endpoints';
import { readAnswer } from '../wire/envelope';
import { EnkashError, toEnkashError } from '../../lib/errors';
import { withoutSecrets } from '../wire/secrets';
import {
	assertMayLogIn,
	currentToken,
	isStoredFresh,
	isYoung,
	logInForTest,
	reject,
	renewToken,
} from './session';
import { storedRefusal } from './strikes';
import { DEFAULT_TIMEOUT, exchange, withDeadline, type Send } from '../wire/transport';

/** Marks the request of a credential test; it never leaves n8n. */
export const TEST_HEADER = 'x-credential-test';

/** Credentials that are being tested. n8n hands the same object to both of its hooks. */
const tested = new WeakSet<EnkashCredential>();

/** In place of a fetched token, where one was pasted: n8n asks again as long as it is blank. */
const PASTED = 'pasted';

/**
 * n8n's first hook, called when a token is missing, when a request failed, and for each credential
 * test: our own client asks with a blank token, an HTTP Request node that uses this credential with
 * the one that was sent. n8n calls it after any failure of such a node, so a token that was fetched a
 * moment ago is not taken for the reason.
 */
export async function fetchSession(credential: EnkashCredential, send: Send): Promise<IDataObject> {
	const fields = fieldsToStore(credential);
	if (fields) return fields;
	if (tested.has(credential)) return await testedSession(credential, send);
	if (!usesLogin(credential)) return { sessionToken: PASTED };
	const failed = credentialSecret(credential, 'sessionToken');
	if (failed && !isYoung(credential, failed)) reject(credential, failed);
	return await renewToken(credential, send);
}

async function testedSession(credential: EnkashCredential, send: Send): Promise<IDataObject> {
	if (!usesLogin(credential)) {
		await probe(credential, pastedToken(credential), send);
		return { sessionToken: PASTED };
	}
	const session = await logInForTest(credential, send);
	if (session.sessionToken) await probe(credential, String(session.sessionToken), send);
	return session;
}

/** n8n's second hook, called before each request: puts the token on it. */
export function authorize(
	credential: EnkashCredential,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	if (fieldsToStore(credential)) throw new StoredOnly();
	const { [TEST_HEADER]: isTest, ...headers } = options.headers ?? {};
	if (isTest && !tested.has(credential)) {
		tested.add(credential);
		throw asIfRefused();
	}
	const authorized = {
		...options,
		headers: { ...headers, Authorization: `Bearer ${tokenFor(credential)}` },
	};
	// The client wants the body within the time-out as well; n8n has put the signal of a stop here.
	return isOwnCall(credential) ? withDeadline(authorized) : authorized;
}

function tokenFor(credential: EnkashCredential): string {
	if (!usesLogin(credential)) return pastedToken(credential);
	const token = credentialSecret(credential, 'sessionToken');
	if (token && !isOwnCall(credential) && !isStoredFresh(credential)) throw asIfRefused();
	const found = token || currentToken(credential);
	if (found) return found;
	assertMayLogIn(credential);
	throw new EnkashError('login', storedRefusal(credential) ?? 'EnKash gave no token', {
		description:
			'Correct the EnKash credential. The login is not tried again for now, since EnKash locks an account after three wrong ones.',
	});
}

/**
 * n8n 2.41 tests a credential with the stored token, and would call a changed password good for as
 * long as that lasts; it also knows nothing of the time a token expires. Told that the token was
 * refused, it asks the first hook for what the credential says now.
 */
function asIfRefused(): Error {
	return Object.assign(new Error('The stored token is of no use'), { response: { status: 401 } });
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
		readAnswer(raw, {
			endpoint,
			decode: (answer) => decodeAnswer(encryptionOf(credential), answer),
		});
	} catch (thrown) {
		const error = withoutSecrets(toEnkashError(thrown), [...secretsOf(credential), token]);
		const failure = probeFailure(error, credential, HOST_FIELDS[host].label);
		if (failure) throw toEnkashError(failure);
	}
}

function probeCall(credential: EnkashCredential): CallId | undefined {
	const has = (name: string) => credentialText(credential, name) !== '';
	if (credential.environment === 'sandbox' || has('cardApiUrl')) {
		partnerId(credential);
		return 'reward.getAccount';
	}
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
		partnerId: partnerId(credential),
		'Content-Type': 'application/json',
	});
	return { ...target, headers, body: encodeBody(encryptionOf(credential), account) };
}

function probeFailure(
	error: EnkashError,
	credential: EnkashCredential,
	hostLabel: string,
): EnkashError | undefined {
	const accepted = usesLogin(credential)
		? 'EnKash accepted the login'
		: 'EnKash took the access token';
	if (error.kind === 'login') {
		return new EnkashError('login', `EnKash refused the token: ${error.message}`);
	}
	if (isAboutEncryption(error)) {
		const words = error.message.replace(/\.$/, '');
		return new EnkashError(
			error.kind,
			`${accepted}, but not the encryption: ${words}. ${ENCRYPTION_ADVICE}`,
		);
	}
	if (error.kind === 'refused' && error.fromEnkash) {
		if (!credentialText(credential, 'cardAccountId')) return undefined;
		return new EnkashError(
			'refused',
			`${accepted}, but refused the default account: ${error.message}`,
		);
	}
	return new EnkashError(error.kind, `'${hostLabel}' does not work: ${error.message}`);
}
