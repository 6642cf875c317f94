import { randomUUID } from 'crypto';
import type { Account } from './account';
import { EnkashError } from '../../lib/errors';
import { storedRecord } from '../../lib/json';
import { pause } from '../../lib/pause';
import { MAX_TOTAL } from '../wire/retry';

/**
 * Keeps the processes of one n8n from making the same login at once: each of them would try a wrong
 * password, and EnKash locks an account after three. All they share is the stored credential, which
 * nobody can read and write in one step. So this is Fischer's mutual exclusion: who finds no claim
 * writes its own, waits until whatever others wrote meanwhile has arrived, and logs in if the claim
 * that stands there then is still its own. The first login of a credential is no exception: one that
 * was imported or made through n8n's API has not been tested by anybody.
 */
interface Claim {
	/** The login it is for: one that was edited meanwhile is another. */
	login: string;
	/** The process that wrote it. */
	owner: string;
	/** When it was written, in milliseconds since the epoch. */
	at: number;
	/** From here on it is void, should its owner have been killed. */
	until: number;
	/** How the login ended, where EnKash neither accepted nor refused it. */
	failure: string;
}

/** This process. */
const OWNER = randomUUID();
/** Many times what n8n takes to read the credential, find no claim, and write one. */
const SETTLING = 1_000;
/** Between two looks at the claim of another process. */
const LOOK_AGAIN = 500;
/** A login begins within this time after its claim was written, or claims anew. */
const BEGINNING = 5_000;

/** What a turn is taken with. */
export interface Turn {
	/** Reads the credential anew; gives nothing where the login has become needless. */
	read: () => Promise<Account | undefined>;
	/** Has n8n store the claim, and tells whether it did. */
	write: (loginClaim: string) => Promise<boolean>;
	/** Milliseconds the login may take to answer. */
	timeout: number;
	cancelled?: AbortSignal;
}

/**
 * Ends when it is this process's turn to log in, or when nobody has to any more.
 * @throws EnkashError where the login of another process failed, and on cancellation
 */
export async function awaitTurn({ read, write, timeout, cancelled }: Turn): Promise<void> {
	for (let written = false; ;) {
		const account = await read();
		if (!account) return;
		const wait = waitFor(standingClaim(account));
		if (wait === undefined) {
			// A claim that is gone as soon as it was written is one that n8n does not keep.
			if (written) return;
			if (!(await write(newClaim(account, timeout)))) return;
		} else if (wait > 0) {
			await pause(wait, cancelled);
		} else {
			return;
		}
		written = wait === undefined;
	}
}

/** Milliseconds until the claim is looked at again, 0 or less for none; undefined where one is to be written. */
function waitFor(claim: Claim | undefined): number | undefined {
	if (!claim) return undefined;
	if (claim.failure) throw new EnkashError('notSent', claim.failure);
	if (claim.owner !== OWNER) return LOOK_AGAIN;
	const age = Date.now() - claim.at;
	return age < BEGINNING ? SETTLING - age : undefined;
}

function newClaim({ loginKey }: Account, timeout: number): string {
	const at = Date.now();
	const until = at + BEGINNING + MAX_TOTAL + timeout;
	return toText({ login: loginKey, owner: OWNER, at, until, failure: '' });
}

/**
 * What stands in place of this process's claim once its login has failed: nothing, where the network
 * is to blame, which may be that of this machine alone; else what the others need not try just now.
 */
export function failedClaim({ loginKey }: Account, error: EnkashError, until: number): string {
	const failure = error.message;
	if (error.kind === 'notSent') return '';
	return toText({ login: loginKey, owner: OWNER, at: Date.now(), until, failure });
}

function toText(claim: Claim): string {
	return JSON.stringify(claim);
}

/** Whether the login is claimed by this process. */
export function isClaimedHere(account: Account): boolean {
	return standingClaim(account)?.owner === OWNER;
}

/** The claim that is stored for this login, unless its time is over. */
function standingClaim({ stored, loginKey }: Account): Claim | undefined {
	const claim = storedClaim(stored);
	return claim?.login === loginKey && Date.now() < claim.until ? claim : undefined;
}

function storedClaim({ loginClaim }: Account['stored']): Claim | undefined {
	const stored = storedRecord(loginClaim);
	return stored && asClaim(stored);
}

function asClaim({ login, owner, at, until, failure }: Record<string, unknown>): Claim {
	return {
		login: String(login),
		owner: String(owner),
		at: Number(at),
		until: Number(until),
		failure: typeof failure === 'string' ? failure : '',
	};
}
