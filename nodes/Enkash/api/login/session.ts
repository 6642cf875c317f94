import type { JsonRecord } from '../../lib/json';
import type { Account } from './account';

/**
 * Keeps the token of each login, for all nodes of this process. n8n keeps it too, encrypted in
 * the credential, for other processes and for the next start. A token is renewed a little before it
 * expires.
 */
export interface Session {
	token: string;
	/** Milliseconds since the epoch; 0 where EnKash did not say. */
	expiresAt: number;
	/** From here on a new token is fetched, in milliseconds since the epoch. */
	renewAt: number;
	/** When the login was made, in milliseconds since the epoch. */
	since: number;
	payload: JsonRecord;
}

/** What this process knows of the tokens of one login. */
interface Tokens {
	session?: Session;
	/** Tokens that EnKash has refused: a run may have read one of them before, and holds it still. */
	rejected: Set<string>;
	/** Tokens that were refused as soon as they were fetched, and when: renewing is not what they need. */
	inVain: Map<string, number>;
}

const MINUTE = 60_000;
/** Long-lived tokens are renewed this much before they expire, short-lived ones a tenth earlier. */
const RENEWAL_MARGIN = MINUTE;
/** How long a token that was renewed in vain is left alone. */
const IN_VAIN_REST = 15 * MINUTE;

/** Of each login, so that they do not take memory without end. */
const MAX_REJECTED = 100;

const known = new Map<string, Tokens>();

function tokensOf({ loginKey }: Account): Tokens {
	const tokens = known.get(loginKey) ?? { rejected: new Set(), inVain: new Map() };
	known.set(loginKey, tokens);
	return tokens;
}

/** @param expiresIn seconds; 0 where EnKash did not say */
export function keepSession(
	account: Account,
	{ token, expiresIn, payload }: { token: string; expiresIn: number; payload: JsonRecord },
): Session {
	const tokens = tokensOf(account);
	const since = Date.now();
	const life = expiresIn * 1000;
	const expiresAt = life && since + life;
	const renewAt = expiresAt && expiresAt - Math.min(RENEWAL_MARGIN, life / 10);
	tokens.rejected.delete(token);
	tokens.inVain.clear();
	tokens.session = { token, expiresAt, renewAt, since, payload };
	return tokens.session;
}

/** The token to use now, from this process or from the stored credential; undefined if none is good. */
export function currentToken(account: Account): string | undefined {
	const { session, rejected } = tokensOf(account);
	const own = goodSession(account)?.token;
	if (own) return own;
	const { sessionToken } = account.stored;
	if (sessionToken === session?.token || rejected.has(sessionToken)) return undefined;
	return isStoredFresh(account) ? sessionToken : undefined;
}

/** The last login of this process, as long as its token is good. */
export function goodSession(account: Account): Session | undefined {
	const { session, rejected } = tokensOf(account);
	if (!session || rejected.has(session.token)) return undefined;
	return session.renewAt === 0 || Date.now() < session.renewAt ? session : undefined;
}

/** The same, if it was made within so many milliseconds. */
export function youngSession(account: Account, age: number): Session | undefined {
	const session = goodSession(account);
	return session && Date.now() - session.since < age ? session : undefined;
}

/** Whether the stored token belongs to what the credential says now, and still lives. */
export function isStoredFresh({ stored, loginKey }: Account): boolean {
	const { sessionToken, sessionTokenExpiresAt: expiresAt, sessionLogin } = stored;
	if (!sessionToken || sessionLogin !== loginKey) return false;
	return expiresAt === 0 || Date.now() < expiresAt - RENEWAL_MARGIN;
}

/** Whether this process has fetched the token, and not another one. */
export function isOwnToken(account: Account, token: string): boolean {
	return tokensOf(account).session?.token === token;
}

/** Whether this process has fetched the token within the last minute. */
export function isYoung(account: Account, token: string): boolean {
	const { session } = tokensOf(account);
	return session?.token === token && Date.now() - session.since < MINUTE;
}

/** Whether this process has logged in with this very login. */
export function hasSession(account: Account): boolean {
	return tokensOf(account).session !== undefined;
}

/** From now on the token counts as none. */
export function reject(account: Account, token: string): void {
	const { rejected } = tokensOf(account);
	rejected.add(token);
	const [oldest] = rejected;
	if (rejected.size > MAX_REJECTED) rejected.delete(oldest);
}

/** Whether a refused token is worth renewing: not where its renewal has just changed nothing. */
export function canRenew(account: Account, token: string): boolean {
	if (!account.usesLogin) return false;
	const since = tokensOf(account).inVain.get(token);
	return since === undefined || Date.now() - since > IN_VAIN_REST;
}

export function noteRenewedInVain(account: Account, token: string): void {
	tokensOf(account).inVain.set(token, Date.now());
}
