import { EnkashError } from '../../lib/errors';
import { storedRecord } from '../../lib/json';
import type { Account } from './account';
import { hasSession } from './session';

/**
 * Keeps EnKash from locking an account, which it does after three wrong logins in a row. What was
 * refused rests, also in other processes of this n8n, which read it from the credential. An answer
 * that is not surely something else counts as well: it may have been a refusal.
 */
interface Strikes {
	/** The login that was refused last, and the account it was for. */
	login: string;
	account: string;
	/** How often in a row EnKash said no, to this password and others. */
	refused: number;
	/** How often in between nobody knows what it said. */
	unclear: number;
	/** Whether the login had been accepted before. */
	worked: boolean;
	/** When it was tried last, in milliseconds since the epoch. */
	at: number;
	/** How the last one ended. */
	message: string;
}

const MINUTE = 60_000;
/** How long a login rests that was refused, or that may have been refused twice. */
const REST = 15 * MINUTE;
/** Between two tries of a login that worked before an outage. */
const OUTAGE_REST = 60 * MINUTE;
/** Of EnKash's three attempts, those made without a person insisting on it. */
const ATTEMPTS = 2;
/** A person insists by pressing the test button again. */
const INSISTENCE = MINUTE;

/** By account; with the token that was stored then, since another one tells that the login works. */
const known = new Map<string, { strikes: Strikes; token: string }>();
/** When a person was told that one more wrong login may be the last, by login. */
const warned = new Map<string, number>();

/** The newest strikes of the account, from this process or from the stored credential. */
function strikesOf(account: Account): Strikes | undefined {
	const own = ownStrikes(account);
	const stored = storedStrikes(account);
	if (stored?.account !== account.accountKey) return own;
	return own && own.at >= stored.at ? own : stored;
}

function ownStrikes({ accountKey, loginKey, stored }: Account): Strikes | undefined {
	const own = known.get(accountKey);
	const { sessionToken, sessionLogin, loginRefusal } = stored;
	const isOver = sessionToken && sessionToken !== own?.token && !loginRefusal;
	return isOver && sessionLogin === loginKey ? undefined : own?.strikes;
}

function storedStrikes({ stored }: Account): Strikes | undefined {
	const refusal = storedRecord(stored.loginRefusal);
	return refusal && asStrikes(refusal);
}

function asStrikes({
	login,
	account,
	refused,
	unclear,
	worked,
	at,
	message,
}: Record<string, unknown>): Strikes {
	return {
		login: String(login),
		account: String(account),
		refused: Number(refused) || 0,
		unclear: Number(unclear) || 0,
		worked: worked === true,
		at: Number(at) || 0,
		message: typeof message === 'string' ? message : 'EnKash refused the login',
	};
}

/** How this login went when it was last tried in vain, to be stored in the credential. */
export function refusalToStore(account: Account): string {
	const strikes = strikesOf(account);
	return strikes?.login === account.loginKey ? JSON.stringify(strikes) : '';
}

/** Whether this very login was accepted before, by this process or another. */
function hasWorked(account: Account): boolean {
	if (hasSession(account)) return true;
	const { sessionLogin, loginRefusal } = account.stored;
	if (sessionLogin === account.loginKey && !loginRefusal) return true;
	const strikes = strikesOf(account);
	return strikes?.login === account.loginKey && strikes.worked;
}

/** @param end EnKash's refusal, or what may have been one */
export function noteStrike(account: Account, end: EnkashError): void {
	const { accountKey, loginKey } = account;
	const before = strikesOf(account);
	const isRefusal = end.kind === 'login';
	const strikes: Strikes = {
		login: loginKey,
		account: accountKey,
		refused: (before?.refused ?? 0) + (isRefusal ? 1 : 0),
		unclear: (before?.unclear ?? 0) + (isRefusal ? 0 : 1),
		worked: hasWorked(account),
		at: Date.now(),
		message: end.message,
	};
	known.set(accountKey, { strikes, token: account.stored.sessionToken });
}

export function forgetStrikes(account: Account): void {
	known.delete(account.accountKey);
}

