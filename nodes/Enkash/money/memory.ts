import { EnkashError } from '../lib/errors';
import type { Identified, TransferRecord } from './transfer';
import type { Finding } from './verdict';

/** What is known of a reference: its record, or why nobody can say. */
export type Memo = TransferRecord | EnkashError;

/** References remembered at most, over all executions of this process. */
const MAX_MEMOS = 50_000;

const memos = new Map<string, Memo>();

/** What this process remembers of the references of one place, over all tries of its execution. */
export class Memory {
	/** @param place what tells a node in an execution from all others */
	constructor(private readonly place: string) {}

	/** Tells the reference from the same one in other places. */
	key(reference: string): string {
		return JSON.stringify([this.place, reference]);
	}

	recall(reference: string): Memo | undefined {
		return memos.get(this.key(reference));
	}

	finding(transfer: Identified): Finding {
		return findingIn(this.recall(transfer.reference), transfer);
	}

	remember(reference: string, memo: Memo): void {
		memos.set(this.key(reference), memo);
		const [oldest] = memos.keys();
		if (memos.size > MAX_MEMOS) memos.delete(oldest);
	}
}

/** What is known of the reference of a transfer, held against the transfer. */
export function findingIn(memo: Memo | undefined, transfer: Identified): Finding {
	if (!memo) return { says: 'absent' };
	if (memo instanceof EnkashError) return { says: 'doubt', error: memo };
	return { says: 'found', record: memo, difference: transfer.disagreement(memo) };
}
