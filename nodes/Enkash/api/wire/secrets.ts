import type { EnkashError } from '../../lib/errors';

/** Whatever follows the word token and looks like one: other tokens than ours may be echoed, too. */
const NAMED_TOKEN = /(token\W{1,3})(?=[\w.~+/=-]*\d)[\w.~+/=-]{12,}/gi;

/** The error without any of the secrets, should EnKash have echoed one. */
export function withoutSecrets(error: EnkashError, secrets: readonly string[]): EnkashError {
	const worth = secrets.filter((secret) => secret.length > 3);
	// A longer secret may contain a shorter one.
	worth.sort((one, other) => other.length - one.length);
	const hide = (text: string) =>
		worth
			.reduce((left, secret) => left.replaceAll(secret, '***'), text)
			.replace(NAMED_TOKEN, '$1***');
	const { message, description } = error;
	return error.with({ message: hide(message), description: description && hide(description) });
}
