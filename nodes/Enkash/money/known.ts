import { asIs, EnkashError, toEnkashError } from '../lib/errors';
import { assertNotCancelled, pause } from '../lib/pause';
import { usedBefore } from './failures';
import { Memory } from './memory';
import type { Books, Identified, Result, TransferRecord, TransferSettings } from './transfer';

/** References asked for in one look-up. */
const LOOK_UP_SIZE = 200;
const MAX_ATTEMPTS = 3;

/** What is known of references without sending anything. */
export class Known {
	/** The record under a reference, or why nobody knows; nothing where it surely is new. */
	private readonly references = new Map<string, TransferRecord | EnkashError>();

	private readonly memory: Memory;

	constructor(
		private readonly books: Books,
		private readonly settings: TransferSettings,
	) {
		this.memory = new Memory(settings.place);
	}

	/** Asks EnKash's books, many references at a time, unless the user wants to do without. */
	async lookUp(references: string[]): Promise<void> {
		if (this.settings.policy === 'send') return this.recall(references);
		for (let start = 0; start < references.length; start += LOOK_UP_SIZE) {
			await this.lookUpSome(references.slice(start, start + LOOK_UP_SIZE));
		}
	}

	/** What an earlier try of this execution left unconfirmed is not sent again by a later one. */
	private recall(references: string[]): void {
		for (const reference of references) {
			const fate = this.memory.recall(reference);
			if (fate instanceof EnkashError) this.references.set(reference, fate);
		}
	}

	private async lookUpSome(references: string[]): Promise<void> {
		try {
			for (const [reference, record] of await this.found(references)) {
				this.references.set(reference, record);
			}
		} catch (error) {
			const reason = notChecked(toEnkashError(error));
			for (const reference of references) this.references.set(reference, reason);
		}
	}

	/** Reading may be tried again, and much hangs on it. */
	private async found(references: string[]): Promise<Map<string, TransferRecord>> {
		const { settle, signal } = this.settings;
		for (let attempt = 1; ; attempt++) {
			try {
				assertNotCancelled(signal);
				return await this.books.find(references);
			} catch (thrown) {
				const error = toEnkashError(thrown);
				if (error.kind !== 'unknown' || attempt === MAX_ATTEMPTS) throw asIs(error);
				await pause(settle * attempt, signal);
			}
		}
	}

	/** Whether the last look-up of any of them failed. */
	isOpen(references: string[]): boolean {
		return references.some((reference) => this.references.get(reference) instanceof EnkashError);
	}

	/** From here on, what is under the reference: a record, or why nobody knows. */
	learn(reference: string, what: TransferRecord | EnkashError): void {
		this.references.set(reference, what);
		const unseen = this.settings.policy === 'send';
		if (unseen && what instanceof EnkashError) this.memory.remember(reference, what);
	}

	/**
	 * What was done before under the reference of a transfer.
	 * @throws EnkashError where the transfer must not be sent, and cannot be taken as done either.
	 */
	existing(transfer: Identified): Result | undefined {
		const { policy } = this.settings;
		const { reference } = transfer;
		const known = this.references.get(reference);
		// What is unconfirmed is not sent again, whatever the user thinks of duplicates.
		if (known instanceof EnkashError) throw known;
		if (!known || policy === 'send') return undefined;
		const difference = transfer.disagreement(known);
		if (difference) throw usedBefore(reference, difference);
		if (policy === 'fail') throw usedBefore(reference);
		return { outcome: 'alreadyAllocated', record: known };
	}
}

function notChecked(error: EnkashError): EnkashError {
	const kind = error.kind === 'unknown' ? 'notSent' : error.kind;
	return new EnkashError(
		kind,
		`Not sent, since the reference could not be looked up: ${error.message}`,
		{
			httpStatus: error.httpStatus,
			description:
				error.kind === 'login' || error.kind === 'input'
					? error.description
					: "Correct the endpoint of the look-up in 'Endpoint Overrides' of the credential, or set 'On Duplicate Reference' to 'Send' to do without it.",
		},
	);
}
