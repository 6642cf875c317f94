import type { Journal } from './journal';
import type { DuplicatePolicy } from './transfer';

/** What holds for all transfers of a run. */
export interface TransferSettings {
	policy: DuplicatePolicy;
	/** What tells this node in this execution from all others. */
	place: string;
	/** Milliseconds to let EnKash finish what it may still be doing, before looking it up. */
	settle: number;
	/** Whether a person wants to send again what earlier executions left open. */
	resendUnconfirmed: boolean;
	journal: Journal;
	signal?: AbortSignal;
}
