import type { SandboxSettings } from './settings';
import type { State } from './state';

export type * from './settings';

export interface SandboxOptions {
	/** 0, the default, takes a free one. */
	port?: number;
	settings?: Partial<SandboxSettings>;
}

/** A request as the sandbox saw it, with the status it answered. */
export interface RecordedRequest {
	/** Milliseconds since 1970. */
	at: number;
	/** operationId in the contract, '' where the contract has no such call. */
	call: string;
	method: string;
	path: string;
	query: Record<string, string>;
	headers: Record<string, string>;
	/** Parsed, and decrypted where it was encrypted. */
	body: unknown;
	rawBody: string;
	/** 0 until answered, and for good when the connection was cut. */
	status: number;
	/** The kind of the fault that hit it. */
	fault?: string;
	/** What the contract has against it, in the validator's words. */
	violation?: string;
}

export type FaultKind =
	/** The effect, then the answer after `delay` ms (1000). */
	| 'delay'
	/** No effect; answers `status` (500) with `body`. */
	| 'status'
	/** No effect; the socket is destroyed. */
	| 'resetBefore'
	/** The effect, then the socket is destroyed. */
	| 'resetAfter'
	/** The effect, then `status` (502). */
	| 'statusAfter'
	/** The effect, then half of the answer's text. */
	| 'truncated'
	/** No effect; a gateway's page, `status` 200. */
	| 'html'
	/** The effect, then an answer without a body. */
	| 'empty'
	/** The effect, then bytes that are no JSON. */
	| 'garbageAfter'
	/** No effect, no answer; the socket stays open. */
	| 'hang'
	/** The effect, no answer; the socket stays open. */
	| 'hangAfter'
	/** No effect; 302 to `location`. */
	| 'redirect'
	/** Bulk: the first half of the rows is paid. With `message` the others are reported as failed with it, else they are missing from the answer. */
	| 'partial'
	/** No effect; EnKash's refusal with `message`, HTTP 200 or `status`. */
	| 'refuse'
	/** The effect, then the answer's text changed by `body`. */
	| 'mutate'
	/** No effect; 429 with Retry-After. */
	| 'rateLimit';

/** Faults that tell what is not so: the answer, or the list, says something else than the ledger. */
export type UntrueFaultKind =
	/** The effect, then EnKash's refusal with `message`, HTTP 200 or `status`. */
	| 'refuseAfter'
	/** Bulk: the first half of the rows is paid, then the call is refused as by `refuseAfter`. Other calls: as `refuseAfter`. */
	| 'refuseHalf'
	/** Nothing is paid, but the list (for orders the look-up) shows the call with one of `words` as its status; answers `status` (502) with `body`. */
	| 'recordOnly';

export interface FaultRule {
	/** As for requestsTo. Absent: every call except the login. */
	call?: string | string[];
	kind: FaultKind | UntrueFaultKind;
	status?: number;
	message?: string;
	/** Statuses under which the call is kept and pays nothing, in turn; for `recordOnly` FAILED where there are none. */
	words?: unknown[];
	delay?: number;
	location?: string;
	retryAfter?: number | string;
	contentType?: string;
	body?: string | Buffer | ((text: string) => string | Buffer);
	/** How often it hits; unlimited by default. */
	times?: number;
	/** Lets the first n pass. */
	skip?: number;
	/** Hits with this probability, from a generator started with `seed`. */
	rate?: number;
	seed?: number;
	when?: (request: RecordedRequest) => boolean;
	/** Overrules whether `status`, `html`, `empty`, `redirect` and `rateLimit` come after the effect. */
	effect?: boolean;
}

/** One effect of value. */
export interface LedgerEntry {
	at: number;
	kind: 'credit' | 'debit' | 'order' | 'coins';
	reference: string;
	amount: number;
	cardAccountId?: string;
	userId?: string;
	mobile?: string;
	email?: string;
	/** operationId */
	call: string;
}

export interface Sandbox {
	/** http://127.0.0.1:port, which stands for all of EnKash's hosts. */
	url: string;
	/** Ready data for a credential of type enkashApi. */
	credential: Record<string, string | number | boolean>;
	settings: SandboxSettings;
	requests: RecordedRequest[];
	/** By operationId, by the project's call id or by EnKash's number. */
	requestsTo(call: string): RecordedRequest[];
	logins(): RecordedRequest[];
	/** A token as if from a login. */
	issueToken(lifetimeSeconds?: number): string;
	/** All tokens issued so far stop working at once. */
	expireTokens(): void;
	/** Ends the lockout. */
	unlock(): void;
	faults: { add(rule: FaultRule): void; clear(): void };
	ledger: LedgerEntry[];
	state: State;
	stop(): Promise<void>;
}

/** What a handler works with. */
export interface World {
	settings: SandboxSettings;
	state: State;
	ledger: LedgerEntry[];
}

/** One valid request on its way to its handler. */
export interface Call {
	operationId: string;
	body: unknown;
	query: Record<string, unknown>;
	params: Record<string, string>;
	headers: Record<string, string>;
	world: World;
	/** The rule of kind `partial` or `refuseHalf` that hit, if any. */
	partial?: FaultRule;
	/** Set by a rule of kind `recordOnly`, or with `words`: the status under which the call is kept, and pays nothing. */
	failedAs?: unknown;
}

export type Handler = (call: Call) => Outcome;

/** What a handler found, before it is put into an envelope. */
export interface Outcome {
	payload: unknown;
	/** Set when the payload is a list: how many there are in all, before paging. */
	recordsCount?: number;
	/** Set when the page of a call that names a card shows another answer. */
	withCardId?: boolean;
}

/** x-answer of the contract. */
export interface AnswerStyle {
	envelope: 'responseCode' | 'code' | 'paylod' | 'none';
	list?: 'object' | 'array' | 'records';
	source?: string;
	withCardId?: AnswerStyle;
}

/** An answer on the wire. */
export interface Wire {
	status: number;
	headers: Record<string, string>;
	body: string | Buffer;
}
