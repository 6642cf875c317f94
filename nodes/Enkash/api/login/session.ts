import type { IDataObject } from 'n8n-workflow';
import { failedClaim, isClaimedHere } from './claim';
import { isOwnCall, loginKey, secretsOf, usesLogin, type EnkashCredential } from './account';
import { asIs, toEnkashError, type EnkashError } from '../../lib/errors';
import type { JsonRecord } from '../../lib/json';
import { requestToken, type Login } from './request';
import { withRetries } from '../wire/retry';
import { withoutSecrets } from '../wire/secrets';
import { assertMayTest, assertMayTry, forgetStrikes, noteStrike, refusalToStore } from './strikes';
import type { Send } from '../wire/transport';

/**
 * Keeps the token of each login, for all nodes of this process. n8n keeps it too, encrypted in
 * the credential, for other processes and for the next start. A hundred calls over an expired
 * token make one login, and a token is renewed a little before it expires.
 */
interface Session {
	token: string;
	/** Milliseconds since the epoch; 0 where EnKash did not say. */
	expiresAt: number;
	/** From here on a new token is fetched, in milliseconds since the epoch. */
	renewAt: number;
	/** When the login was made, in milliseconds since the epoch. */
	since: number;
	payload: JsonRecord;
}

interface LoginState {
	session?: Session;
	/** The login under way, which everybody waits for. */
	pending?: Promise<Session>;
	/** The last login that failed without being refused (no network, a web page …). */
	failure?: { until: number; error: EnkashError };
	/** Tokens that EnKash has refused since the last login. */
	rejected: Set<string>;
	/** Tokens that were refused as soon as they were fetched, and when: renewing is not what they need. */
	inVain: Map<string, number>;
}

const MINUTE = 60_000;
/** A host that is down is not asked again for each of a thousand items. */
const FAILURE_REST = 5_000;
/** Long-lived tokens are renewed this much before they expire, short-lived ones a tenth earlier. */
const RENEWAL_MARGIN = MINUTE;
/** How long a token that was renewed in vain is left alone. */
const IN_VAIN_REST = 15 * MINUTE;
/** A login this young has proved what a credential test wants to know. */
const JUST_NOW = 10_000;

const states = new Map<string, LoginState>();

function stateOf(credential: EnkashCredential): LoginState {
	const key = loginKey(credential);
	const state = states.get(key) ?? { rejected: new Set(), inVain: new Map() };
	states.set(key, state);
	return state;
}

/** What n8n stores in the credential: its hidden fields. */
export interface StoredSession extends IDataObject {
	sessionToken: string;
	/** Milliseconds since the epoch. */
	sessionTokenExpiresAt: number;
	/** The login the token belongs to, so that it is not used after an edit. */
	sessionLogin: string;
	/** The last refusal, so that other processes keep from trying too. */
	loginRefusal: string;
	/** The process that is about to log in: see claim.ts. A login that has ended clears it. */
	loginClaim: string;
}

type Store = (fields: IDataObject) => Promise<void>;

const NO_SESSION: StoredSession = {
	sessionToken: '',
	sessionTokenExpiresAt: 0,
	sessionLogin: '',
	loginRefusal: '',
	loginClaim: '',
};

function stored(credential: EnkashCredential, { token, expiresAt }: Session): StoredSession {
	const sessionLogin = loginKey(credential);
	return { ...NO_SESSION, sessionToken: token, sessionTokenExpiresAt: expiresAt, sessionLogin };
}

/** The token to use now, from this process or from the stored credential; undefined if none is good. */
export function currentToken(credential: EnkashCredential): string | undefined {
	const { session, rejected } = stateOf(credential);
	const own = freshSession(session, rejected)?.token;
	if (own) return own;
	const { sessionToken } = credential;
	if (typeof sessionToken !== 'string' || sessionToken === session?.token) return undefined;
	return isStoredFresh(credential) && !rejected.has(sessionToken) ? sessionToken : undefined;
}

function freshSession(session: Session | undefined, rejected: Set<string>): Session | undefined {
	if (!session || rejected.has(session.token)) return undefined;
	return session.renewAt === 0 || Date.now() < session.renewAt ? session : undefined;
}

