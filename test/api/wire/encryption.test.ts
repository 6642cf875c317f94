/** EnKash's encryption of bodies: the cipher, and what is opened, left alone or refused. */
import { createCipheriv, createHash } from 'node:crypto';
import fc from 'fast-check';
import type { EncryptionSettings } from '../../../nodes/Enkash/api/wire/encryption';
import { decrypt, encrypt } from '../../../sandbox/encryption';
import { built } from '../../built';
import { howMany } from '../../matrix';

const { readAccount } = built('api/login/account');
const { cipherOf, decodeAnswer, encodeBody } = built('api/wire/encryption');

type Digest = 'sha256' | 'sha1';

function cipher(secret: string, digest: Digest) {
	const found = cipherOf({ secret, digest });
	if (!found) throw new Error('no key');
	return found;
}

function settings(changes: Partial<EncryptionSettings> = {}): EncryptionSettings {
	return { encrypts: false, secret: '', digest: 'sha256', ...changes };
}

/**
 * The first one is the vector of the project's notes on EnKash; all of them were made with OpenSSL 3:
 *   key=$(printf %s "$secret" | openssl dgst -$digest -binary | head -c 16 | xxd -p)
 *   printf %s "$plain" | openssl enc -aes-128-ecb -K $key -base64 -A
 */
const VECTORS: Array<[string, Digest, string, string]> = [
	[
		'test-secret',
		'sha256',
		'{"companyId":"CEK1","loadAmount":11}',
		'PHXN1GmcykqqhRfZKBxiQWOjEpRAbmPe0u3l0JLD1lp+xb/960LH8hAevQpTOLhk',
	],
	[
		'test-secret',
		'sha1',
		'{"companyId":"CEK1","loadAmount":11}',
		'/Fju+RMQIQPa+G3u6Q/M4uDa7E6NmJrmXlAouYc4u2D2LqDM9KiiNVQ5brRykm1m',
	],
	[
		'पासवर्ड £ 🔑',
		'sha256',
		'{"firstName":"आरव","note":"李明 🎁"}',
		'bTuCIG1hwa7vuoXJZE2q5kQw2s8GEpOV/c5jOn9OG1ZjQF2imPb54sew3JcTCIiw',
	],
	['s', 'sha256', '', 'Of3OKra3U5kGbuHtW9jDjg=='],
	['test-secret', 'sha256', '0123456789abcdef', 'iPbCfWugmwcn1+cLNlxOJBP2ZgyPqO+2TXbxJlccvGw='],
	['5f0c1d7be2a94c3688d1f7a3b64e09c2d8157fae', 'sha1', '[]', '/AQ0n1ApZnYoHNsh01m1jA=='],
];

describe('the cipher', () => {
	it.each(VECTORS)(
		'agrees with OpenSSL on key %s, %s, text %s',
		(secret, digest, plain, sealed) => {
			expect(cipher(secret, digest).encrypt(plain)).toBe(sealed);
			expect(cipher(secret, digest).decrypt(sealed)).toBe(plain);
		},
	);

	const key = fc.string({ unit: 'binary', minLength: 1 });
	const digest = fc.constantFrom<Digest>('sha256', 'sha1');

	it('gives back any text in any script and of any size, under any key', () => {
		const text = fc.oneof(
			fc.string({ unit: 'grapheme', maxLength: 500 }),
			fc.string({ unit: 'binary', size: 'xlarge' }),
		);
		fc.assert(
			fc.property(key, digest, text, (secret, name, plain) => {
				const one = cipher(secret, name);
				expect(one.decrypt(one.encrypt(plain))).toBe(plain);
			}),
			{ numRuns: howMany(100, 500) },
		);
	});

	it('agrees with the sandbox, which has one of its own, in both directions', () => {
		fc.assert(
			fc.property(key, digest, fc.json(), (secret, name, json) => {
				expect(decrypt(cipher(secret, name).encrypt(json), { secret, digest: name })).toBe(json);
				expect(cipher(secret, name).decrypt(encrypt(json, { secret, digest: name }))).toBe(json);
			}),
		);
	});

	it('gives back an answer of 20 MB', () => {
		const plain = JSON.stringify({ text: 'आरव '.repeat(1_600_000) });
		expect(cipher('key', 'sha256').decrypt(cipher('key', 'sha256').encrypt(plain)) === plain).toBe(
			true,
		);
	});

	it('never takes what another key has encrypted for an answer', () => {
		fc.assert(
			fc.property(key, key, fc.object(), (one, other, answer) => {
				fc.pre(one !== other);
				const sealed = { request: cipher(one, 'sha256').encrypt(JSON.stringify(answer)) };
				expect(() => decodeAnswer(settings({ secret: other }), sealed)).toThrow(
					"EnKash's answer cannot be decrypted with this key",
				);
			}),
			{ numRuns: howMany(200, 1000) },
		);
	});

	it('takes the client secret where there is no key of its own', () => {
		const { encryption } = readAccount({ encryption: 'request', clientSecret: 'test-secret' });
		expect(encodeBody(encryption, { companyId: 'CEK1', loadAmount: 11 })).toBe(
			JSON.stringify({ request: VECTORS[0][3] }),
		);
	});

	it('is none where there is no key', () => {
		expect(cipherOf({ secret: '', digest: 'sha256' })).toBeUndefined();
	});
});

