import type { IDataObject } from 'n8n-workflow';
import { asIs, toEnkashError, type EnkashError } from '../../lib/errors';
import type { JsonRecord } from '../../lib/json';
import { withRetries } from '../wire/retry';
import { withoutSecrets } from '../wire/secrets';
import type { Send } from '../wire/transport';
import type { Account, StoredSession } from './account';
import { failedClaim, isClaimedHere } from './claim';
import { answers, requestToken, type Login } from './request';
import { goodSession, keepSession, youngSession, type Session } from './session';
import type { StoreFields } from './store';
import {
	assertMayTest,
	assertMayTry,
	awaitsRecovery,
	forgetStrikes,
	mayRepeat,
	noteStrike,
	refusalToStore,
	stillOut,
} from './strikes';

/**
 * Logs in, one login at a time for each account of this process, which everybody waits for: a hundred
 * calls over an expired token make one. What comes of it is given to n8n to store, for its other
 * processes: the token, or the refusal, or that it failed just now.
 */
interface Attempts {
	/** The login under way. */
	pending?: Promise<Session>;
	/** How the last login failed. */
	failure?: { until: number; error: EnkashError };
}

const MINUTE = 60_000;
/** A host that is down is not asked again for each of a thousand items. */
const FAILURE_REST = 5_000;
/** A login this young has proved what a credential test wants to know. */
const JUST_NOW = 10_000;

const known = new Map<string, Attempts>();

function attemptsOf({ loginKey }: Account): Attempts {
	const attempts = known.get(loginKey) ?? {};
	known.set(loginKey, attempts);
	return attempts;
}

/** One request for a token, or several where that is safe. */
export type RequestLogin = (account: Account) => Promise<Login>;

/** As it is stored: text alone. */
type Fields = IDataObject & Record<keyof StoredSession, string>;

/** All fields for this login, blank but for what is given. */
function fieldsWith({ loginKey }: Account, given: Partial<Fields>): Fields {
	return {
		sessionToken: '',
		sessionTokenExpiresAt: '',
		sessionLogin: loginKey,
		loginRefusal: '',
		loginClaim: '',
		...given,
	};
}

function fieldsOf(account: Account, { token, expiresAt }: Session): Fields {
	return fieldsWith(account, {
		sessionToken: token,
		sessionTokenExpiresAt: String(expiresAt),
	});
}

/** Ends when nobody is logging in any more, however that went. */
export async function loginUnderWay(account: Account): Promise<void> {
	await attemptsOf(account).pending?.then(
		() => undefined,
		() => undefined,
	);
}

/**
 * Logs in where no good token is known.
 * @param failed the token that was of no use; blank where none was known
 * @returns what n8n is to store: nothing for those who only waited for the login of another.
 * @throws EnkashError where that fails, unless other processes are to know of it
 */
export async function renewToken(
	account: Account,
	failed: string,
	request: RequestLogin,
): Promise<IDataObject> {
	const { pending } = attemptsOf(account);
	if (pending) {
		const session = await pending;
		// Whoever has no token yet finds it in this process; n8n need not store it for each of them.
		return failed ? fieldsOf(account, session) : {};
	}
	return await outcome(account, goodSession(account) ?? logIn(account, request, assertMayLogIn));
}

/** A login that a person asked for by a credential test. */
export async function logInForTest(account: Account, request: RequestLogin): Promise<IDataObject> {
	const recent = youngSession(account, JUST_NOW);
	return await outcome(account, recent ?? logIn(account, request, assertMayLogInForTest));
}

/** The whole answer of a new login, whose outcome n8n is given to `store`. */
export async function logInAnew(
	account: Account,
	request: RequestLogin,
	store: StoreFields,
): Promise<JsonRecord> {
	const login = logIn(account, request, assertMayLogIn);
	await store(await outcome(account, login));
	return (await login).payload;
}

/** The whole answer of a login that this process made within the last minute. */
export function recentAnswer(account: Account): JsonRecord | undefined {
	return youngSession(account, MINUTE)?.payload;
}

