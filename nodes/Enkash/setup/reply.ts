import { isAboutEncryption } from '../api/wire/advice';
import { decodeAnswer, type EncryptionSettings } from '../api/wire/encryption';
import { readAnswer, type Answer } from '../api/wire/envelope';
import type { RawAnswer } from '../api/wire/transport';
import { toEnkashError, type EnkashError } from '../lib/errors';
import { isRecord, parseJson, type JsonRecord } from '../lib/json';

/** How an answer was put, whatever it says. */
export interface AnswerForm {
	httpStatus: number;
	/** It came encrypted. */
	sealed: boolean;
	/** The names of its envelope, such as `response_code/response_message/payload`; blank for none. */
	envelope: string;
	/** The code came as text. */
	codeIsText: boolean;
}

/**
 * What became of a call that was tried, as far as it tells how EnKash is set up.
 * `refused`: EnKash looked at it, and said no in its own words.
 * `forbidden`: it refused the token, or this call for it.
 * `encryption`: it did not understand the body, or we not the answer.
 * `absent`: it has no such path. `stranger`: something answered that is not EnKash's API.
 * `failed`: it did not get as far as an answer that tells anything.
 * `silent`: no answer came. `notAsked`: the call was not made.
 */
export type Reply =
	| { was: 'success'; answer: Answer; form: AnswerForm }
	| {
			was: 'refused' | 'forbidden' | 'encryption' | 'absent' | 'stranger' | 'failed';
			error: EnkashError;
			form: AnswerForm;
	  }
	| { was: 'silent' | 'notAsked'; error: EnkashError };

/** EnKash looked at the call, so path, host and encryption are right. */
export function isUnderstood(reply: Reply): boolean {
	return reply.was === 'success' || reply.was === 'refused';
}

/** Nothing of EnKash's is there. */
export function isNotThere(reply: Reply): boolean {
	return reply.was === 'absent' || reply.was === 'stranger';
}

/** @param secrets what must not be told, should EnKash have echoed it */
export function replyOf(
	raw: RawAnswer,
	endpoint: string,
	encryption: EncryptionSettings,
	secrets: readonly string[],
): Reply {
	const decode = (answer: unknown) => decodeAnswer(encryption, answer);
	const form = formOf(raw, decode);
	try {
		return { was: 'success', answer: readAnswer(raw, { endpoint, decode, secrets }), form };
	} catch (thrown) {
		const error = toEnkashError(thrown);
		return { was: meaningOfFailure(error), error, form };
	}
}

function meaningOfFailure(error: EnkashError) {
	const { kind, httpStatus = 200, fromEnkash, message } = error;
	if (isAboutEncryption(error)) return 'encryption';
	if (kind === 'login') return 'forbidden';
	if (fromEnkash && NO_PATH.test(message)) return 'absent';
	if (kind === 'refused' && fromEnkash) return 'refused';
	if (httpStatus === 404 || httpStatus === 405 || httpStatus === 501) return 'absent';
	return httpStatus < 400 ? 'stranger' : 'failed';
}

/** What servers say of a path that they do not have, where they say it in an envelope (inferred). */
const NO_PATH =
	/\bno (handler|mapping|endpoint|route|static resource)\b|\b(path|url|uri|endpoint|api|resource|method)\b[^.]*\bnot (be )?(found|exist|allowed|supported)|^not found\W*$|\/api\/v\d/i;

function formOf({ httpStatus, text }: RawAnswer, decode: (answer: unknown) => unknown): AnswerForm {
	const wire = recordIn(() => parseJson(text));
	const sealed = wire !== undefined && typeof wire.request === 'string' && !hasCode(wire);
	const body = sealed ? recordIn(() => decode(wire)) : wire;
	const names = ENVELOPE.filter((name) => body && name in body);
	const code = body?.response_code ?? body?.code;
	const envelope = body && hasCode(body) ? names.join('/') : '';
	return { httpStatus, sealed, envelope, codeIsText: typeof code === 'string' };
}

/** Names of both envelopes, and of the misspelt one (D11). */
const ENVELOPE = ['response_code', 'response_message', 'code', 'message', 'payload', 'paylod'];

function hasCode(body: JsonRecord): boolean {
	return 'code' in body || 'response_code' in body;
}

function recordIn(read: () => unknown): JsonRecord | undefined {
	try {
		const value = read();
		return isRecord(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
