import { EnkashError, toEnkashError } from '../api/errors';
import { pause } from '../api/pause';

export type DuplicatePolicy = 'returnExisting' | 'fail' | 'send';

export type Outcome = 'allocated' | 'alreadyAllocated' | 'recovered';

export type TransferRecord = Record<string, unknown>;

/** One movement of value, ready to be sent. */
export interface Transfer {
	reference: string;
	/** Sends it. Called once, and again only where the first one surely came to nothing. */
	send(): Promise<TransferRecord>;
	/** What a record under the same reference has to agree with; says what does not. */
	disagreement(found: TransferRecord): string | undefined;
}

export interface Result {
	outcome: Outcome;
	record: TransferRecord;
}

/** EnKash's books, as far as they can be read. */
export interface Books {
	/**
	 * The record under each reference, or undefined where there surely is none.
	 * @throws EnkashError where the books cannot be read, or leave it open.
	 */
	find(references: string[]): Promise<Map<string, TransferRecord>>;
}

export interface TransferSettings {
	policy: DuplicatePolicy;
	/** Milliseconds to let EnKash finish what it may still be doing, before looking it up. */
	settle: number;
	signal?: AbortSignal;
}

/** References asked for in one look-up. */
const LOOK_UP_SIZE = 100;
/** How often one transfer is sent at most, each time after the books said it is not there. */
const MAX_SENDS = 3;
const MAX_LOOK_UPS = 4;

/**
 * Moves value once, whatever the network does. Each transfer is looked up before it is sent, sent
 * once, and looked up again where its outcome is unknown; it is sent again only where the books say
 * that it surely is not there.
 */
export class TransferRun {
	/** What is known of a reference: its record, nothing (undefined), or why nobody knows. */
	private readonly known = new Map<string, TransferRecord | EnkashError | undefined>();

	/** The last transfer under each reference, done or not. */
	private readonly turns = new Map<string, Promise<unknown>>();

	constructor(
		private readonly books: Books,
		private readonly settings: TransferSettings,
	) {}

	/** Looks all references up beforehand, many at a time. */
	async prepare(references: string[]): Promise<void> {
		if (this.settings.policy === 'send') return;
		const wanted = [...new Set(references)];
		for (let start = 0; start < wanted.length; start += LOOK_UP_SIZE) {
			await this.lookUpAll(wanted.slice(start, start + LOOK_UP_SIZE));
		}
	}

	/**
	 * Transfers under one reference wait for each other, so that the second finds the first.
	 * @throws EnkashError `unknown`, with the word unconfirmed, where nobody can say what came of it.
	 */
	async perform(transfer: Transfer): Promise<Result> {
		const { reference } = transfer;
		const turn = (this.turns.get(reference) ?? Promise.resolve()).then(() => this.settle(transfer));
		this.turns.set(
			reference,
			turn.then(
				() => undefined,
				() => undefined,
			),
		);
		return await turn;
	}

	private async settle(transfer: Transfer): Promise<Result> {
		const { reference } = transfer;
		try {
			const result = this.existing(transfer) ?? (await this.sendOnce(transfer));
			this.known.set(reference, result.record);
			return result;
		} catch (thrown) {
			const error = toEnkashError(thrown);
			// What is unconfirmed must not be sent again under the same reference.
			if (error.kind === 'unknown') this.known.set(reference, error);
			throw asIs(error);
		}
	}

	private async lookUpAll(references: string[]): Promise<void> {
		try {
			const found = await this.books.find(references);
			for (const reference of references) this.known.set(reference, found.get(reference));
		} catch (error) {
			const reason = notChecked(toEnkashError(error));
			for (const reference of references) this.known.set(reference, reason);
		}
	}

	private existing(transfer: Transfer): Result | undefined {
		const { reference } = transfer;
		if (this.settings.policy === 'send') return undefined;
		const record = this.known.get(reference);
		if (record instanceof EnkashError) throw record;
		return record && this.accept(transfer, record, 'alreadyAllocated');
	}

