import { adviceFor, httpAdvice } from './advice';
import { EnkashError, toEnkashError } from '../../lib/errors';
import { isRecord, parseJson, type JsonRecord } from '../../lib/json';
import { hideSecrets } from './secrets';
import type { RawAnswer } from './transport';
import { isTokenAlone } from './words';

/** What EnKash answered, whichever of its envelopes it came in. */
export interface Answer {
	/** 0 is success. */
	code: number;
	message: string;
	/** Undefined where the envelope had none. */
	payload: unknown;
}

export interface EnvelopeReader {
	/** The call as a user would look it up, such as `POST /api/v0/… on host`. */
	endpoint: string;
	/** Takes an answer out of its encryption. */
	decode(answer: unknown): unknown;
	/** What must not be told, should EnKash have echoed it. */
	secrets: readonly string[];
}

/** Why somebody said no, in whose words. */
interface Refusal {
	words: string;
	/** EnKash's own, and not those of a server or proxy on the way. */
	fromEnkash: boolean;
	/** OAuth's word for a token that is no good (RFC 6750). */
	invalidToken?: boolean;
}

/**
 * Reads `code/message/payload`, `response_code/response_message/payload`, the misspelt `paylod`,
 * codes told as strings, and bare OAuth answers: all forms that EnKash's pages show.
 * @throws EnkashError for everything that is not a success.
 */
export function readAnswer(raw: RawAnswer, reader: EnvelopeReader): Answer {
	const { httpStatus } = raw;
	if (httpStatus >= 300 && httpStatus < 400) throw elsewhere(raw, reader.endpoint);
	const body = readBody(raw, reader);
	const answer = readEnvelope(body);
	if (httpStatus < 300 && answer?.code === 0) return answer;
	const refusal = refusalIn(body, answer, (text) => sentence(text, reader.secrets));
	if (isTokenRefusal(httpStatus, refusal.words) || answer?.code === 401)
		throw refusedToken(httpStatus, refusal);
	if (httpStatus >= 400) throw httpFailure(raw, reader.endpoint, refusal);
	if (!answer) throw unknownForm(raw, reader.endpoint);
	throw new EnkashError('refused', refusal.words, {
		httpStatus,
		description: adviceFor(refusal.words),
		fromEnkash: true,
	});
}

function readEnvelope(body: unknown): Answer | undefined {
	if (!isRecord(body)) return undefined;
	const bare = tokenIn(body) ? body : undefined;
	const code = body.response_code ?? body.code;
	const payload = body.payload ?? body.paylod ?? bare;
	const message = body.response_message ?? body.message;
	if (code === undefined && bare && !('error' in body))
		return { code: 0, message: '', payload: bare };
	if (typeof code !== 'number' && !(typeof code === 'string' && /^-?\d+$/.test(code.trim()))) {
		return undefined;
	}
	return { code: Number(code), message: typeof message === 'string' ? message : '', payload };
}

/** The token of an OAuth answer, in either of the spellings EnKash's pages show; it may be blank. */
export function tokenIn(body: JsonRecord): string | undefined {
	const token = body.access_token ?? body.accessToken ?? body.token;
	return typeof token === 'string' ? token : undefined;
}

/** EnKash's own words for a refusal; never the payload of a success. */
function refusalIn(
	body: unknown,
	answer: Answer | undefined,
	read: (text: unknown) => string,
): Refusal {
	if (answer) {
		const texts = [answer.message, answer.payload].map(read);
		const words = texts.find((text) => text !== '' && !SAYS_NOTHING.test(text));
		return { words: words ?? `EnKash answered with code ${answer.code}`, fromEnkash: true };
	}
	const told: JsonRecord = isRecord(body) ? body : {};
	const { error } = told;
	const oauth = [told.error_description, OAUTH_ERROR.test(read(error)) && error];
	const words = oauth.map(read).find(Boolean);
	if (words) return { words, fromEnkash: true, invalidToken: error === 'invalid_token' };
	const others = [told.message, told.response_message, error];
	return { words: others.map(read).find(Boolean) ?? '', fromEnkash: false };
}

/** Messages that leave it to the payload to tell what is wrong. */
const SAYS_NOTHING = /^(success|failure|failed|error|bad request|unprocessable entity)\W*$/i;

/** RFC 6749 and 6750, and Spring's `unauthorized`. */
const OAUTH_ERROR =
	/^(invalid_(request|client|grant|token|scope)|unauthorized(_client)?|unsupported_grant_type|access_denied|insufficient_scope)$/;

const MAX_WORDS = 500;

/**
 * Text that can stand in an error, on one line; '' for anything else. Secrets are taken out of it as
 * it came: what is cut or put on one line may hide half of one.
 */
