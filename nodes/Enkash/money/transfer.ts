import type { EnkashError } from '../lib/errors';

/** The words that everything in this folder shares. */

export type DuplicatePolicy = 'returnExisting' | 'fail' | 'send';

/** How a result came about: sent now, found before sending, or found after its answer was lost. */
export type TransferOutcome = 'allocated' | 'alreadyAllocated' | 'recovered';

export type TransferRecord = Record<string, unknown>;

/** A movement of value as EnKash's books know it. */
export interface Identified {
	reference: string;
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
	/** What tells this node in this execution from all others. */
	place: string;
	/** Milliseconds to let EnKash finish what it may still be doing, before looking it up. */
	settle: number;
	signal?: AbortSignal;
}
