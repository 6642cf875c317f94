import type { IDataObject } from 'n8n-workflow';
import { loginKey, usesLogin, type EnkashCredential } from './credential';
import { EnkashError, toEnkashError } from './errors';
import { isRecord, type JsonRecord } from './json';
import { requestToken } from './login';
import { withoutSecrets } from './secrets';
import type { Send } from './transport';

/**
 * Keeps the token of each login, for all nodes of this process. n8n keeps it too, encrypted in
 * the credential, for other processes and for the next start. Three rules live here:
 * a hundred calls over an expired token make one login; a refused login is not tried again; a
 * token is renewed a little before it expires.
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

interface Refusal {
	/** Logins refused in a row. */
	count: number;
	/** Milliseconds since the epoch. */
	at: number;
	message: string;
}

interface LoginState {
	session?: Session;
	/** The login under way, which everybody waits for. */
	pending?: Promise<Session>;
	refusal?: Refusal;
	/** The last login that failed without being refused (no network, a web page …). */
	failure?: { at: number; error: EnkashError };
	/** A token that was renewed once and refused again: renewing is not what it needs. */
	renewedInVain?: { token: string; at: number };
}

const MINUTE = 60_000;
/** How long a refused login rests before anything but a person may try again. */
const REFUSAL_REST = 15 * MINUTE;
/** Of EnKash's three attempts, those that are made without a person asking for it. */
const UNATTENDED_ATTEMPTS = 2;
/** A host that is down is not asked again for each of a thousand items. */
const FAILURE_REST = 5_000;
/** Long-lived tokens are renewed this much before they expire, short-lived ones a tenth earlier. */
const RENEWAL_MARGIN = MINUTE;

const states = new Map<string, LoginState>();

function stateOf(credential: EnkashCredential): LoginState {
	const key = loginKey(credential);
	const state = states.get(key) ?? {};
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
}

/** The token to use now, from this process or from the stored credential; undefined if none is good. */
export function currentToken(credential: EnkashCredential): string | undefined {
	const own = stateOf(credential).session;
	if (own && isFresh(own)) return own.token;
	const { sessionToken, sessionTokenExpiresAt, sessionLogin } = credential;
	if (typeof sessionToken !== 'string' || !sessionToken) return undefined;
	if (sessionLogin !== loginKey(credential) || sessionToken === own?.token) return undefined;
	const expiresAt = Number(sessionTokenExpiresAt) || 0;
	return expiresAt === 0 || Date.now() < expiresAt - RENEWAL_MARGIN ? sessionToken : undefined;
}

function isFresh(session: Session): boolean {
	return session.renewAt === 0 || Date.now() < session.renewAt;
}

/**
 * A token other than the rejected one: another call may have fetched it already.
 * @throws EnkashError `login` where EnKash refuses the login, or has refused it lately.
 */
export async function renewToken(
	credential: EnkashCredential,
	rejected: string,
	send: Send,
): Promise<StoredSession> {
	const { session } = stateOf(credential);
	if (session && session.token !== rejected && isFresh(session)) return stored(credential, session);
	return stored(credential, await logIn(credential, send, false));
}

/** A login that a person asked for, by a credential test. */
export async function logInAnew(credential: EnkashCredential, send: Send): Promise<StoredSession> {
	return stored(credential, await logIn(credential, send, true));
}

/** The whole answer of a login made within the last minute, or of a new one. */
export async function recentLogin(credential: EnkashCredential, send: Send): Promise<JsonRecord> {
	const { session } = stateOf(credential);
	const recent = session && isFresh(session) && Date.now() - session.since < MINUTE;
	return (recent ? session : await logIn(credential, send, false)).payload;
}

async function logIn(credential: EnkashCredential, send: Send, attended: boolean): Promise<Session> {
	const state = stateOf(credential);
	if (state.pending) return await state.pending;
	assertMayTry(state, credential, attended);
	state.pending = attempt(state, credential, send);
	try {
		return await state.pending;
	} finally {
		state.pending = undefined;
	}
}

