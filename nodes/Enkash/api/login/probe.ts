import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { EnkashError, toEnkashError } from '../../lib/errors';
import { ENCRYPTION_ADVICE, isAboutEncryption } from '../wire/advice';
import { decodeAnswer, encodeBody } from '../wire/encryption';
import type { CallId } from '../wire/endpoints';
import { readAnswer } from '../wire/envelope';
import { withoutSecrets } from '../wire/secrets';
import { DEFAULT_TIMEOUT, exchange, type Send } from '../wire/transport';
import { partnerId, type Account } from './account';
import { baseUrl, HOST_FIELDS } from './hosts';
import { routeOf } from './routes';

/**
 * The last step of a credential test. Proves that the token is taken where it will be used: reads the
 * reward account (R3), or the cart (D2) for a login that only has the marketplace. An answer that
 * refuses something else than the token is proof enough, unless it refuses the account that the
 * credential names.
 */
export async function probe(account: Account, token: string, send: Send): Promise<void> {
	const call = probeCall(account);
	if (!call) return;
	const { method, path, host } = routeOf(account, call);
	const url = baseUrl(account, host) + path;
	const endpoint = `${method} ${url}`;
	const secrets = [...account.secrets, token];
	try {
		const options = probeRequest(account, call, { method, url }, token);
		const raw = await exchange(send, { options, endpoint, timeout: DEFAULT_TIMEOUT });
		readAnswer(raw, {
			endpoint,
			decode: (answer) => decodeAnswer(account.encryption, answer),
			secrets,
		});
	} catch (thrown) {
		const error = withoutSecrets(toEnkashError(thrown), secrets);
		const failure = probeFailure(error, account, HOST_FIELDS[host].label);
		if (failure) throw toEnkashError(failure);
	}
}

function probeCall(account: Account): CallId | undefined {
	if (account.hosts.card) {
		partnerId(account);
		return 'reward.getAccount';
	}
	return account.hosts.marketplace ? 'redemption.getCart' : undefined;
}

function probeRequest(
	account: Account,
	call: CallId,
	target: Pick<IHttpRequestOptions, 'method' | 'url'>,
	token: string,
): IHttpRequestOptions {
	const headers: IDataObject = { Accept: 'application/json', Authorization: `Bearer ${token}` };
	if (call === 'redemption.getCart') return { ...target, headers, qs: { product: 'VOUCHER' } };
	const { companyId, cardAccountId } = account.defaults;
	Object.assign(headers, {
		partnerId: partnerId(account),
		'Content-Type': 'application/json',
	});
	const body = encodeBody(account.encryption, { companyId, cardAccountId });
	return { ...target, headers, body };
}

function probeFailure(
	error: EnkashError,
	account: Account,
	hostLabel: string,
): EnkashError | undefined {
	const accepted = account.usesLogin ? 'EnKash accepted the login' : 'EnKash took the access token';
	if (error.kind === 'login') {
		return new EnkashError('login', `EnKash refused the token: ${error.message}`);
	}
	if (isAboutEncryption(error)) {
		const words = error.message.replace(/\.$/, '');
		return new EnkashError(
			error.kind,
			`${accepted}, but not the encryption: ${words}. ${ENCRYPTION_ADVICE}`,
		);
	}
	if (error.kind === 'refused' && error.fromEnkash) {
		if (!account.defaults.cardAccountId) return undefined;
		return new EnkashError(
			'refused',
			`${accepted}, but refused the default account: ${error.message}`,
		);
	}
	return new EnkashError(error.kind, `'${hostLabel}' does not work: ${error.message}`);
}
