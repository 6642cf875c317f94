import { asIs, EnkashError, toEnkashError } from '../lib/errors';
import { assertNotCancelled, pause } from '../lib/pause';
import { findingIn, Memory, type Memo } from './memory';
import type { Books, Identified, TransferRecord, TransferSettings } from './transfer';
import type { Finding } from './verdict';

/** References asked for in one look-up. */
const LOOK_UP_SIZE = 200;
const MAX_ATTEMPTS = 3;

/** What is known of references without sending anything. */
export class Known {
	/** The record under a reference, or why nobody knows; nothing where it surely is new. */
	private readonly references = new Map<string, Memo>();

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
			const memo = this.memory.recall(reference);
			if (memo instanceof EnkashError) this.references.set(reference, memo);
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

	/** Whether nobody knows of it, as far as was asked. */
	isOpen(reference: string): boolean {
		return this.references.get(reference) instanceof EnkashError;
	}

	/** What is under the reference of a transfer. */
	of(transfer: Identified): Finding {
		return findingIn(this.references.get(transfer.reference), transfer);
	}

	/** From here on, what is under the reference: a record, or why nobody knows. */
	learn(reference: string, what: Memo): void {
		this.references.set(reference, what);
		const unseen = this.settings.policy === 'send';
		if (unseen && what instanceof EnkashError) this.memory.remember(reference, what);
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