async function attempt(state: LoginState, credential: EnkashCredential, send: Send): Promise<Session> {
	try {
		const { token, expiresIn, payload } = await requestToken(credential, send);
		const since = Date.now();
		const life = expiresIn * 1000;
		const expiresAt = life && since + life;
		const renewAt = expiresAt && expiresAt - Math.min(RENEWAL_MARGIN, life / 10);
		states.set(loginKey(credential), { session: { token, expiresAt, renewAt, since, payload } });
		return { token, expiresAt, renewAt, since, payload };
	} catch (error) {
		throw remember(state, credential, error);
	}
}

function remember(state: LoginState, credential: EnkashCredential, thrown: unknown): EnkashError {
	const error = withoutSecrets(toEnkashError(thrown), credential);
	const at = Date.now();
	if (error.kind === 'login') {
		const count = (knownRefusal(state, credential)?.count ?? 0) + 1;
		state.refusal = { count, at, message: error.message };
	} else {
		state.failure = { at, error };
	}
	return error;
}

function assertMayTry(state: LoginState, credential: EnkashCredential, attended: boolean): void {
	if (state.failure && Date.now() - state.failure.at < FAILURE_REST && !attended) {
		throw state.failure.error;
	}
	const refusal = knownRefusal(state, credential);
	if (!refusal) return;
	const resting = Date.now() - refusal.at < REFUSAL_REST;
	if (resting || (!attended && refusal.count >= UNATTENDED_ATTEMPTS)) throw stillRefused(refusal);
}

function stillRefused(refusal: Refusal): EnkashError {
	const next =
		refusal.count < UNATTENDED_ATTEMPTS
			? 'Correct the EnKash credential, or wait 15 minutes.'
			: 'Correct the EnKash credential, or test it once the account is unlocked.';
	return new EnkashError('login', refusal.message, {
		description: `The login was not tried again, since EnKash locks an account after three wrong ones. ${next}`,
	});
}

/** The newest refusal of this very login, from this process or from the stored credential. */
function knownRefusal(state: LoginState, credential: EnkashCredential): Refusal | undefined {
	const found = readRefusal(credential);
	if (!state.refusal || !found) return state.refusal ?? found;
	return found.at > state.refusal.at ? found : state.refusal;
}

function readRefusal(credential: EnkashCredential): Refusal | undefined {
	const text = credential.loginRefusal;
	if (typeof text !== 'string' || !text) return undefined;
	const refusal: unknown = JSON.parse(text);
	if (!isRecord(refusal) || refusal.login !== loginKey(credential)) return undefined;
	const { count, at, message } = refusal;
	return { count: Number(count), at: Number(at), message: String(message) };
}

/** What to store of a refused login, for the other processes of this n8n. */
export function storedRefusal(credential: EnkashCredential): StoredSession | undefined {
	const refusal = stateOf(credential).refusal;
	if (!refusal) return undefined;
	const login = loginKey(credential);
	return {
		sessionToken: '',
		sessionTokenExpiresAt: 0,
		sessionLogin: login,
		loginRefusal: JSON.stringify({ login, ...refusal }),
	};
}

function stored(credential: EnkashCredential, { token, expiresAt }: Session): StoredSession {
	return {
		sessionToken: token,
		sessionTokenExpiresAt: expiresAt,
		sessionLogin: loginKey(credential),
		loginRefusal: '',
	};
}

/** Whether a refused token is worth renewing: not where its renewal has just changed nothing. */
export function canRenew(credential: EnkashCredential, rejected: string): boolean {
	if (!usesLogin(credential)) return false;
	const { renewedInVain } = stateOf(credential);
	return !(renewedInVain?.token === rejected && Date.now() - renewedInVain.at < MINUTE);
}

export function noteRenewedInVain(credential: EnkashCredential, token: string): void {
	stateOf(credential).renewedInVain = { token, at: Date.now() };
}
