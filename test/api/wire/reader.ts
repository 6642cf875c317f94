/** Reads an answer without a server: what came over the wire, and what is made of it. */
import { readAnswer } from '../../../nodes/Enkash/api/wire/envelope';
import type { RawAnswer } from '../../../nodes/Enkash/api/wire/transport';
import { EnkashError } from '../../../nodes/Enkash/lib/errors';

export const endpoint = 'POST https://x/y';

export const SECRET = 'a secret';

const asIs = (answer: unknown) => answer;
const textOf = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body));

/** Reads an answer, told as JSON or as a text, and gives its payload, or the error. */
export function read(body: unknown, httpStatus = 200, raw: Partial<RawAnswer> = {}, decode = asIs) {
	const answer = { httpStatus, text: textOf(body), ...raw };
	try {
		return readAnswer(answer, { endpoint, decode, secrets: [SECRET] });
	} catch (error) {
		if (error instanceof EnkashError) return error;
		throw error;
	}
}
