import type { Account } from './account';
import { EnkashError } from '../../lib/errors';
import { storedRecord } from '../../lib/json';

/**
 * Keeps EnKash from locking an account, which it does after three wrong logins in a row. What was
 * refused once rests, also in other processes of this n8n, which read it from the credential.
 */
interface Strikes {
	/** The login that was refused last, and the account it was for. */
	login: string;
	account: string;
	/** How many in a row, with this password and others. */
	count: number;
	/** EnKash said so. Otherwise its answer was lost, and it may have counted a wrong login. */
	sure: boolean;
	/** Milliseconds since the epoch. */
	at: number;
	message: string;
}

const MINUTE = 60_000;
/** How long a refused login rests. */
const REST = 15 * MINUTE;
/** Of EnKash's three attempts, those made without a person insisting on it. */
const ATTEMPTS = 2;
/** A person insists by pressing the test button again. */
const INSISTENCE = MINUTE;

const known = new Map<string, Strikes>();
/** When a person was told that one more wrong login may be the last, by login. */
const warned = new Map<string, number>();

/** The newest strikes of the account, from this process or from the stored credential. */
function strikesOf(account: Account): Strikes | undefined {
	const own = known.get(account.accountKey);
	const stored = storedStrikes(account);
	if (stored?.account !== account.accountKey) return own;
	return own && own.at >= stored.at ? own : stored;
}

function storedStrikes({ stored }: Account): Strikes | undefined {
	const refusal = storedRecord(stored.loginRefusal);
	return refusal && asStrikes(refusal);
}

function asStrikes({ login, account, count, at, message }: Record<string, unknown>): Strikes {
	return {
		login: String(login),
		account: String(account),
		count: Number(count) || 1,
		sure: true,
		at: Number(at) || 0,
		message: typeof message === 'string' ? message : 'EnKash refused the login',
	};
}

/** What EnKash said of this login when it was last refused, to be stored in the credential. */
export function refusalToStore(account: Account): string {
	const strikes = strikesOf(account);
	return strikes?.sure && strikes.login === account.loginKey ? JSON.stringify(strikes) : '';
}

/** The words of the stored refusal. */
export function storedRefusal(account: Account): string | undefined {
	return storedStrikes(account)?.message;
}

/** @param sure whether EnKash said no, or nobody knows what it said */
export function noteStrike(account: Account, message: string, sure: boolean): void {
	const count = (strikesOf(account)?.count ?? 0) + 1;
	known.set(account.accountKey, {
		login: account.loginKey,
		account: account.accountKey,
		count,
		sure,
		at: Date.now(),
		message,
	});
}

export function forgetStrikes(account: Account): void {
	known.delete(account.accountKey);
}

/**
 * Refuses a login that could be the one too many.
 * @throws EnkashError `login`
 */
export function assertMayTry(account: Account): void {
	const strikes = strikesOf(account);
	if (!strikes) return;
	const isSame = strikes.login === account.loginKey;
	if (isSame && isResting(strikes))
		throw notTried(strikes, 'Correct the EnKash credential, or wait 15 minutes.');
	if (strikes.count < ATTEMPTS) return;
	throw notTried(
		strikes,
		isSame
			? 'Correct the EnKash credential. Where EnKash has unlocked the account, test the credential twice within a minute.'
			: 'Two were wrong, so that one more may lock it: test the corrected EnKash credential twice within a minute.',
	);
}

/** The same for a credential test, where a person may insist. */
export function assertMayTest(account: Account): void {
	const strikes = strikesOf(account);
	if (!strikes) return;
	const login = account.loginKey;
	const isSame = strikes.login === login;
	if (isSame && isResting(strikes)) throw notTried(strikes, '');
	if (strikes.count < ATTEMPTS || isInsisted(login)) return;
	warned.set(login, Date.now());
	const tried = isSame ? 'It was not tried again' : 'The corrected login was not tried yet';
	throw new EnkashError(
		'input',
		`${strikes.message}. ${tried}, since one more wrong login may lock the account: test again within a minute to try it all the same`,
	);
}

/** A single answer that was lost is no reason to wait; it may have had nothing to do with the login. */
function isResting({ at, sure, count }: Strikes): boolean {
	return (sure || count >= ATTEMPTS) && Date.now() - at < REST;
}

function isInsisted(login: string): boolean {
	return Date.now() - (warned.get(login) ?? 0) < INSISTENCE;
}

function notTried({ message }: Strikes, next: string): EnkashError {
	return new EnkashError('login', message, {
		description:
			`The login was not tried again, since EnKash locks an account after three wrong ones. ${next}`.trim(),
	});
}
