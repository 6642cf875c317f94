import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { causesOf, EnkashError } from '../../lib/errors';

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
	/** Milliseconds for the answer, to its last byte. */
	timeout: number;
	/** Aborted when the execution is cancelled. */
	cancelled?: AbortSignal;
}

export const DEFAULT_TIMEOUT = 30_000;

/** A longer one would be none: Node's timers go up to this. */
const MAX_TIMEOUT = 2 ** 31 - 1;

/** Far above a page of any list EnKash documents; a larger body is an accident or an attack. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * Sends one request and reads its answer, whatever its status.
 * The body is read as a stream, since n8n's own reading knows no limit and no end of waiting.
 * @throws EnkashError `notSent` or `unknown`.
 */
export async function exchange(send: Send, call: Exchange): Promise<RawAnswer> {
	try {
		const { statusCode, headers, body } = (await send({
			...withDeadline({ ...call.options, timeout: Math.min(call.timeout, MAX_TIMEOUT) }),
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})) as { statusCode: number; headers: IDataObject; body: NodeJS.ReadableStream };
		const bytes = await readBody(body);
		return {
			httpStatus: statusCode,
			text: decodeText(bytes, statusCode),
			retryAfter: readRetryAfter(headers['retry-after']),
		};
	} catch (error) {
		throw transportError(error, call);
	}
}

/** Node.js lets go of a deadline that only a combined signal follows, and it would never come; this holds it. */
const deadlines = new WeakMap<AbortSignal, AbortSignal>();

/** n8n's time-out ends with the headers of an answer; this one holds for its body as well. */
export function withDeadline(options: IHttpRequestOptions): IHttpRequestOptions {
	const deadline = AbortSignal.timeout(options.timeout ?? DEFAULT_TIMEOUT);
	const { abortSignal: cancelled } = options;
	if (!(cancelled instanceof AbortSignal)) return { ...options, abortSignal: deadline };
	const abortSignal = AbortSignal.any([cancelled, deadline]);
	deadlines.set(abortSignal, deadline);
	return { ...options, abortSignal };
}

/** Reads up to the limit, and up to whatever ends the stream: its end, the deadline, a stop. */
async function readBody(stream: NodeJS.ReadableStream): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of stream) {
			const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
			size += bytes.length;
			if (size > MAX_ANSWER_BYTES) throw bodyError('BODY_LARGE');
			chunks.push(bytes);
		}
	} finally {
		// A late error of a stream that nobody reads any more would end the whole process.
		stream.on('error', () => {});
	}
	return Buffer.concat(chunks);
}

/** Kept, since making one takes longer than it takes to decode an answer. */
const strictly = new TextDecoder('utf-8', { fatal: true });
const leniently = new TextDecoder('utf-8');

/**
 * Bytes that are not UTF-8 must not turn silently into other characters, except where only the
 * words of a refusal are at stake.
 */
function decodeText(bytes: Buffer, httpStatus: number): string {
	try {
		return (httpStatus < 400 ? strictly : leniently).decode(bytes);
	} catch {
		throw bodyError('BODY_TEXT');
	}
}

/** Marks why this file itself gave up on a body. */
function bodyError(code: 'BODY_LARGE' | 'BODY_TEXT'): Error {
	return Object.assign(new Error(code), { code });
}