/** Whether the stored token belongs to what the credential says now, and still lives. */
export function isStoredFresh(credential: EnkashCredential): boolean {
	const { sessionToken, sessionTokenExpiresAt, sessionLogin } = credential;
	if (!sessionToken || sessionLogin !== loginKey(credential)) return false;
	const expiresAt = Number(sessionTokenExpiresAt) || 0;
	return expiresAt === 0 || Date.now() < expiresAt - RENEWAL_MARGIN;
}

/** Whether this process has fetched the token, and not another one. */
export function isOwnToken(credential: EnkashCredential, token: string): boolean {
	return stateOf(credential).session?.token === token;
}

/** Whether this process has fetched the token within the last minute. */
export function isYoung(credential: EnkashCredential, token: string): boolean {
	const { session } = stateOf(credential);
	return session?.token === token && Date.now() - session.since < MINUTE;
}

/** From now on the token counts as none. */
export function reject(credential: EnkashCredential, token: string): void {
	stateOf(credential).rejected.add(token);
}

/** Ends when nobody is logging in any more, however that went. */
export async function loginUnderWay(credential: EnkashCredential): Promise<void> {
	await stateOf(credential).pending?.then(
		() => undefined,
		() => undefined,
	);
}

/**
 * Logs in where no good token is known.
 * @returns what n8n is to store: nothing for those who only waited for the login of another.
 * @throws EnkashError where that fails, unless other processes are to know of it
 */
export async function renewToken(credential: EnkashCredential, send: Send): Promise<IDataObject> {
	const { session, rejected, pending } = stateOf(credential);
	if (pending) return await awaited(credential, pending);
	const fresh = freshSession(session, rejected);
	return await outcome(credential, fresh ?? logIn(credential, send, assertMayLogIn));
}

/** Whoever has no token yet finds the new one here; n8n need not store it for each of them. */
async function awaited(
	credential: EnkashCredential,
	pending: Promise<Session>,
): Promise<IDataObject> {
	const session = await pending;
	return credential.sessionToken ? stored(credential, session) : {};
}

/** A login that a person asked for by a credential test. */
export async function logInForTest(credential: EnkashCredential, send: Send): Promise<IDataObject> {
	const { session, rejected } = stateOf(credential);
	const fresh = freshSession(session, rejected);
	const recent = fresh && Date.now() - fresh.since < JUST_NOW ? fresh : undefined;
	return await outcome(credential, recent ?? logIn(credential, send, assertMayLogInForTest));
}

/** How a login went, for n8n to store: what other processes should heed is not thrown. */
async function outcome(
	credential: EnkashCredential,
	login: Session | Promise<Session>,
): Promise<IDataObject> {
	try {
		return stored(credential, await login);
	} catch (thrown) {
		const error = toEnkashError(thrown);
		const fields = failedLogin(credential, error);
		if (fields) return fields;
		throw asIs(error);
	}
}

/** A refusal is for all; another failure, for those who wait for this process. */
function failedLogin(credential: EnkashCredential, error: EnkashError): IDataObject | undefined {
	const { failure } = stateOf(credential);
	const isRefusal = error.kind === 'login';
	const loginRefusal = isRefusal ? refusalToStore(credential) : '';
	if (loginRefusal) return { ...NO_SESSION, sessionLogin: loginKey(credential), loginRefusal };
	// Not tried, so there is nothing to store: n8n goes on to its second hook, which says why.
	if (isRefusal) return { sessionToken: '' };
	if (!failure || !isClaimedHere(credential)) return undefined;
	return { sessionToken: '', loginClaim: failedClaim(credential, error, failure.until) };
}

/** The whole answer of a login that this process made within the last minute. */
export function recentAnswer(credential: EnkashCredential): JsonRecord | undefined {
	const { session, rejected } = stateOf(credential);
	const recent = freshSession(session, rejected);
	return recent && Date.now() - recent.since < MINUTE ? recent.payload : undefined;
}