describe('an answer', () => {
	const key = settings({ secret: 'key' });
	const sealed = (text: string | Buffer) => {
		const bytes = createHash('sha256').update('key').digest().subarray(0, 16);
		const aes = createCipheriv('aes-128-ecb', bytes, null);
		const request = Buffer.concat([aes.update(text), aes.final()]).toString('base64');
		return { request };
	};

	it('is opened wherever it is encrypted, whatever the requests are', () => {
		for (const encrypts of [true, false]) {
			const answer = sealed('{"id":9007199254740993}');
			expect(decodeAnswer({ ...key, encrypts }, answer)).toEqual({ id: '9007199254740993' });
		}
	});

	it.each([
		[{ request: 'text', response_code: 0 }],
		[{ request: 'text', code: 0 }],
		[{ request: 7 }],
		[{ payload: {} }],
		[[{ request: 'text' }]],
		['text'],
		[null],
	])('is left alone where it merely looks like an encrypted one: %j', (answer) => {
		expect(decodeAnswer(key, answer)).toBe(answer);
	});

	it.each<[string, object]>([
		['is not encrypted at all', { request: 'text' }],
		['is no JSON', sealed('text')],
		['is not UTF-8', sealed(Buffer.from('{"name":"caf\xe9"}', 'latin1'))],
	])('whose inside %s was not made with this key', (_, answer) => {
		expect(() => decodeAnswer(key, answer)).toThrow(
			expect.objectContaining({
				kind: 'unknown',
				message: "EnKash's answer cannot be decrypted with this key",
				description:
					"Check 'Encryption', 'Encryption Key' and 'Key Digest' in the EnKash credential against what EnKash gave you.",
			}) as Error,
		);
	});

	it('that is encrypted asks for a key where there is none', () => {
		expect(() => decodeAnswer(settings(), sealed('{}'))).toThrow(
			expect.objectContaining({
				kind: 'unknown',
				message: "EnKash's answer is encrypted, and the EnKash credential has no key",
				description:
					"Set its 'Encryption' to 'Request and Response', and enter the 'Encryption Key'.",
			}) as Error,
		);
	});
});

describe('a request', () => {
	it('is encrypted where that is agreed on, and not for having a key', () => {
		expect(encodeBody(settings({ secret: 'key' }), { a: 1 })).toBe('{"a":1}');
		const { request } = JSON.parse(
			encodeBody(settings({ secret: 'key', encrypts: true }), { a: 1 }),
		) as { request: string };
		expect(decrypt(request, { secret: 'key', digest: 'sha256' })).toBe('{"a":1}');
	});

	it('that is to be encrypted asks for a key where there is none', () => {
		expect(() => encodeBody(settings({ encrypts: true }), {})).toThrow(
			expect.objectContaining({
				kind: 'input',
				message: "'Encryption Key' is missing in the EnKash credential",
				description: "Enter the key EnKash gave you, or set 'Encryption' to 'None'.",
			}) as Error,
		);
	});
});

describe('numbers in what is sent', () => {
	it.each([2 ** 53, -(2 ** 60), 1e21, NaN, Infinity])(
		'%d is refused: it would arrive as another',
		(amount) => {
			expect(() => encodeBody(settings(), { rows: [{ amount }] })).toThrow(
				expect.objectContaining({
					kind: 'input',
					message: "'amount' is a number that cannot be sent exactly",
					description: 'Give it as text, where EnKash takes text.',
				}) as Error,
			);
		},
	);

	it.each([0, -0.01, 1000.5, 2 ** 53 - 1, 1e-7])('%d is sent', (amount) => {
		expect(JSON.parse(encodeBody(settings(), { amount }))).toEqual({ amount });
	});
});
