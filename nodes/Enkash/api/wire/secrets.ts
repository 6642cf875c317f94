import type { EnkashError } from '../../lib/errors';

/** Whatever follows the word token, also in JSON: other tokens than ours may be echoed, too. */
const NAMED_TOKEN = /(token\W{1,5})([\w.~+/=-]{12,})/gi;

/** Shorter ones would be found in any text. */
const MIN_LENGTH = 4;

/** The text without any of the secrets. To be done before it is cut: half a secret is not found. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
	const worth = secrets.filter(({ length }) => length >= MIN_LENGTH);
	// A longer secret may contain a shorter one.
	worth.sort((one, other) => other.length - one.length);
	const left = worth.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
	return worth.reduce(withoutBeginning, left).replace(NAMED_TOKEN, withoutToken);
}

/** A word or two have no digit in them, and a token has. */
function withoutToken(found: string, name: string, token: string): string {
	return /\d/.test(token) ? name + HIDDEN : found;
}

const HIDDEN = '***';

/** Others may have cut the text in the middle of a secret, with or without saying so. */
function withoutBeginning(text: string, secret: string): string {
	for (const cut of [text, withoutDots(text)]) {
		for (let length = secret.length; length >= MIN_LENGTH; length--) {
			if (!cut.endsWith(secret.slice(0, length))) continue;
			return cut.slice(0, -length) + HIDDEN + text.slice(cut.length);
		}
	}
	return text;
}

/** From behind: a pattern for the end of a text would be tried at each of its dots, and there may be millions. */
function withoutDots(text: string): string {
	let end = text.length;
	while (/[.…\s]/.test(text.charAt(end - 1))) end--;
	return text.slice(0, end);
}

/** The error without any of the secrets, should EnKash have echoed one. */
export function withoutSecrets(error: EnkashError, secrets: readonly string[]): EnkashError {
	const { whole, description } = error;
	return error.with({
		message: hideSecrets(whole, secrets),
		description: description && hideSecrets(description, secrets),
	});
}
