import { asIs, EnkashError, toEnkashError } from '../lib/errors';
import { unconfirmed, usedBefore } from './failures';
import { Memory } from './memory';
import type { Result, Transfer, TransferRecord } from './transfer';
import { inTurn, now } from './turns';

/**
 * Moves value where EnKash documents no look-up for a reference. Each is sent once: what was done, or may
 * have been done, is not sent again in the same execution, so Retry On Fail repeats only what surely
 * came to nothing. What EnKash does with a reference that comes again in another execution, no page says.
 */
export class BlindRun {
	private readonly memory: Memory;

	/** @param place what tells this node in this execution from all others */
	constructor(place: string) {
		this.memory = new Memory(place);
	}

	/**
	 * Makes one transfer, after those of the same place under the same reference, also of other runs: an
	 * AI agent runs the node once for each of its calls, which it may make at once.
	 * @throws EnkashError `unknown`, with the word unconfirmed, where nobody can say what came of it.
	 */
	async perform<A>(transfer: Transfer<A>): Promise<Result<A>> {
		const key = this.memory.key(transfer.reference);
		return await inTurn([key], { run: this, since: now() }, () => this.settle(transfer));
	}

	private async settle<A>(transfer: Transfer<A>): Promise<Result<A>> {
		const { reference } = transfer;
		const earlier = this.memory.recall(reference);
		if (earlier instanceof EnkashError) throw earlier;
		if (earlier) return alreadyDone(transfer, earlier);
		try {
			const { record, answer } = await transfer.send();
			this.memory.remember(reference, record);
			return { outcome: 'allocated', record, answer };
		} catch (thrown) {
			const error = outcomeOf(reference, toEnkashError(thrown));
			if (error.kind === 'unknown') this.memory.remember(reference, error);
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
