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

/** References remembered at most, over all executions of this process. */
const MAX_MEMOS = 50_000;

const memos = new Map<string, Memo>();
const latest = new Map<string, Confirmed>();

/** What this process remembers of references, over all runs or over one movement of one execution alone. */
export class Memory {
	/** @param alone whether each movement remembers itself and no other under its reference */
	constructor(private readonly alone: boolean) {}

	recall(transfer: Identified): Memo | undefined {
		return memos.get(this.key(transfer));
	}

	remember(transfer: Identified, memo: Memo): void {
		keep(memos, this.key(transfer), memo);
	}

	forget(transfer: Identified): void {
		memos.delete(this.key(transfer));
	}

	private key(transfer: Identified): string {
		return this.alone ? `${transfer.occasion} ${keyOf(transfer)}` : keyOf(transfer);
	}
}

/** Tells a reference from the same one in other accounts. */
export function keyOf({ ledger, reference }: Identified): string {
	return JSON.stringify([ledger, reference]);
}

/** The last payment of an account that EnKash confirmed to this process. */
export function latestConfirmed(ledger: string): Confirmed | undefined {
	return latest.get(ledger);
}

export function noteConfirmed({ ledger, reference }: Identified, at: number): void {
	const known = latest.get(ledger);
	if (!known || known.at <= at) keep(latest, ledger, { reference, at });
}

function keep<V>(map: Map<string, V>, key: string, value: V): void {
	map.delete(key);
	map.set(key, value);
	const [oldest] = map.keys();
	if (map.size > MAX_MEMOS) map.delete(oldest);
}
