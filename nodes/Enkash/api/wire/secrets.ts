import { credentialSecret, credentialText, type EnkashCredential } from '../login/account';
import type { EnkashError } from '../../lib/errors';

const SECRET_FIELDS = ['password', 'clientSecret', 'accessToken', 'encryptionKey', 'sessionToken'];

/** Whatever follows the word token and looks like one: other tokens than ours may be echoed, too. */
const NAMED_TOKEN = /(token\W{1,3})(?=[\w.~+/=-]*\d)[\w.~+/=-]{12,}/gi;

/**
 * The error without any secret of the credential, should EnKash have echoed one.
 * @param tokens those that were used for the call
 */
export function withoutSecrets(
	error: EnkashError,
	credential: EnkashCredential,
	...tokens: string[]
): EnkashError {
	const secrets = [...secretsOf(credential), ...tokens].filter((secret) => secret.length > 3);
	// A longer secret may contain a shorter one.
	secrets.sort((one, other) => other.length - one.length);
	const hide = (text: string) =>
		secrets
			.reduce((left, secret) => left.replaceAll(secret, '***'), text)
			.replace(NAMED_TOKEN, '$1***');
	const { message, description } = error;
	return error.with({ message: hide(message), description: description && hide(description) });
}

/** Also as they stand in a form and in the header of a login. */
function secretsOf(credential: EnkashCredential): string[] {
	const plain = SECRET_FIELDS.map((name) => credentialSecret(credential, name));
	const basic = `${credentialText(credential, 'clientId')}:${credentialSecret(credential, 'clientSecret')}`;
	return [
		...plain,
		...plain.map((secret) => new URLSearchParams([['', secret]]).toString().slice(1)),
		Buffer.from(basic, 'utf8').toString('base64'),
	];
}
