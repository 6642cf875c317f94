import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import type { EncryptionSettings } from '../wire/encryption';
import { endpoints, isCallId, type CallId, type Host, type Method } from '../wire/endpoints';
import { EnkashError } from '../../lib/errors';
import { isRecord } from '../../lib/json';

export const CREDENTIAL_TYPE = 'enkashApi';

/**
 * EnKash's UAT hosts. The marketplace host stands on a later edition of api-13454287, the SSO host in
 * the integration guide (doc-1038569), card and token hosts on sibling pages (api-24480518,
 * api-13409509). No page names the host of the coin calls: like the marketplace calls they take no
 * `partnerId`, so they are expected on the same host (inferred).
 */
export const SANDBOX_HOSTS: Record<Host, string> = {
	auth: 'https://ekpayout-uat.enkash.in',
	card: 'https://pay-en-uat.enkash.in',
	marketplace: 'https://marketplace-uat.enkash.in',
	points: 'https://marketplace-uat.enkash.in',
	sso: 'https://invoice-uat.enkash.in',
};

/** The only production host EnKash publishes (doc-1038569). */
export const PRODUCTION_SSO_HOST = 'https://home.enkash.com';

/** The credential's field and its label, for each host. */
export const HOST_FIELDS: Record<Host, { name: string; label: string }> = {
	auth: { name: 'authUrl', label: 'Token URL' },
	card: { name: 'cardApiUrl', label: 'Card API URL' },
	marketplace: { name: 'marketplaceUrl', label: 'Marketplace URL' },
	points: { name: 'pointsUrl', label: 'Points URL' },
	sso: { name: 'ssoUrl', label: 'SSO URL' },
};

/** A decrypted `enkashApi` credential, as n8n hands it over. */
export type EnkashCredential = ICredentialDataDecryptedObject;

export function credentialText(credential: EnkashCredential, name: string): string {
	const value = credential[name];
	return typeof value === 'string' ? value.trim() : '';
}

/** Passwords and keys are taken as they stand: a space may belong to them. */
export function credentialSecret(credential: EnkashCredential, name: string): string {
	const value = credential[name];
	return typeof value === 'string' ? value : '';
}

