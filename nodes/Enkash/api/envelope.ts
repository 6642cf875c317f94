import { EnkashError } from './errors';
import { isRecord, parseJson, type JsonRecord } from './json';
import type { RawAnswer } from './transport';

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
}

/**
 * Reads `code/message/payload`, `response_code/response_message/payload`, the misspelt `paylod`,
 * codes told as strings, and bare OAuth answers (enkash-api.md, section 5).
 * @throws EnkashError for everything that is not a success.
 */
export function readAnswer(raw: RawAnswer, reader: EnvelopeReader): Answer {
	const body = reader.decode(readJson(raw, reader.endpoint));
	const answer = readEnvelope(body);
	const refusal = answer?.code === 0 ? '' : refusalText(body, answer);
	if (isTokenRefusal(raw.httpStatus, refusal)) {
		throw new EnkashError('login', refusal || 'EnKash refused the token', {
			httpStatus: raw.httpStatus,
			description: 'The token is invalid or has expired.',
		});
	}
	if (raw.httpStatus >= 400) throw httpFailure(raw, reader.endpoint, refusal);
	if (!answer) {
		throw new EnkashError('unknown', `${reader.endpoint} answered in an unknown form`, {
			httpStatus: raw.httpStatus,
			description: 'The answer is JSON, but has neither a code nor a payload. Check the endpoint.',
		});
	}
	if (answer.code !== 0) {
		throw new EnkashError('refused', refusal, {
			httpStatus: raw.httpStatus,
			description: adviceFor(refusal),
			fromEnkash: true,
		});
	}
	return answer;
}

function readEnvelope(body: unknown): Answer | undefined {
	if (!isRecord(body)) return undefined;
	const code = body.response_code ?? body.code;
	const payload = body.payload ?? body.paylod;
	const message = body.response_message ?? body.message;
	if (code === undefined && tokenIn(body)) return { code: 0, message: '', payload: body };
	if (typeof code !== 'number' && !(typeof code === 'string' && /^-?\d+$/.test(code.trim()))) {
		return undefined;
	}
	return { code: Number(code), message: typeof message === 'string' ? message : '', payload };
}

/** The token of an OAuth answer, in either of EnKash's spellings (section 3). */
export function tokenIn(body: JsonRecord): string | undefined {
	const token = body.access_token ?? body.accessToken ?? body.token;
	return typeof token === 'string' && token !== '' ? token : undefined;
}

/** EnKash's own words for a refusal; never the payload of a success. */
function refusalText(body: unknown, answer: Answer | undefined): string {
	if (answer) {
		const { message, payload, code } = answer;
		const texts = [message, payload].filter((text): text is string => isSentence(text));
		return texts[0] ?? `EnKash refused the request with code ${code}`;
	}
	if (!isRecord(body)) return '';
	const texts = [body.error_description, body.message, body.response_message, body.error];
	return texts.find(isSentence) ?? '';
}

function isSentence(text: unknown): text is string {
	return typeof text === 'string' && text.trim() !== '' && text.length <= 500;
}

function isTokenRefusal(httpStatus: number, refusal: string): boolean {
	if (httpStatus === 401 || httpStatus === 403) return true;
	return /\btoken\b|invalid_token/i.test(refusal) && /invalid|expired|not recogni[sz]ed/i.test(refusal);
}

function readJson(raw: RawAnswer, endpoint: string): unknown {
	if (raw.httpStatus >= 300 && raw.httpStatus < 400) {
		throw new EnkashError('unknown', `${endpoint} redirects elsewhere (HTTP ${raw.httpStatus})`, {
			httpStatus: raw.httpStatus,
			description: 'Redirects are not followed, to keep the token here. Check the URL in the credential.',
		});
	}
	try {
		return parseJson(raw.text);
	} catch {
		// An unreadable 401 is still a refused token.
		if (raw.httpStatus === 401 || raw.httpStatus === 403) return undefined;
		throw unreadable(raw, endpoint);
	}
}

function unreadable(raw: RawAnswer, endpoint: string): EnkashError {
	const found = describeText(raw.text);
	if (raw.httpStatus >= 400) return httpFailure(raw, endpoint, '', found);
	return new EnkashError('unknown', `${endpoint} answered with ${found} (HTTP ${raw.httpStatus})`, {
		httpStatus: raw.httpStatus,
		description: 'EnKash answers in JSON. Check the URL in the credential, and any proxy in between.',
	});
}

function describeText(text: string): string {
	const start = text.trimStart();
	if (!start) return 'an empty body';
	if (start.startsWith('<')) return 'a web page instead of JSON';
	if (start.startsWith('{') || start.startsWith('[')) return 'JSON that breaks off';
	return 'text instead of JSON';
}

/** 4xx: EnKash did not accept the request. 5xx and time-outs: nobody knows how far it got. */
function httpFailure(raw: RawAnswer, endpoint: string, words: string, found = ''): EnkashError {
	const { httpStatus, retryAfter } = raw;
	const kind = httpStatus >= 500 || httpStatus === 408 ? 'unknown' : 'refused';
	const message = words || `${endpoint} answered HTTP ${httpStatus}${found ? ` with ${found}` : ''}`;
	const description = httpAdvice(httpStatus, words);
	return new EnkashError(kind, message, { httpStatus, retryAfter, description, fromEnkash: words !== '' });
}

function httpAdvice(httpStatus: number, words: string): string {
	if (httpStatus === 429) return 'EnKash asks for fewer requests. Wait a while, then run it again.';
	if (httpStatus === 404 && !words) {
		return "The endpoint is not there. Check the URL, or set another path in 'Endpoint Overrides' of the credential.";
	}
	if (httpStatus >= 500) return 'EnKash could not complete the request. Try again later.';
	return adviceFor(words);
}

const ADVICE: Array<[RegExp, string]> = [
	[/insufficient balance/i, "Fund the account in EnKash, or lower 'Points'."],
	[/encrypt|checksum/i, "Check 'Encryption', 'Encryption Key' and 'Key Digest' in the EnKash credential."],
	[/card ?account/i, "Check 'Company ID' and 'Card Account ID', here and in the EnKash credential."],
	[/kyc/i, 'Finish the KYC of the primary card in EnKash first.'],
	[/duplicate|already (exists|used|processed)/i, 'This reference was used before. Look it up before sending it again.'],
];

/** What a user can do about a refusal in these words. */
function adviceFor(words: string): string {
	const advice = ADVICE.find(([pattern]) => pattern.test(words));
	return advice?.[1] ?? 'These are the words of EnKash. Check the fields of this node against its account.';
}