function sentence(text: unknown, secrets: readonly string[]): string {
	if (typeof text !== 'string') return '';
	const line = hideSecrets(text, secrets)
		.replace(/[\s\p{C}]+/gu, ' ')
		.trim();
	return line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS)}…` : line;
}

function isTokenRefusal(httpStatus: number, words: string): boolean {
	if (httpStatus === 401 || httpStatus === 403) return true;
	return httpStatus < 500 && TOKEN.test(words) && NO_GOOD.test(words);
}

const TOKEN = /\b(token|jwt|session)\b|invalid_token/i;
const NO_GOOD = /invalid|expired|not (valid|recogni[sz]ed)/i;

function refusedToken(httpStatus: number, refusal: Refusal): EnkashError {
	const { words, fromEnkash, invalidToken = false } = refusal;
	return new EnkashError('login', words || `EnKash refused the token (HTTP ${httpStatus})`, {
		httpStatus,
		fromEnkash,
		tokenAlone: invalidToken || (fromEnkash && isTokenAlone(words)),
		description:
			httpStatus === 403 && !TOKEN.test(words)
				? 'EnKash may not have enabled this call for your account. Ask EnKash for access.'
				: 'The token is invalid or has expired.',
	});
}

/** The JSON of an answer, out of its encryption; undefined for a refusal that is no JSON. */
function readBody(raw: RawAnswer, reader: EnvelopeReader): unknown {
	let json: unknown;
	try {
		json = parseJson(raw.text);
	} catch {
		if (raw.httpStatus >= 400) return undefined;
		throw unreadable(raw, reader.endpoint);
	}
	try {
		return reader.decode(json);
	} catch (error) {
		// An unreadable 401 is still a refused token.
		if (raw.httpStatus === 401 || raw.httpStatus === 403) return undefined;
		throw toEnkashError(error).with({ httpStatus: raw.httpStatus });
	}
}

function elsewhere({ httpStatus }: RawAnswer, endpoint: string): EnkashError {
	if (httpStatus === 304) {
		return new EnkashError('unknown', `${endpoint} answered that nothing has changed (HTTP 304)`, {
			httpStatus,
			description:
				'Nothing was asked to be compared. Check the URL in the credential, and any proxy in between.',
		});
	}
	return new EnkashError('unknown', `${endpoint} redirects elsewhere (HTTP ${httpStatus})`, {
		httpStatus,
		description:
			'Redirects are not followed, to keep the token here. Check the URL in the credential.',
	});
}

function unreadable({ httpStatus, text }: RawAnswer, endpoint: string): EnkashError {
	return new EnkashError(
		'unknown',
		`${endpoint} answered with ${describeText(text)} (HTTP ${httpStatus})`,
		{
			httpStatus,
			description:
				'EnKash answers in JSON. Check the URL in the credential, and any proxy in between.',
		},
	);
}

function describeText(text: string): string {
	const start = text.trimStart();
	if (!start) return 'an empty body';
	if (start.startsWith('<')) return 'a web page instead of JSON';
	if (start.startsWith('{') || start.startsWith('[')) return 'JSON that cannot be read';
	return 'text instead of JSON';
}

function unknownForm({ httpStatus }: RawAnswer, endpoint: string): EnkashError {
	return new EnkashError(
		'unknown',
		`${endpoint} answered in an unknown form (HTTP ${httpStatus})`,
		{
			httpStatus,
			description: 'The answer is JSON, but has neither a code nor a payload. Check the endpoint.',
		},
	);
}

const PASSING = [429, 502, 503, 504];

/** 4xx: EnKash did not accept the request. 5xx and time-outs: nobody knows how far it got. */
function httpFailure(
	raw: RawAnswer,
	endpoint: string,
	{ words, fromEnkash }: Refusal,
): EnkashError {
	const { httpStatus, retryAfter, text } = raw;
	const kind = httpStatus >= 500 || httpStatus === 408 ? 'unknown' : 'refused';
	const said = words ? `: ${words}` : isJson(text) ? '' : ` with ${describeText(text)}`;
	return new EnkashError(
		kind,
		fromEnkash ? words : `${endpoint} answered HTTP ${httpStatus}${said}`,
		{
			httpStatus,
			retryAfter,
			fromEnkash,
			passing: PASSING.includes(httpStatus),
			timedOut: httpStatus === 408 || httpStatus === 504,
			description: httpAdvice(httpStatus, fromEnkash ? words : '', retryAfter),
		},
	);
}

function isJson(text: string): boolean {
	return /^\s*[{[]/.test(text);
}
