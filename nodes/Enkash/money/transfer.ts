import type { EnkashError } from '../lib/errors';

/** The words that everything in this folder shares. */

export type DuplicatePolicy = 'returnExisting' | 'fail' | 'send';

/** How a result came about: sent now, found before sending, or found after its answer was lost. */
export type TransferOutcome = 'allocated' | 'alreadyAllocated' | 'recovered';

export type TransferRecord = Record<string, unknown>;

/** A movement of value as the journal and EnKash's books know it. */
export interface Identified {
	reference: string;
	/** Where its reference counts: host, account and direction. The same reference elsewhere is another one. */
	ledger: string;
	/** What is moved and for whom, as one text; blank where the reference stands for one thing alone. */
	content: string;
	/** Names this one movement of its execution, the same whenever that is tried again. */
	readonly occasion: string;
	/** What a record under the same reference has to agree with; says what does not. */
	disagreement(found: TransferRecord): string | undefined;
}

/** What came back for a movement that was sent. */
export interface Sent<Answer> {
	record: TransferRecord;
	/** The whole answer, for whoever shows it; nothing here looks into it. */
	answer: Answer;
}

/** One movement of value, ready to be sent. */
export interface Transfer<Answer = unknown> extends Identified {
	/** Sends it. Called once, and again only where the first one surely came to nothing. */
	send(): Promise<Sent<Answer>>;
	/** What is wrong with an answer that came as a success. Nothing is sent again after that. */
	contradiction?(answer: TransferRecord): string | undefined;
}

export interface Result<Answer = never> {
	outcome: TransferOutcome;
	record: TransferRecord;
	/** EnKash's answer, where this result was sent rather than found. */
	answer?: Answer;
}

/** What became of a transfer. */
export type Settled<Answer = never> = Result<Answer> | EnkashError;

/** What EnKash's list shows under a reference: a payment, something unclear, or that it could not be read. */
export type Shown = { record: TransferRecord } | { doubt: EnkashError } | { unread: EnkashError };

/** EnKash's list of what was moved, as far as it can be read. */
export interface Books {
	/** Each reference takes a question of its own. */
	singly?: true;
	/**
	 * What is shown under each reference; one that is missing is not shown.
	 * @param expected one that is known to be paid: where it is not shown, the question was put wrongly
	 * @throws EnkashError where the list cannot be asked.
	 */
	look(references: string[], expected?: string): Promise<Map<string, Shown>>;
}
