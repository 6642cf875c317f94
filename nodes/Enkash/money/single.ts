import { asIs, EnkashError, toEnkashError } from '../lib/errors';
import { assertNotCancelled } from '../lib/pause';
import { MAY_BE_OLDER, neverArrived, NOT_LISTED, notLookedUp, unconfirmed } from './failures';
import { Known } from './known';
import { reconcile } from './reconcile';
import {
	isDuplicate,
	MAX_SENDS,
	type Books,
	type Result,
	type Sent,
	type Transfer,
	type TransferRecord,
	type TransferSettings,
} from './transfer';
import { inTurn, now } from './turns';

export { unconfirmed } from './failures';
export type { Books, DuplicatePolicy, Result, Transfer, TransferRecord } from './transfer';

/**
 * Moves value once, whatever the network does. Each transfer is looked up before it is sent, sent
 * once, and looked up again where its outcome is unknown; it is sent again only where the books say
 * that it surely is not there.
 */
export class TransferRun {
	private readonly known: Known;

	/** An outcome could not be looked up: nothing is sent unseen until a look-up works again. */
	private blind = false;

	/** Before any reference was looked up. */
	private readonly since = now();

	constructor(
		private readonly books: Books,
		private readonly settings: TransferSettings,
	) {
		this.known = new Known(books, settings);
	}

	/** Looks all references up beforehand, many at a time. */
	async prepare(references: string[]): Promise<void> {
		await this.known.lookUp([...new Set(references)]);
	}

	/** Why a transfer cannot be made, as far as that is known before anything is sent. */
	objection(transfer: Transfer): EnkashError | undefined {
		try {
			this.known.existing(transfer);
			return undefined;
		} catch (error) {
			return toEnkashError(error);
		}
	}

	/**
	 * Makes one transfer, after those under the same reference that came before it.
	 * @throws EnkashError `unknown`, with the word unconfirmed, where nobody can say what came of it.
	 */
	async perform<A>(transfer: Transfer<A>): Promise<Result<A>> {
		const { reference } = transfer;
		return await inTurn([reference], { run: this, since: this.since }, async (overtaken) => {
			await this.known.lookUp(overtaken);
			return await this.settle(transfer);
		});
	}

	private async settle<A>(transfer: Transfer<A>): Promise<Result<A>> {
		const { reference } = transfer;
		try {
			if (this.blind) await this.lookAgain(reference);
			const result = this.known.existing(transfer) ?? (await this.sendOnce(transfer));
			this.known.learn(reference, result.record);
			return result;
		} catch (thrown) {
			const error = toEnkashError(thrown);
			if (error.kind === 'unknown') this.known.learn(reference, error);
			throw asIs(error);
		}
	}

	private async lookAgain(reference: string): Promise<void> {
		if (this.known.isOpen([reference])) return;
		await this.known.lookUp([reference]);
		this.blind = this.known.isOpen([reference]);
	}

	private async sendOnce<A>(transfer: Transfer<A>): Promise<Result<A>> {
		for (let sends = 1; ; sends++) {
			const answer = await this.attempt(transfer);
			if (!(answer instanceof EnkashError)) return confirmed(transfer, answer);
			const found = await this.afterFailure(transfer, answer, sends);
			if (found) return found;
			if (answer.kind !== 'unknown') throw answer;
			if (sends === MAX_SENDS) throw neverArrived(transfer.reference, answer);
		}
	}

	private async attempt<A>(transfer: Transfer<A>): Promise<Sent<A> | EnkashError> {
		try {
			assertNotCancelled(this.settings.signal);
			return await transfer.send();
		} catch (error) {
			return toEnkashError(error);
		}
	}

	/** The result behind a failed sending, or undefined where there surely is none. */
	private async afterFailure(
		transfer: Transfer,
		error: EnkashError,
		sends: number,
	): Promise<Result | undefined> {
		if (error.kind === 'unknown') return await this.recovered(transfer, error, sends);
		if (error.kind !== 'refused' || !isDuplicate(error.message)) return undefined;
		// What EnKash calls a duplicate after we sent it twice is our own first one, come late.
		if (sends > 1) return await this.recovered(transfer, error, sends);
		return await this.duplicate(transfer, error);
	}

	private async recovered(
		transfer: Transfer,
		cause: EnkashError,
		sends: number,
	): Promise<Result | undefined> {
		const { reference } = transfer;
		const { found, doubt } = await reconcile(this.books, [reference], cause, this.settings);
		const record = found.get(reference);
		this.blind = doubt !== undefined;
		if (doubt) throw unconfirmed(reference, cause, notLookedUp(doubt));
		const difference = record && transfer.disagreement(record);
		if (difference) throw unconfirmed(reference, cause, `EnKash has it ${difference}.`);
		if (!record && cause.kind === 'refused') throw unconfirmed(reference, cause, NOT_LISTED);
		if (record && sends === 1 && this.settings.policy === 'send') {
			throw unconfirmed(reference, cause, MAY_BE_OLDER);
		}
		return record && { outcome: 'recovered', record };
	}

	/** EnKash refused a first sending, so nothing was moved; the user may take the older one as the result. */
	private async duplicate(transfer: Transfer, refusal: EnkashError): Promise<Result | undefined> {
		if (this.settings.policy !== 'returnExisting') return undefined;
		const record = await this.lookedUp(transfer.reference, refusal);
		if (record) this.known.learn(transfer.reference, record);
		return this.known.existing(transfer);
	}

	private async lookedUp(
		reference: string,
		refusal: EnkashError,
	): Promise<TransferRecord | undefined> {
		try {
			return (await this.books.find([reference])).get(reference);
		} catch {
			throw asIs(refusal);
		}
	}
}

/** An answer that contradicts what was sent is final: EnKash did something. */
function confirmed<A>(transfer: Transfer<A>, { record, answer }: Sent<A>): Result<A> {
	const problem = transfer.contradiction?.(record);
	if (!problem) return { outcome: 'allocated', record, answer };
	const cause = new EnkashError('unknown', problem);
	throw unconfirmed(transfer.reference, cause, 'EnKash carried something out.');
}
