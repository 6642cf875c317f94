import type { Failure, INode, JsonObject } from 'n8n-workflow';
import { ExecutionBaseError, NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * Why a call did not give its payload, as far as the caller must act differently:
 * `input`: a field of the node or credential is wrong, nothing was sent.
 * `login`: EnKash refused the login or the token.
 * `refused`: EnKash answered, and said no; nothing was moved.
 * `notSent`: the request surely never reached EnKash; what an earlier one did is another question.
 * `notPaid`: it reached EnKash, which surely did not carry it out.
 * `unknown`: it may have reached EnKash, and nobody can say what came of it.
 */
export type FailureKind = 'input' | 'login' | 'refused' | 'notSent' | 'notPaid' | 'unknown';

export interface FailureDetails {
	/** What to do next, in a sentence. */
	description?: string;
	/** HTTP status of the answer, where there was one. */
	httpStatus?: number;
	/** Seconds EnKash asks to wait (Retry-After), where it said so. */
	retryAfter?: number;
	/** The answer came too late: EnKash may still be working on the request. */
	timedOut?: boolean;
	/** May well be over soon: EnKash is busy, or the connection broke. */
	passing?: boolean;
	/** EnKash itself said no, in its own words; not a server or proxy on the way. */
	fromEnkash?: boolean;
	/** It came of the login, so that the call which needed a token was not sent. */
	atLogin?: boolean;
	/** EnKash looked at the token, and at nothing else: with a new one the call may go through. */
	tokenAlone?: boolean;
	/** EnKash said no, in words that leave open whether it did something first. */
	saidNo?: boolean;
}

/**
 * Any failure of a call, told in EnKash's words where it has some. It carries no request, header
 * or cause, so nothing secret can travel with it.
 */
export class EnkashError extends Error {
	readonly description?: string;
	readonly httpStatus?: number;
	readonly retryAfter?: number;
	readonly timedOut: boolean;
	readonly passing: boolean;
	readonly fromEnkash: boolean;
	readonly atLogin: boolean;
	readonly tokenAlone: boolean;
	readonly saidNo: boolean;
	/** Private to the class, so that nobody serialises it. */
	readonly #whole: string;

	constructor(
		readonly kind: FailureKind,
		message: string,
		details: FailureDetails = {},
	) {
		super(clipped(message));
		this.#whole = message;
		this.name = 'EnkashError';
		this.description = details.description;
		this.httpStatus = details.httpStatus;
		this.retryAfter = details.retryAfter;
		this.timedOut = details.timedOut ?? false;
		this.passing = details.passing ?? false;
		this.fromEnkash = details.fromEnkash ?? false;
		this.atLogin = details.atLogin ?? false;
		this.tokenAlone = details.tokenAlone ?? false;
		this.saidNo = details.saidNo ?? false;
	}

	/** The message at its full length, to take secrets out of: the cut may go through one. */
	get whole(): string {
		return this.#whole;
	}

	/** The same failure with other words or details. */
	with(changes: FailureDetails & { kind?: FailureKind; message?: string }): EnkashError {
		const { kind = this.kind, message = this.#whole, ...details } = changes;
		return new EnkashError(kind, message, { ...this, ...details });
	}
}

/** The same failure with more to say about what to do. */
export function addAdvice(error: EnkashError, advice: string): EnkashError {
	const description = error.description ? `${error.description} ${advice}` : advice;
	return error.with({ description });
}

/** A reference or a refusal may be as long as it likes; what a user reads may not. */
const MAX_MESSAGE = 1_000;

function clipped(message: string): string {
	return message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
}

/** A field of the node that cannot be sent. `field` is its label on the screen. */
export function inputError(field: string, problem: string, description?: string): EnkashError {
	return new EnkashError('input', `'${field}' ${problem}`, { description });
}

/** n8n's lint wants to see a call where an error is thrown on from a catch. */
export function asIs(error: EnkashError): EnkashError {
	return error;
}

/** Deep enough for n8n's wrapping, and an end for causes that go round in a circle. */
const MAX_CAUSES = 8;

/** An error and what caused it, outermost first. */
export function causesOf(thrown: unknown): Error[] {
	const causes: Error[] = [];
	for (
		let error = thrown;
		error instanceof Error && causes.length < MAX_CAUSES;
		error = error.cause
	) {
		causes.push(error);
	}
	return causes;
}

/**
 * Turns anything thrown into an EnkashError: n8n wraps what a credential throws, and a fault of
 * this package itself must not show a stack trace to a user.
 */
export function toEnkashError(thrown: unknown): EnkashError {
	const own = causesOf(thrown).find((error) => error instanceof EnkashError);
	if (own) return own;
	// n8n's own words, such as those about an expression that cannot be resolved.
	if (thrown instanceof ExecutionBaseError) {
		return new EnkashError('input', thrown.message, {
			description: thrown.description ?? undefined,
		});
	}
	const message = thrown instanceof Error ? thrown.message : 'The node stopped unexpectedly';
	return new EnkashError('unknown', message, {
		description: 'This should not happen. Please report it with the operation and its settings.',
	});
}

/**
 * The n8n error for a failed item, or for a list that cannot be loaded: message, what to do, and
 * the item it happened to. The only place that builds n8n errors.
 */
export function toNodeError(node: INode, thrown: unknown, itemIndex?: number) {
	const error = toEnkashError(thrown);
	const message = itemIndex === undefined ? error.message : `${error.message} [item ${itemIndex}]`;
	const { description } = error;
	const options = { message, description, itemIndex, failure: failureOf(error) };
	const nodeError =
		error.kind === 'input'
			? new NodeOperationError(node, message, options)
			: new NodeApiError(node, { message } as JsonObject, {
					...options,
					httpCode: error.httpStatus?.toString(),
				});
	// n8n puts a stock sentence in place of words that happen to contain, say, EPERM or EEXIST.
	nodeError.message = message;
	return nodeError;
}

/**
 * What has to be done before it can work: n8n waits longer with the next poll where somebody has to do
 * something, or EnKash asks for it. Older releases do not look at it.
 */
function failureOf(error: EnkashError): Failure | undefined {
	const { kind, httpStatus = 0, passing, retryAfter } = error;
	if (kind === 'input') return { cause: 'configuration-invalid' };
	if (kind === 'login') return { cause: 'credential-invalid' };
	if (httpStatus === 429) {
		const wait = retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1000 };
		return { cause: 'rate-limited', ...wait };
	}
	return passing || httpStatus >= 500 ? { cause: 'temporarily-unavailable' } : undefined;
}