/** The token a user pasted, as it is sent: people copy it with spaces, or with the word before it. */
export function pastedToken(credential: EnkashCredential): string {
	const token = credentialText(credential, 'accessToken').replace(/^bearer\s+/i, '');
	if (token) return inHeader('Access Token', token);
	throw new EnkashError('input', "'Access Token' is missing in the EnKash credential", {
		description: "Paste a token, or set 'Authentication' to 'Partner Login'.",
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

const SECRET_FIELDS = ['password', 'clientSecret', 'accessToken', 'encryptionKey', 'sessionToken'];

/** All that must not be told, also as it stands in a form and in the header of a login. */
export function secretsOf(credential: EnkashCredential): string[] {
	const plain = SECRET_FIELDS.map((name) => credentialSecret(credential, name));
	const basic = `${credentialText(credential, 'clientId')}:${credentialSecret(credential, 'clientSecret')}`;
	return [
		...plain,
		...plain.map((secret) => new URLSearchParams([['', secret]]).toString().slice(1)),
		Buffer.from(basic, 'utf8').toString('base64'),
	];
}

export function encryptionOf(credential: EnkashCredential): EncryptionSettings {
	return {
		encrypts: credential.encryption === 'request' || credential.encryption === 'requestAndResponse',
		secret:
			credentialSecret(credential, 'encryptionKey') || credentialSecret(credential, 'clientSecret'),
		digest: credential.keyDigest === 'sha1' ? 'sha1' : 'sha256',
	};
}

/** Sent with every card call. */
export function partnerId(credential: EnkashCredential): string {
	const given = credentialText(credential, 'partnerId');
	if (given) return inHeader('Partner ID', given);
	throw new EnkashError('input', "'Partner ID' is missing in the EnKash credential", {
		description:
			'EnKash issues it at onboarding, and wants it with every reward and incentive call.',
	});
}

/** A credential as our own client hands it to n8n's hooks; an HTTP Request node or a test may, too. */
export function ownCall(
	credential: EnkashCredential,
	sessionToken: string,
	timeout: number,
): EnkashCredential {
	return { ...credential, sessionToken, ownTimeout: timeout };
}

/**
 * A call that is never sent: on its way, n8n stores the fields in the credential. It stores nothing
 * where the field of the token is missing, which therefore keeps its value.
 */
export function storingCall(credential: EnkashCredential, fields: IDataObject): EnkashCredential {
	const { sessionToken = '' } = credential;
	return { ...credential, sessionToken: '', fieldsToStore: { sessionToken, ...fields } };
}

/** What such a call ends with, once n8n has stored the fields. */
export class StoredOnly extends EnkashError {
	constructor() {
		super('notSent', 'The fields were stored in the EnKash credential, and nothing was sent');
	}
}

export function fieldsToStore({
	fieldsToStore: fields,
}: EnkashCredential): IDataObject | undefined {
	return isRecord(fields) ? fields : undefined;
}

export function isOwnCall(credential: EnkashCredential): boolean {
	return ownTimeout(credential) !== undefined;
}

/** Milliseconds that our own client waits for an answer. */
export function ownTimeout({ ownTimeout: timeout }: EnkashCredential): number | undefined {
	return typeof timeout === 'number' ? timeout : undefined;
}

export function usesLogin(credential: EnkashCredential): boolean {
	return credential.authentication !== 'accessToken';
}

/** Base URL of one of EnKash's hosts, without a slash at the end. */
export function baseUrl(credential: EnkashCredential, host: Host): string {
	if (credential.environment === 'sandbox') return SANDBOX_HOSTS[host];
	const { name, label } = HOST_FIELDS[host];
	const given = credentialText(credential, name) || (host === 'sso' ? PRODUCTION_SSO_HOST : '');
	if (!given) {
		throw new EnkashError('input', `'${label}' is missing in the EnKash credential`, {
			description: `EnKash does not publish this host. Enter the URL EnKash gave you as '${label}'.`,
		});
	}
	if (!/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(given) || !isUrl(given)) {
		throw new EnkashError('input', `'${label}' in the EnKash credential is not a URL`, {
			description: 'Enter it with https:// and without a query, such as https://api.example.com.',
		});
	}
	return given.replace(/\/+$/, '');
}

function isUrl(text: string): boolean {
	try {
		return new URL(text).hostname !== '';
	} catch {
		return false;
	}
}

/** Who logs in, and where. */
const ACCOUNT_FIELDS = ['environment', 'authUrl', 'clientId', 'username'];
/** What may make a login wrong. */
const LOGIN_FIELDS = [...ACCOUNT_FIELDS, 'clientSecret', 'password', 'endpointOverrides'];

/** Names the account at EnKash, whatever its password. */
export function accountKey(credential: EnkashCredential): string {
	return keyOf(credential, ACCOUNT_FIELDS);
}

/** Names the login without revealing it: changes whenever one of its fields does. */
export function loginKey(credential: EnkashCredential): string {
	return keyOf(credential, LOGIN_FIELDS);
}

function keyOf(credential: EnkashCredential, fields: string[]): string {
	const values = fields.map((name) => credential[name] ?? '');
	return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 32);
}

export interface Route {
	method: Method;
	path: string;
	host: Host;
}

const ROUTE = /^(GET|POST|PUT|PATCH|DELETE)\s+(\/[^\s?#]*)$/;
const PATH_ONLY = /^\/[^\s?#]*$/;

/** Reads `POST /some/path`, or a path alone for the built-in method; undefined if it is neither. */
export function parseRoute(text: string, builtIn: Route): Route | undefined {
	const trimmed = text.trim();
	if (PATH_ONLY.test(trimmed)) return { ...builtIn, path: trimmed };
	const match = ROUTE.exec(trimmed);
	return match ? { ...builtIn, method: match[1] as Method, path: match[2] } : undefined;
}

/** Method and path of a call: as built in, or as the credential's overrides say. */
export function routeOf(credential: EnkashCredential, call: CallId): Route {
	const { method, path, host } = endpoints[call];
	const builtIn: Route = { method, path, host };
	const override = endpointOverrides(credential)[call];
	return override === undefined ? builtIn : (parseRoute(override, builtIn) ?? builtIn);
}

/** The credential's `endpointOverrides`, checked whole, so that a slip shows on the first call. */
function endpointOverrides(credential: EnkashCredential): Partial<Record<CallId, string>> {
	const given = credential.endpointOverrides;
	if (given === undefined || given === null || given === '') return {};
	const overrides = typeof given === 'string' ? parseOverrides(given) : given;
	if (!isRecord(overrides)) throw overrideError(NOT_AN_OBJECT);
	for (const [call, route] of Object.entries(overrides)) {
		if (!isCallId(call)) {
			throw overrideError(`names an unknown call '${call}'`, callsLike(call));
		}
		if (typeof route !== 'string' || !parseRoute(route, { ...endpoints[call] })) {
			throw overrideError(
				`has no usable endpoint for '${call}'`,
				`Write it as a method and a path, such as "${endpoints[call].method} ${endpoints[call].path}".`,
			);
		}
	}
	return overrides as Partial<Record<CallId, string>>;
}

const NOT_AN_OBJECT = 'is not a JSON object';

function parseOverrides(text: string): unknown {
	if (!text.trim()) return {};
	try {
		return JSON.parse(text);
	} catch {
		throw overrideError(NOT_AN_OBJECT);
	}
}

function callsLike(call: string): string {
	const resource = call.split('.')[0];
	const known = Object.keys(endpoints).filter((id) => id.startsWith(`${resource}.`));
	return `Known calls are ${(known.length ? known : Object.keys(endpoints)).join(', ')}.`;
}

function overrideError(problem: string, description?: string): EnkashError {
	return new EnkashError('input', `'Endpoint Overrides' in the EnKash credential ${problem}`, {
		description:
			description ??
			'Write it as {"redemption.searchCatalog": "POST /api/v0/path"}, or leave it empty.',
	});
}
