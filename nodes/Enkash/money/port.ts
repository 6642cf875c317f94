import type { Books, Settled } from './transfer';
import type { Reply } from './verdict';

/** How transfers of one kind are sent, and looked up. */
export interface Port<T, Answer> {
	/** EnKash's list of them; missing where it has none. */
	books?: Books;
	/** How many go in one call. */
	atOnce: number;
	/** How many are noted in the journal together, before the first of them is sent. */
	noted: number;
	/** Sends them in one call. What it throws holds for all of them. */
	send(transfers: T[]): Promise<Map<T, Reply<Answer>>>;
}

export interface Pace<T, Answer> {
	/** Calls at work at the same time. */
	concurrency: number;
	/** Told of each as soon as it is settled; gives whether more are to be sent. */
	told(transfer: T, settled: Settled<Answer>): boolean | Promise<boolean>;
}
