import type { EnkashError } from '../../lib/errors';

/** Whatever follows the word token and looks like one: other tokens than ours may be echoed, too. */
const NAMED_TOKEN = /(token\W{1,3})(?=[\w.~+/=-]*\d)[\w.~+/=-]{12,}/gi;

/** Shorter ones would be found in any text. */
const MIN_LENGTH = 4;

/** The text without any of the secrets. To be done before it is cut: half a secret is not found. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
	const worth = secrets.filter(({ length }) => length >= MIN_LENGTH);
	// A longer secret may contain a shorter one.
	worth.sort((one, other) => other.length - one.length);
	const left = worth.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
	return worth.reduce(withoutBeginning, left).replace(NAMED_TOKEN, `$1${HIDDEN}`);
}

const HIDDEN = '***';

/** Others may have cut the text in the middle of a secret, with or without saying so. */
function withoutBeginning(text: string, secret: string): string {
	const [end] = /[.…\s]*$/.exec(text) ?? [''];
	for (const cut of [text, text.slice(0, text.length - end.length)]) {
		for (let length = secret.length - 1; length >= MIN_LENGTH; length--) {
			if (!cut.endsWith(secret.slice(0, length))) continue;
			return cut.slice(0, -length) + HIDDEN + text.slice(cut.length);
		}
	}
	return text;
}

/** The error without any of the secrets, should EnKash have echoed one. */
export function withoutSecrets(error: EnkashError, secrets: readonly string[]): EnkashError {
	const { whole, description } = error;
	return error.with({
		message: hideSecrets(whole, secrets),
		description: description && hideSecrets(description, secrets),
	});
}
