import type { Fact } from './inquiry';

/**
 * How well something is known. `sure`: EnKash's answers leave nothing else. `likely`: they fit, and
 * could mean something else. `unknown`: they do not tell.
 */
export type Confidence = 'sure' | 'likely' | 'unknown';

export interface Finding {
	/** What is so, in a sentence. */
	finding: string;
	confidence: Confidence;
	/** What to set, by the names on the screen; missing where nothing is to be set. */
	set?: string;
	/** What it was told by. */
	evidence?: string;
}

/** Something that EnKash's documents leave open, and how it is found out. */
export interface Question {
	topic: Topic;
	question: string;
	answer: Fact<Finding>;
}

export type Topic =
	| 'Login'
	| 'Servers'
	| 'Encryption'
	| 'Account'
	| 'Answers'
	| 'Transactions'
	| 'Orders'
	| 'Catalog'
	| 'Times'
	| 'Permissions'
	| 'Credential'
	| 'Rehearsal';

export const sure = (finding: string, more: Partial<Finding> = {}): Finding => ({
	finding,
	confidence: 'sure',
	...more,
});

export const likely = (finding: string, more: Partial<Finding> = {}): Finding => ({
	finding,
	confidence: 'likely',
	...more,
});

export const unknown = (finding: string, more: Partial<Finding> = {}): Finding => ({
	finding,
	confidence: 'unknown',
	...more,
});
