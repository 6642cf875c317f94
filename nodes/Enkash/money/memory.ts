import type { EnkashError } from '../lib/errors';
import type { TransferRecord } from './transfer';

/** What came of a reference: its record, or why nobody can say. */
type Fate = TransferRecord | EnkashError;

/** References remembered at most, over all executions of this process. */
const MAX_FATES = 50_000;

const fates = new Map<string, Fate>();

/** What this process remembers of the references of one place, over all tries of its execution. */
export class Memory {
	/** @param place what tells a node in an execution from all others */
	constructor(private readonly place: string) {}

	/** Tells the reference from the same one in other places. */
	key(reference: string): string {
		return JSON.stringify([this.place, reference]);
	}

	recall(reference: string): Fate | undefined {
		return fates.get(this.key(reference));
	}

	remember(reference: string, fate: Fate): void {
		fates.set(this.key(reference), fate);
		const [oldest] = fates.keys();
		if (fates.size > MAX_FATES) fates.delete(oldest);
	}
}
