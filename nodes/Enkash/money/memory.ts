import type { EnkashError } from '../lib/errors';
import type { Identified, TransferRecord } from './transfer';

/** What this process knows of a reference, whichever run it was sent by. */
export type Memo = { was: 'confirmed'; record: TransferRecord } | { was: 'open'; doubt: Doubt };

/** That something was sent, or may have been, and nobody knows what came of it. */
export interface Doubt {
	cause: EnkashError;
	/** Why nobody knows better. */
	why?: string;
	/** From when on, in milliseconds since 1970, whatever is sent is sent after it. */
	since: number;
	/** Where it arose: the node in an execution. Unset where another process left it. */
	place?: string;
}

/** A payment that EnKash confirmed in this process. */
export interface Confirmed {
	reference: string;
	/** When it was sent, in milliseconds since 1970. */
	at: number;
}

/** The last moment that was given out. */
let last = 0;

/** Milliseconds since 1970, later than any moment before: of two things in one millisecond, one was first. */
export function moment(): number {
	last = Math.max(Date.now(), last + 0.001);
	return last;
}

/** What is remembered in full, of the references that were confirmed last. */
const MAX_MEMOS = 50_000;

/** What is remembered beyond that: that it was confirmed, and no more. A run may well be longer. */
const MAX_CONFIRMED = 1_000_000;

const memos = new Map<string, Memo>();
const confirmed = new Set<string>();

/** Both from the oldest on, each time from where it stopped: from the start, all that is gone would be passed over again. */
let memosByAge: IterableIterator<[string, Memo]> | undefined;
let confirmedByAge: IterableIterator<string> | undefined;

const latest = new Map<string, Confirmed>();

/** What a transfer is known by; its occasion counts only where each remembers itself alone. */
type Keyed = Pick<Identified, 'ledger' | 'reference'> & Partial<Pick<Identified, 'occasion'>>;

/** What this process remembers of references, over all runs or over one movement of one execution alone. */
export class Memory {
	/** @param alone whether each movement remembers itself and no other under its reference */
	constructor(private readonly alone: boolean) {}

	recall(transfer: Keyed): Memo | undefined {
		const key = this.key(transfer);
		return memos.get(key) ?? (confirmed.has(key) ? { was: 'confirmed', record: {} } : undefined);
	}

	remember(transfer: Identified, memo: Memo): void {
		const key = this.key(transfer);
		memos.delete(key);
		memos.set(key, memo);
		if (memos.size > MAX_MEMOS) shorten();
	}

	forget(transfer: Identified): void {
		memos.delete(this.key(transfer));
		confirmed.delete(this.key(transfer));
	}

	private key(transfer: Keyed): string {
		return this.alone ? `${transfer.occasion ?? ''} ${keyOf(transfer)}` : keyOf(transfer);
	}
}

/** What this process knows of a reference of a ledger, whoever sent it. */
export function recalled(ledger: string, reference: string): Memo | undefined {
	return new Memory(false).recall({ ledger, reference });
}

/** Tells a reference from the same one in other accounts. */
export function keyOf({ ledger, reference }: Keyed): string {
	return JSON.stringify([ledger, reference]);
}

/** The last payment of an account that EnKash confirmed to this process. */
export function latestConfirmed(ledger: string): Confirmed | undefined {
	return latest.get(ledger);
}

export function noteConfirmed({ ledger, reference }: Identified, at: number): void {
	const known = latest.get(ledger);
	if (!known || known.at <= at) latest.set(ledger, { reference, at });
}

/** The oldest one is remembered by its key alone; what is open is forgotten last. */
function shorten(): void {
	memosByAge ??= memos.entries();
	for (const [key, { was }] of memosByAge) {
		if (was === 'open') continue;
		memos.delete(key);
		confirmed.add(key);
		if (confirmed.size > MAX_CONFIRMED) forgetOldest();
		return;
	}
	// All of them are open, and whoever is at the end stays there.
	memosByAge = undefined;
}

function forgetOldest(): void {
	confirmedByAge ??= confirmed.values();
	const [oldest] = confirmedByAge;
	confirmed.delete(oldest);
}