/** How a login went, for n8n to store: what other processes should heed is not thrown. */
async function outcome(account: Account, login: Session | Promise<Session>): Promise<IDataObject> {
	try {
		return fieldsOf(account, await login);
	} catch (thrown) {
		const error = toEnkashError(thrown);
		const fields = failedLogin(account, error);
		if (fields) return fields;
		throw asIs(error);
	}
}

/** A refusal, and what may be one, is for all; another failure, for those who wait for this process. */
function failedLogin(account: Account, error: EnkashError): IDataObject | undefined {
	if (error.kind === 'input') return undefined;
	const loginRefusal = refusalToStore(account);
	const claim = claimAfter(account, error);
	if (loginRefusal) return fieldsWith(account, { loginRefusal, ...claim });
	// Not tried, so there is nothing to store: n8n goes on to its second hook, which says why.
	if (error.kind === 'login') return { sessionToken: '' };
	return claim && { sessionToken: '', ...claim };
}

function claimAfter(account: Account, error: EnkashError): { loginClaim: string } | undefined {
	const { failure } = attemptsOf(account);
	if (error.kind === 'login' || !failure || !isClaimedHere(account)) return undefined;
	return { loginClaim: failedClaim(account, error, failure.until) };
}

/**
 * Says why a login is not to be tried now, without trying it.
 * @throws EnkashError
 */
export function assertMayLogIn(account: Account): void {
	assertNoFailure(account);
	assertMayTry(account);
}

function assertMayLogInForTest(account: Account): void {
	assertNoFailure(account);
	assertMayTest(account);
}

function assertNoFailure(account: Account): void {
	const { failure } = attemptsOf(account);
	if (failure && Date.now() < failure.until) throw failure.error;
}

async function logIn(
	account: Account,
	request: RequestLogin,
	assertMay: (account: Account) => void,
): Promise<Session> {
	const attempts = attemptsOf(account);
	if (attempts.pending) return await attempts.pending;
	assertMay(account);
	attempts.pending = attempt(account, request);
	try {
		return await attempts.pending;
	} finally {
		attempts.pending = undefined;
	}
}

async function attempt(account: Account, request: RequestLogin): Promise<Session> {
	try {
		const login = await request(account);
		forgetStrikes(account);
		return keepSession(account, login);
	} catch (error) {
		throw remember(account, toEnkashError(error));
	}
}

/** For all who ask in the next moments. */
function remember(account: Account, error: EnkashError): EnkashError {
	const asked = Math.min((error.retryAfter ?? 0) * 1000, MINUTE);
	attemptsOf(account).failure = { until: Date.now() + Math.max(FAILURE_REST, asked), error };
	return error;
}

/** One request for a token. */
export function once(send: Send, timeout: number): RequestLogin {
	return async (account) => {
		if (awaitsRecovery(account) && !(await answers(account, send))) throw stillOut(account);
		try {
			return await requestToken(account, send, timeout);
		} catch (thrown) {
			// Nothing behind it is to wait for what was waited for here.
			const error = withoutSecrets(toEnkashError(thrown), account.secrets).with({ atLogin: true });
			if (mayHaveCounted(error)) noteStrike(account, error);
			throw asIs(error);
		}
	};
}

/** The same, waiting for a passing failure to end where that makes no wrong login too many. */
export function patiently(send: Send, timeout: number): RequestLogin {
	const request = once(send, timeout);
	return async (account) => {
		try {
			return await withRetries(async () => await withRepetition(account, request));
		} catch (error) {
			throw toEnkashError(error).with({ passing: false });
		}
	};
}

async function withRepetition(account: Account, request: RequestLogin): Promise<Login> {
	try {
		return await request(account);
	} catch (thrown) {
		const error = toEnkashError(thrown);
		const safe = error.kind === 'notSent' || mayRepeat(account);
		throw error.with({ passing: error.passing && safe });
	}
}

/**
 * Whether EnKash may have taken it for a wrong login. Surely not where the request never left, and
 * where the answer shows that nobody looked at a password.
 */
function mayHaveCounted({ kind, httpStatus = 0 }: EnkashError): boolean {
	if (kind === 'input' || kind === 'notSent') return false;
	return ![404, 405, 429].includes(httpStatus);
}
