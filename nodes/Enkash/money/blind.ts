import { asIs, EnkashError, toEnkashError } from '../api/errors';
import { unconfirmed, usedBefore } from './failures';
import type { Result, Transfer, TransferRecord } from './transfer';
import { inTurn, now } from './turns';

/** What came of a reference: its record, or why nobody can say. */
type Known = TransferRecord | EnkashError;

/** References remembered at most, over all executions of this process. */
const MAX_KNOWN = 50_000;

const known = new Map<string, Known>();

function remember(key: string, what: Known): void {
	known.set(key, what);
	const [oldest] = known.keys();
	if (known.size > MAX_KNOWN) known.delete(oldest);
}

/**
 * Moves value where EnKash documents no look-up for a reference. Each is sent once: what was done, or may
 * have been done, is not sent again in the same execution, so Retry On Fail repeats only what surely
 * came to nothing. What EnKash does with a reference that comes again in another execution, no page says.
 */
export class BlindRun {
	/** @param place what tells this node in this execution from all others */
	constructor(private readonly place: string) {}

	/**
	 * Makes one transfer, after those of the same place under the same reference, also of other runs: an
	 * AI agent runs the node once for each of its calls, which it may make at once.
	 * @throws EnkashError `unknown`, with the word unconfirmed, where nobody can say what came of it.
	 */
	async perform(transfer: Transfer): Promise<Result> {
		const key = JSON.stringify([this.place, transfer.reference]);
		return await inTurn([key], { run: this, since: now() }, () => this.settle(transfer, key));
	}

	private async settle(transfer: Transfer, key: string): Promise<Result> {
		const earlier = known.get(key);
		if (earlier instanceof EnkashError) throw earlier;
		if (earlier) return alreadyDone(transfer, earlier);
		try {
			const record = await transfer.send();
			remember(key, record);
			return { outcome: 'allocated', record };
		} catch (thrown) {
			const error = outcomeOf(transfer.reference, toEnkashError(thrown));
			if (error.kind === 'unknown') remember(key, error);
			throw asIs(error);
		}
	}
}

function alreadyDone(transfer: Transfer, record: TransferRecord): Result {
	const difference = transfer.disagreement(record);
	if (difference) throw usedBefore(transfer.reference, difference);
	return { outcome: 'alreadyAllocated', record };
}

function outcomeOf(reference: string, error: EnkashError): EnkashError {
	if (error.kind !== 'unknown') return error;
	return unconfirmed(reference, error, 'EnKash documents no call that looks it up.');
}