/** Whether a login may be tried again at once after a passing failure: only one that has worked. */
export function mayRepeat(account: Account): boolean {
	const strikes = strikesOf(account);
	const isSafe = !strikes || (countOf(strikes) < ATTEMPTS && strikes.refused === 0);
	return isSafe && hasWorked(account);
}

/** Whether the login failed in what looked like an outage, whose end is to be seen before it is tried. */
export function awaitsRecovery(account: Account): boolean {
	const strikes = strikesOf(account);
	return strikes !== undefined && countOf(strikes) >= ATTEMPTS && isOutage(strikes, account);
}

/** A login that has worked, and that EnKash did not refuse since. */
function isOutage({ login, refused, worked }: Strikes, { loginKey }: Account): boolean {
	return login === loginKey && worked && refused === 0;
}

function countOf({ refused, unclear }: Strikes): number {
	return refused + unclear;
}

/** A single answer that was lost is no reason to wait; it may have had nothing to do with the login. */
function restOf(strikes: Strikes): number {
	const count = countOf(strikes);
	if (count > ATTEMPTS && strikes.refused === 0) return OUTAGE_REST;
	return strikes.refused > 0 || count >= ATTEMPTS ? REST : 0;
}

function isResting(strikes: Strikes, { loginKey }: Account): boolean {
	return strikes.login === loginKey && Date.now() - strikes.at < restOf(strikes);
}

/**
 * Refuses a login that could be the one too many.
 * @throws EnkashError `login`
 */
export function assertMayTry(account: Account): void {
	const strikes = strikesOf(account);
	if (!strikes) return;
	const resting = isResting(strikes, account);
	const outage = isOutage(strikes, account);
	if (!resting && (outage || countOf(strikes) < ATTEMPTS)) return;
	throw withheld(strikes, adviceFor(strikes, account));
}

function adviceFor(strikes: Strikes, account: Account): string {
	if (isOutage(strikes, account)) {
		const rest = restOf(strikes) / MINUTE;
		return `If this was an outage, nothing is to be done: the login is tried again ${rest} minutes after the last time, once its server answers. Else correct the EnKash credential.`;
	}
	if (strikes.login !== account.loginKey) {
		return `This login was not tried yet, but those before it were wrong, and one more may be the last. Check the EnKash credential; ${INSIST}.`;
	}
	return countOf(strikes) < ATTEMPTS
		? 'Correct the EnKash credential and save it. As it stands, it is tried once more after 15 minutes.'
		: `Correct the EnKash credential. Where EnKash has unlocked the account, ${INSIST}.`;
}

const INSIST = 'test it twice within a minute to have it tried';

/** The same for a credential test, where a person may insist. */
export function assertMayTest(account: Account): void {
	const strikes = strikesOf(account);
	if (!strikes) return;
	const { loginKey } = account;
	if (isResting(strikes, account)) throw withheld(strikes, adviceFor(strikes, account));
	if (countOf(strikes) < ATTEMPTS || isInsisted(loginKey)) return;
	warned.set(loginKey, Date.now());
	const tried =
		strikes.login === loginKey ? 'It was not tried again' : 'The corrected login was not tried yet';
	throw new EnkashError(
		'input',
		`${strikes.message}. ${tried}, since one more wrong login may lock the account: test again within a minute to try it all the same`,
	);
}

function isInsisted(login: string): boolean {
	return Date.now() - (warned.get(login) ?? 0) < INSISTENCE;
}

/** A login that is not tried now, though nobody has said that it is wrong. */
export function stillOut(account: Account): EnkashError {
	const message = strikesOf(account)?.message ?? 'Its server does not answer';
	return new EnkashError('login', 'The login was not tried again: its server is still out', {
		description: `Last time: ${message}. It is tried again by itself, once its server answers.`,
	});
}

function withheld({ refused, unclear, message }: Strikes, description: string): EnkashError {
	const words = message.replace(/^EnKash refused the login: /, '');
	const why =
		refused > 0
			? `was refused before (${words}), and is not tried again`
			: `may have been refused ${unclear} times (${words}), and is not tried again for now`;
	return new EnkashError(
		'login',
		`The login ${why}, because EnKash locks an account after three wrong ones`,
		{ description },
	);
}