/** The whole answer of a new login, whose outcome n8n is given to `store`. */
export async function logInAnew(
	credential: EnkashCredential,
	send: Send,
	store: Store,
): Promise<JsonRecord> {
	const login = logIn(credential, send, assertMayLogIn);
	await store(await outcome(credential, login));
	return (await login).payload;
}

/**
 * Says why a login is not to be tried now, without trying it.
 * @throws EnkashError
 */
export function assertMayLogIn(credential: EnkashCredential): void {
	assertNoFailure(credential);
	assertMayTry(credential);
}

function assertMayLogInForTest(credential: EnkashCredential): void {
	assertNoFailure(credential);
	assertMayTest(credential);
}

function assertNoFailure(credential: EnkashCredential): void {
	const { failure } = stateOf(credential);
	if (failure && Date.now() < failure.until) throw failure.error;
}

async function logIn(
	credential: EnkashCredential,
	send: Send,
	assertMay: (credential: EnkashCredential) => void,
): Promise<Session> {
	const state = stateOf(credential);
	if (state.pending) return await state.pending;
	assertMay(credential);
	state.pending = attempt(state, credential, send);
	try {
		return await state.pending;
	} finally {
		state.pending = undefined;
	}
}

async function attempt(
	state: LoginState,
	credential: EnkashCredential,
	send: Send,
): Promise<Session> {
	try {
		const { token, expiresIn, payload } = await requestPatiently(credential, send);
		const since = Date.now();
		const life = expiresIn * 1000;
		const expiresAt = life && since + life;
		const renewAt = expiresAt && expiresAt - Math.min(RENEWAL_MARGIN, life / 10);
		forgetStrikes(credential);
		state.rejected.clear();
		state.inVain.clear();
		state.session = { token, expiresAt, renewAt, since, payload };
		return state.session;
	} catch (error) {
		throw remember(state, credential, error);
	}
}

/** Where it is sure that no wrong login is counted, a run waits for a passing failure to end. */
async function requestPatiently(credential: EnkashCredential, send: Send): Promise<Login> {
	if (!isOwnCall(credential)) return await requestToken(credential, send);
	return await withRetries(async () => {
		try {
			return await requestToken(credential, send);
		} catch (thrown) {
			const error = toEnkashError(thrown);
			const safe = error.kind === 'notSent' || hasWorked(credential);
			throw error.with({ passing: error.passing && safe });
		}
	});
}

/** Whether this very login was accepted before, by this process or another. */
function hasWorked(credential: EnkashCredential): boolean {
	if (stateOf(credential).session) return true;
	return credential.sessionLogin === loginKey(credential) && !credential.loginRefusal;
}

function remember(state: LoginState, credential: EnkashCredential, thrown: unknown): EnkashError {
	// What the calls behind it could wait for has been waited for here.
	const error = withoutSecrets(toEnkashError(thrown), secretsOf(credential)).with({
		passing: false,
		atLogin: true,
	});
	if (error.kind === 'login') {
		noteStrike(credential, error.message, true);
	} else {
		if (mayHaveCounted(error) && !hasWorked(credential))
			noteStrike(credential, error.message, false);
		const asked = Math.min((error.retryAfter ?? 0) * 1000, MINUTE);
		state.failure = { until: Date.now() + Math.max(FAILURE_REST, asked), error };
	}
	return error;
}

/** Whether EnKash may have checked the password, and nobody knows how that went. */
function mayHaveCounted({ kind, httpStatus = 0 }: EnkashError): boolean {
	if (kind === 'input' || kind === 'notSent') return false;
	return ![404, 405, 429].includes(httpStatus);
}

/** Whether a refused token is worth renewing: not where its renewal has just changed nothing. */
export function canRenew(credential: EnkashCredential, rejected: string): boolean {
	if (!usesLogin(credential)) return false;
	const since = stateOf(credential).inVain.get(rejected);
	return since === undefined || Date.now() - since > IN_VAIN_REST;
}

export function noteRenewedInVain(credential: EnkashCredential, token: string): void {
	stateOf(credential).inVain.set(token, Date.now());
}