function readRetryAfter(header: unknown): number | undefined {
	if (typeof header !== 'string') return undefined;
	const seconds = /^\d+$/.test(header.trim())
		? Number(header)
		: (Date.parse(header) - Date.now()) / 1000;
	return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

/** What n8n and Node put on an error, beside what every error has. */
interface Thrown extends Error {
	code?: unknown;
	syscall?: unknown;
	errors?: unknown;
	description?: unknown;
}

/** What Node says of a failed exchange. */
interface Fault {
	code: string;
	/** The step that failed, such as `connect`; some faults have none. */
	syscall: string;
	message: string;
}

/** What n8n or Node says of a failed exchange, in a sentence without request, header or cause. */
function transportError(thrown: unknown, { endpoint, timeout, cancelled }: Exchange): EnkashError {
	const causes = causesOf(thrown);
	const known = causes.find((error) => error instanceof EnkashError) ?? blockedByN8n(causes);
	if (known) return known;
	if (cancelled?.aborted) {
		return new EnkashError(
			'unknown',
			`The execution was cancelled while ${endpoint} was being called`,
		);
	}
	const fault = faultOf(causes);
	return (
		notSent(fault, endpoint) ??
		answeredBadly(fault, endpoint) ??
		(TOO_LATE.includes(fault.code) ? tooLate(endpoint, timeout) : connectionLost(endpoint))
	);
}

/** n8n lets an administrator say where a credential, or a whole n8n, may connect to. */
function blockedByN8n(causes: Thrown[]): EnkashError | undefined {
	const blocked = causes.find(
		({ name, message }) => /^Ssrf/.test(name) || /^Domain not allowed/.test(message),
	);
	if (!blocked) return undefined;
	const { message, description } = blocked;
	return new EnkashError('notSent', message, {
		description:
			typeof description === 'string' ? description : 'n8n itself did not send the request.',
	});
}

/** The innermost error that has a code: n8n wraps axios, which wraps Node. */
function faultOf(causes: Thrown[]): Fault {
	const found: Fault = { code: '', syscall: '', message: '' };
	for (const { code, syscall, errors, message } of causes) {
		if (typeof code === 'string') Object.assign(found, { code, message });
		if (typeof syscall === 'string') found.syscall = syscall;
		// Node tried several addresses of a host, and connected to none.
		if (Array.isArray(errors)) found.syscall = 'connect';
	}
	return found.code ? found : keptByN8n(causes);
}

/** Faults that come of connecting alone. */
const UNCONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** Up to 2.20 n8n wraps without a cause: the code stands where a status would, Node's words come first. */
function keptByN8n([error]: Error[]): Fault {
	const { httpCode, messages } = { httpCode: '', messages: [], ...error };
	const code = String(httpCode);
	const [message = ''] = Array.isArray(messages) ? messages.map(String) : [];
	const [step] = message.split(' ');
	return { code, message, syscall: UNCONNECTED.includes(code) ? 'connect' : step };
}

/** Alerts come from a server that has perhaps read the request already. */
const CERTIFICATE = /^(?!.*ALERT).*CERT|UNABLE_TO_VERIFY|HOSTNAME_MISMATCH/;
const NO_TLS = /wrong version number|packet length too long|handshake failure/i;
const CONNECTING = ['connect', 'getaddrinfo'];

/** Failures that surely came before the request had left: nothing can have been moved. */
function notSent({ code, syscall, message }: Fault, endpoint: string): EnkashError | undefined {
	const unreachable = (description: string, passing = false) =>
		new EnkashError('notSent', `${endpoint} cannot be reached`, { passing, description });
	if (CERTIFICATE.test(code)) {
		return unreachable(
			'Its certificate is not trusted. Check the URL in the credential, or have the administrator of n8n add the certificate to NODE_EXTRA_CA_CERTS.',
		);
	}
	if (NO_TLS.test(message)) {
		return unreachable(
			'The server there does not speak HTTPS as expected. Check the URL in the credential, its port too.',
		);
	}
	if (!CONNECTING.includes(syscall)) return undefined;
	return unreachable(
		'No server answers there. Check the URL in the EnKash credential, and the network.',
		true,
	);
}

const ANSWERED: Array<[RegExp, string]> = [
	[/BODY_LARGE/, `more than ${MAX_ANSWER_BYTES / 2 ** 20} MB`],
	[/BODY_TEXT/, 'bytes that are not text'],
	[/^(Z_|ZSTD_|ERR_(_ERROR_|BROTLI|ZLIB|ZSTD))/, 'a body that cannot be decompressed'],
	[/^HPE_/, 'something that is not HTTP'],
];

/** An answer came, but not one that can be read. */
function answeredBadly({ code }: Fault, endpoint: string): EnkashError | undefined {
	const found = ANSWERED.find(([pattern]) => pattern.test(code))?.[1];
	if (!found) return undefined;
	return new EnkashError('unknown', `${endpoint} answered with ${found}`, {
		description: 'Check the URL in the credential, and any proxy in between.',
	});
}

/** ERR_CANCELED without a stop of the execution: the deadline. */
const TOO_LATE = ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_CANCELED'];

function tooLate(endpoint: string, timeout: number): EnkashError {
	return new EnkashError('unknown', `${endpoint} did not answer within ${timeout / 1000} s`, {
		timedOut: true,
		description: "Try again later, or raise 'Timeout' in the options.",
	});
}

function connectionLost(endpoint: string): EnkashError {
	return new EnkashError(
		'unknown',
		`The connection to ${endpoint.replace(/^The/, 'the')} was lost before the answer was complete`,
		{
			passing: true,
			description: 'Check the network and the URL in the credential, then try again.',
		},
	);
}
