/** Partners of whom no process remembers anything, and what became of their logins. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { Send } from '../../../nodes/Enkash/api/wire/transport';
import type { EnkashError } from '../../../nodes/Enkash/lib/errors';
import { built } from '../../built';
import { resetClock, stopClock } from '../../clock';

const errors = built('lib/errors');
const { readAccount } = built('api/login/account');

/** A credential as it is when it was filled in, and never used. */
export function newPartner(
	changes: ICredentialDataDecryptedObject = {},
): ICredentialDataDecryptedObject {
	return {
		authentication: 'login',
		environment: 'production',
		authUrl: 'https://auth.example.com',
		username: `partner-${randomUUID()}`,
		password: 'first-password',
		clientId: 'client',
		clientSecret: 'client-secret',
		...changes,
	};
}

/**
 * Each test of a file has a partner of its own, and a clock that stands still.
 * @returns the account, as the credential has it
 */
export function useNewPartner() {
	let credential: ICredentialDataDecryptedObject;
	beforeEach(() => {
		stopClock();
		credential = newPartner();
	});
	afterEach(resetClock);
	return (changes: ICredentialDataDecryptedObject = {}) =>
		readAccount({ ...credential, ...changes });
}

/** EnKash said no to it. */
export const refused = (words = 'Bad credentials') =>
	new errors.EnkashError('login', `EnKash refused the login: ${words}`);

/** Nobody knows what EnKash said. */
export const unclear = () => new errors.EnkashError('unknown', 'The answer was lost');

/** What an error says; nothing where there is none. */
export function toldBy(error: unknown) {
	if (error === undefined) return undefined;
	const { name, kind, message, description } = error as EnkashError;
	if (name !== 'EnkashError') throw new Error('It is none of ours', { cause: error });
	return { kind, message, description };
}

/** How it failed, if it did. */
export async function failureOf(doing: () => unknown) {
	try {
		await doing();
		return undefined;
	} catch (error) {
		return toldBy(error);
	}
}

/** What n8n's request helper gives, as it is asked here. */
export const answerOf = (body: unknown, statusCode = 200, headers: IDataObject = {}) => ({
	statusCode,
	headers,
	body: Readable.from([Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))]),
});

/** A server that gives one answer after the other, the last one again and again, and keeps what it was asked. */
export function serverWith(...answers: Array<() => unknown>) {
	const requests: IHttpRequestOptions[] = [];
	const send: Send = async (options) => {
		requests.push(options);
		await Promise.resolve();
		return (answers.length > 1 ? answers.shift() : answers[0])?.();
	};
	return { answers, requests, send };
}

export const TOKEN = { access_token: 'token-1', expires_in: 3600, token_type: 'bearer' };
export const gives = (body: unknown, status?: number, headers?: IDataObject) => () =>
	answerOf(body, status, headers);

/** Node's own error, of the realm in which n8n and the node run. */
export const NodeError = Object.getPrototypeOf(errors.EnkashError) as ErrorConstructor;

export function cannotConnect(): never {
	const error = new NodeError('connect ECONNREFUSED');
	throw Object.assign(error, { code: 'ECONNREFUSED', syscall: 'connect' });
}
