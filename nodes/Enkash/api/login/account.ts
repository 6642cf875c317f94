import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { EnkashError } from '../../lib/errors';
import type { EncryptionSettings } from '../wire/encryption';
import { readHosts, type Hosts } from './hosts';
import { readOverrides, type Overrides } from './routes';

export const CREDENTIAL_TYPE = 'enkashApi';

/** What a login is made with, as it is sent. */
export interface LoginFields {
	readonly username: string;
	readonly password: string;
	readonly clientId: string;
	readonly clientSecret: string;
}

/** The hidden fields, which n8n stores for us: see store.ts. */
export interface StoredSession {
	readonly sessionToken: string;
	/** Milliseconds since the epoch; 0 where EnKash did not say. */
	readonly sessionTokenExpiresAt: number;
	/** The login the token belongs to, so that it is not used after an edit. */
	readonly sessionLogin: string;
	/** The last refusal, so that other processes keep from trying too. */
	readonly loginRefusal: string;
	/** The process that is about to log in: see claim.ts. A login that has ended clears it. */
	readonly loginClaim: string;
}

/** An `enkashApi` credential, read once: what is in it, as it is sent. */
export interface Account {
	/** Whether tokens are fetched, and not pasted. */
	readonly usesLogin: boolean;
	readonly login: LoginFields;
	/** The token a user pasted: people copy it with spaces, or with the word before it. */
	readonly accessToken: string;
	readonly partnerId: string;
	/** For the fields of a node that are left empty, by their names. */
	readonly defaults: Readonly<Record<string, string | undefined>>;
	/** The most that may be paid with it, as it was filled in: 0 or nothing for no limit. */
	readonly limits: Readonly<Record<'maxPointsPerPayment' | 'maxPointsPerRun', unknown>>;
	readonly hosts: Hosts;
	readonly encryption: EncryptionSettings;
	readonly overrides: Overrides;
	readonly stored: StoredSession;
	/** All that must not be told, also as it stands in a form and in the header of a login. */
	readonly secrets: readonly string[];
	/** Names the account at EnKash, whatever its password. */
	readonly accountKey: string;
	/** Names the login without revealing it: changes whenever what is sent does. */
	readonly loginKey: string;
}

/** Reads a decrypted credential, as n8n hands it over. What is wrong with it shows where it is used. */
export function readAccount(credential: ICredentialDataDecryptedObject): Account {
	/** Passwords and keys are taken as they stand: a space may belong to them. */
	const secret = (name: string) => asText(credential[name]);
	const text = (name: string) => secret(name).trim();
	const login: LoginFields = {
		username: text('username'),
		password: secret('password'),
		clientId: text('clientId'),
		clientSecret: secret('clientSecret'),
	};
	const encryptionKey = secret('encryptionKey');
	const hosts = readHosts(text('environment'), text);
	const overrides = readOverrides(credential.endpointOverrides);
	const stored = readStored(credential);
	const pasted = secret('accessToken');
	return {
		usesLogin: credential.authentication !== 'accessToken',
		login,
		accessToken: pasted.trim().replace(/^bearer\s+/i, ''),
		partnerId: text('partnerId'),
		defaults: { companyId: text('companyId'), cardAccountId: text('cardAccountId') },
		limits: {
			maxPointsPerPayment: credential.maxPointsPerPayment,
			maxPointsPerRun: credential.maxPointsPerRun,
		},
		hosts,
		encryption: {
			encrypts: ['request', 'requestAndResponse'].includes(text('encryption')),
			secret: encryptionKey || login.clientSecret,
			digest: text('keyDigest') === 'sha1' ? 'sha1' : 'sha256',
		},
		overrides,
		stored,
		secrets: secretsOf(login, [pasted, encryptionKey, stored.sessionToken]),
		...keysOf(login, hosts, overrides),
	};
}

function asText(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function readStored(credential: ICredentialDataDecryptedObject): StoredSession {
	return {
		sessionToken: asText(credential.sessionToken),
		sessionTokenExpiresAt: Number(credential.sessionTokenExpiresAt) || 0,
		sessionLogin: asText(credential.sessionLogin),
		loginRefusal: asText(credential.loginRefusal),
		loginClaim: asText(credential.loginClaim),
	};
}

function secretsOf({ password, clientId, clientSecret }: LoginFields, others: string[]): string[] {
	const plain = [password, clientSecret, ...others];
	return [
		...plain,
		...plain.map((secret) => new URLSearchParams([['', secret]]).toString().slice(1)),
		Buffer.from(`${clientId}:${clientSecret}`).toString('base64'),
	];
}

/** By what is sent: a space or a slash that was typed as well makes no other login of it. */
function keysOf(
	{ username, password, clientId, clientSecret }: LoginFields,
	{ auth }: Hosts,
	overrides: Overrides,
): Pick<Account, 'accountKey' | 'loginKey'> {
	const who = [auth, clientId, username];
	const override = 'routes' in overrides && overrides.routes.get('token.authenticate');
	const how = [clientSecret, password, override || ''];
	return { accountKey: keyOf(who), loginKey: keyOf([...who, ...how]) };
}

function keyOf(values: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 32);
}

/** The pasted token, which the credential may lack. */
export function pastedToken({ accessToken }: Account): string {
	if (accessToken) return inHeader('Access Token', accessToken);
	throw new EnkashError('input', "'Access Token' is missing in the EnKash credential", {
		description: "Paste a token, or set 'Authentication' to 'Partner Login'.",
	});
}

/** Sent with every card call. */
export function partnerId({ partnerId: given }: Account): string {
	if (given) return inHeader('Partner ID', given);
	throw new EnkashError('input', "'Partner ID' is missing in the EnKash credential", {
		description:
			'EnKash issues it at onboarding, and wants it with every reward and incentive call.',
	});
}

/** n8n would leave out of a header what has no place there, and send the rest. */
function inHeader(label: string, value: string): string {
	if (FITS_HEADER.test(value)) return value;
	throw new EnkashError(
		'input',
		`'${label}' in the EnKash credential has a character that cannot be sent`,
		{
			description: 'Enter it again, without spaces, line breaks and letters with accents.',
		},
	);
}

export const FITS_HEADER = /^[\x21-\x7e]+$/;
