import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { EnkashError } from './errors';

/** n8n's HTTP, with or without the credential. */
export type Send = (options: IHttpRequestOptions) => Promise<unknown>;

/** An answer as it came over the wire. */
export interface RawAnswer {
	httpStatus: number;
	text: string;
	/** Seconds, from the Retry-After header. */
	retryAfter?: number;
}

export interface Exchange {
	options: IHttpRequestOptions;
	/** The call as a user would look it up. */
	endpoint: string;
	/** Milliseconds for the whole exchange. */
	timeout: number;
}

export const DEFAULT_TIMEOUT = 30_000;

/** Far above a page of any list EnKash documents; a larger body is an accident or an attack. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * Sends one request and reads its answer, whatever its status.
 * The body is read as a stream, since n8n's own reading knows no limit and no end of waiting.
 * @throws EnkashError `notSent` or `unknown`.
 */
export async function exchange(send: Send, { options, endpoint, timeout }: Exchange): Promise<RawAnswer> {
	const started = Date.now();
	try {
		const response = (await send({
			...options,
			timeout,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})) as { statusCode: number; headers: IDataObject; body: NodeJS.ReadableStream };
		const text = await readBody(response.body, timeout - (Date.now() - started));
		return {
			httpStatus: response.statusCode,
			text,
			retryAfter: readRetryAfter(response.headers['retry-after']),
		};
	} catch (error) {
		throw transportError(error, endpoint, timeout);
	}
}

/** Failures that come before the request has left: nothing can have been moved. */
const NOT_SENT = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ERR_INVALID_URL)$|CERT|TLS|SSL/;
const TOO_LATE = /^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT|BODY_LATE)$/;

/** What n8n or Node says of a failed exchange, in a sentence without request, header or cause. */
function transportError(thrown: unknown, endpoint: string, timeout: number): EnkashError {
	const own = ownError(thrown);
	if (own) return own;
	const code = codeOf(thrown);
	if (NOT_SENT.test(code)) {
		const secure = /CERT|TLS|SSL/.test(code);
		return new EnkashError('notSent', `${endpoint} cannot be reached`, {
			connection: true,
			description: secure
				? 'Its certificate is not trusted. Check the URL in the credential, or let n8n trust the certificate.'
				: 'No server answers there. Check the URL in the EnKash credential, and the network.',
		});
	}
	if (TOO_LATE.test(code)) {
		return new EnkashError('unknown', `${endpoint} did not answer within ${timeout / 1000} s`, {
			timedOut: true,
			description: "Try again later, or raise 'Timeout' in the options.",
		});
	}
	if (code === 'BODY_LARGE') {
		return new EnkashError('unknown', `${endpoint} answered with more than ${MAX_ANSWER_BYTES / 2 ** 20} MB`, {
			description: "Ask for less at once, with 'Limit' or 'Filters'.",
		});
	}
	if (code === 'BODY_TEXT') {
		return new EnkashError('unknown', `${endpoint} answered with bytes that are not text`, {
			description: 'Check the URL in the credential, and any proxy in between.',
		});
	}
	if (code === 'ERR_CANCELED') {
		return new EnkashError('unknown', `The execution was cancelled while ${endpoint} was being called`);
	}
	return new EnkashError('unknown', `The connection to ${endpoint} was lost before the answer was complete`, {
		connection: true,
		description: 'Check the network and the URL in the credential, then try again.',
	});
}

function ownError(thrown: unknown): EnkashError | undefined {
	for (let error = thrown; error instanceof Error; error = error.cause) {
		if (error instanceof EnkashError) return error;
	}
	return undefined;
}

/** The innermost error code: n8n wraps axios, which wraps Node. */
function codeOf(thrown: unknown): string {
	let code = '';
	for (let error = thrown; error instanceof Error; error = error.cause) {
		if ('code' in error && typeof error.code === 'string') code = error.code;
	}
	return code;
}

async function readBody(body: NodeJS.ReadableStream, timeout: number): Promise<string> {
	const stream = body as NodeJS.ReadableStream & { destroy(error?: Error): void };
	const deadline = AbortSignal.timeout(Math.max(timeout, 1));
	const stop = () => stream.destroy(bodyError('BODY_LATE'));
	deadline.addEventListener('abort', stop);
	try {
		const chunks: Buffer[] = [];
		let size = 0;
		for await (const chunk of stream) {
			const bytes = Buffer.from(chunk);
			size += bytes.length;
			if (size > MAX_ANSWER_BYTES) throw bodyError('BODY_LARGE');
			chunks.push(bytes);
		}
		return decodeText(Buffer.concat(chunks));
	} finally {
		deadline.removeEventListener('abort', stop);
		stream.destroy();
	}
}

/** Bytes that are not UTF-8 must not turn silently into other characters. */
function decodeText(bytes: Buffer): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw bodyError('BODY_TEXT');
	}
}

/** Marks why this file itself gave up on a body. */
function bodyError(code: 'BODY_LATE' | 'BODY_LARGE' | 'BODY_TEXT'): Error {
	return Object.assign(new Error(code), { code });
}

function readRetryAfter(header: unknown): number | undefined {
	if (typeof header !== 'string') return undefined;
	const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
	return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
