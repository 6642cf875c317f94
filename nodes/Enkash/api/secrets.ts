import { credentialSecret, type EnkashCredential } from './credential';
import { EnkashError } from './errors';

const SECRET_FIELDS = ['password', 'clientSecret', 'accessToken', 'encryptionKey', 'sessionToken'];

/** The error without any secret of the credential, should EnKash have echoed one. */
export function withoutSecrets(
	error: EnkashError,
	credential: EnkashCredential,
	token = '',
): EnkashError {
	const secrets = [...SECRET_FIELDS.map((name) => credentialSecret(credential, name)), token];
	const hide = (text: string) =>
		secrets.reduce((left, secret) => (secret.length > 3 ? left.replaceAll(secret, '***') : left), text);
	const { kind, message, description } = error;
	return new EnkashError(kind, hide(message), { ...error, description: description && hide(description) });
}