	/** Takes a record that was found as the result, if it is the same transfer. */
	private accept(transfer: Transfer, record: TransferRecord, outcome: Outcome): Result {
		const { reference } = transfer;
		const disagreement = transfer.disagreement(record);
		if (disagreement) {
			throw new EnkashError('refused', `Reference ${reference} was used before, ${disagreement}`, {
				description: 'Nothing was sent. Give each transfer a reference of its own.',
			});
		}
		if (outcome === 'alreadyAllocated' && this.settings.policy === 'fail') {
			throw new EnkashError('refused', `Reference ${reference} was used before`, {
				description: "Nothing was sent. Set 'On Duplicate Reference' to 'Return Existing' to take it as done.",
			});
		}
		return { outcome, record };
	}

	private async sendOnce(transfer: Transfer): Promise<Result> {
		for (let sends = 1; ; sends++) {
			try {
				return { outcome: 'allocated', record: await transfer.send() };
			} catch (thrown) {
				const error = toEnkashError(thrown);
				const found = await this.afterFailure(transfer, error);
				if (found) return this.accept(transfer, found, foundAs(error, sends));
				if (error.kind !== 'unknown') throw asIs(error);
				if (sends === MAX_SENDS) throw unconfirmed(transfer.reference, error, 'It could not be sent.');
			}
		}
	}

	/** The record behind a failed sending, or undefined where there surely is none. */
	private async afterFailure(
		transfer: Transfer,
		error: EnkashError,
	): Promise<TransferRecord | undefined> {
		if (error.kind === 'unknown') return await this.reconcile(transfer.reference, error);
		const duplicate = error.kind === 'refused' && /duplicate|already/i.test(error.message);
		if (!duplicate || this.settings.policy !== 'returnExisting') return undefined;
		return (await this.books.find([transfer.reference])).get(transfer.reference);
	}

	/** EnKash may still be at work after a time-out, so absence counts only when it has lasted. */
	private async reconcile(
		reference: string,
		cause: EnkashError,
	): Promise<TransferRecord | undefined> {
		const { settle, signal } = this.settings;
		let absences = 0;
		let doubt: EnkashError = cause;
		for (let attempt = 1; attempt <= MAX_LOOK_UPS; attempt++) {
			try {
				if (cause.timedOut || attempt > 1) await pause(settle * attempt, signal);
				const record = (await this.books.find([reference])).get(reference);
				if (record) return record;
				absences++;
				if (!cause.timedOut || absences === 2) return undefined;
			} catch (error) {
				doubt = toEnkashError(error);
				if (signal?.aborted) break;
			}
		}
		throw unconfirmed(reference, cause, `It could not be looked up either: ${doubt.message}.`);
	}
}

/** A refusal as a duplicate means that it was there before us, unless we had sent it ourselves. */
function foundAs(error: EnkashError, sends: number): Outcome {
	return error.kind === 'refused' && sends === 1 ? 'alreadyAllocated' : 'recovered';
}

function asIs(error: EnkashError): EnkashError {
	return error;
}

function notChecked(error: EnkashError): EnkashError {
	const kind = error.kind === 'unknown' ? 'notSent' : error.kind;
	return new EnkashError(kind, `Not sent, since the reference could not be looked up: ${error.message}`, {
		httpStatus: error.httpStatus,
		description:
			"Correct the endpoint of the look-up in 'Endpoint Overrides' of the credential, or set 'On Duplicate Reference' to 'Send' to do without it.",
	});
}

/** For calls that have no look-up as well. */
export function unconfirmed(reference: string, cause: EnkashError, why: string): EnkashError {
	return new EnkashError('unknown', `Reference ${reference} is unconfirmed: ${cause.message}`, {
		httpStatus: cause.httpStatus,
		description: `${why} It may or may not have been carried out. Look for the reference in EnKash before sending it again.`,
	});
}
