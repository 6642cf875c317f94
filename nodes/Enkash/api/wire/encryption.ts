import { createCipheriv, createDecipheriv, createHash } from 'crypto';
import { ENCRYPTION_ADVICE } from './advice';
import { EnkashError, inputError } from '../../lib/errors';
import { isKept, isRecord, parseJson } from '../../lib/json';

/**
 * EnKash's payload encryption (Payouts guide, folder-1769253; that the reward calls use the same
 * scheme is inferred): AES-128-ECB with PKCS5 padding, Base64, both ways in `{"request": "…"}`.
 * The key is the first 16 bytes of the digest of the secret.
 */
const CIPHER = 'aes-128-ecb';

/** What EnKash and a partner have agreed on. */
export interface EncryptionSettings {
	/** Whether requests are encrypted; answers are read as they come. */
	encrypts: boolean;
	/** The text that the key is made from; blank for none. */
	secret: string;
	digest: 'sha256' | 'sha1';
}

export interface Cipher {
	encrypt(json: string): string;
	/** @throws whatever Node says where the key does not fit. */
	decrypt(text: string): string;
}

/** The cipher, or undefined where there is no key at all. */
export function cipherOf({
	secret,
	digest,
}: Pick<EncryptionSettings, 'secret' | 'digest'>): Cipher | undefined {
	if (!secret) return undefined;
	const key = createHash(digest).update(secret, 'utf8').digest().subarray(0, 16);
	return {
		encrypt(json) {
			const cipher = createCipheriv(CIPHER, key, null);
			return cipher.update(json, 'utf8', 'base64') + cipher.final('base64');
		},
		decrypt(text) {
			const decipher = createDecipheriv(CIPHER, key, null);
			const plain = Buffer.concat([decipher.update(text, 'base64'), decipher.final()]);
			return new TextDecoder('utf-8', { fatal: true }).decode(plain);
		},
	};
}

function wrongKey(): EnkashError {
	return new EnkashError('unknown', "EnKash's answer cannot be decrypted with this key", {
		description: ENCRYPTION_ADVICE,
	});
}

function missingKey(): EnkashError {
	return new EnkashError(
		'unknown',
		"EnKash's answer is encrypted, and the EnKash credential has no key",
		{
			description:
				"Set its 'Encryption' to 'Request and Response', and enter the 'Encryption Key'.",
		},
	);
}

/** The body as it goes over the wire. */
export function encodeBody(settings: EncryptionSettings, body: unknown): string {
	const json = JSON.stringify(body, exactly);
	if (!settings.encrypts) return json;
	const cipher = cipherOf(settings);
	if (!cipher) {
		throw new EnkashError('input', "'Encryption Key' is missing in the EnKash credential", {
			description: "Enter the key EnKash gave you, or set 'Encryption' to 'None'.",
		});
	}
	return JSON.stringify({ request: cipher.encrypt(json) });
}

/** Keeps JSON.stringify from sending a rounded number, or null in place of one. */
function exactly(field: string, value: unknown): unknown {
	if (typeof value !== 'number' || isKept(value)) return value;
	throw inputError(
		field,
		'is a number that cannot be sent exactly',
		'Give it as text, where EnKash takes text.',
	);
}

/**
 * The answer behind its encryption, where it is encrypted: EnKash's documents disagree on which
 * answers are, so the shape decides and not the setting.
 * @throws EnkashError where the key does not fit.
 */
export function decodeAnswer(settings: EncryptionSettings, answer: unknown): unknown {
	if (!isRecord(answer) || typeof answer.request !== 'string') return answer;
	if ('code' in answer || 'response_code' in answer) return answer;
	const cipher = cipherOf(settings);
	if (!cipher) throw missingKey();
	try {
		return parseJson(cipher.decrypt(answer.request));
	} catch {
		throw wrongKey();
	}
}
