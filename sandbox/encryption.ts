import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

import { Refusal } from './refusal';
import type { SandboxSettings } from './types';

export interface Key {
	secret: string;
	digest: 'sha256' | 'sha1';
}

/** AES-128-ECB with PKCS5 padding; the key is the first half of the secret's digest. */
function keyBytes({ secret, digest }: Key): Buffer {
	return createHash(digest).update(secret, 'utf8').digest().subarray(0, 16);
}

export function encrypt(text: string, key: Key): string {
	const cipher = createCipheriv('aes-128-ecb', keyBytes(key), null);
	return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

export function decrypt(base64: string, key: Key): string {
	const decipher = createDecipheriv('aes-128-ecb', keyBytes(key), null);
	return Buffer.concat([decipher.update(base64, 'base64'), decipher.final()]).toString('utf8');
}

export function keyOf(settings: SandboxSettings, clientSecret: string): Key {
	return { secret: settings.encryptionKey || clientSecret, digest: settings.keyDigest };
}

/** The base64 of an encrypted body, undefined when the body is anything else. */
function sealed(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null || Object.keys(body).length !== 1) return undefined;
	const { request } = body as { request?: unknown };
	return typeof request === 'string' ? request : undefined;
}

/** The plain body of a request. A request without a body has nothing to decrypt. */
export function openBody(body: unknown, settings: SandboxSettings, clientSecret: string): unknown {
	if (body === undefined) return undefined;
	const text = sealed(body);
	if (settings.encryption === 'none') {
		if (text !== undefined) throw new Refusal('Invalid request format.', 422, 422);
		return body;
	}
	try {
		return JSON.parse(decrypt(text ?? '', keyOf(settings, clientSecret))) as unknown;
	} catch {
		throw new Refusal('Invalid encrypted request.', 422, 422);
	}
}
