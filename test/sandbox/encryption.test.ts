import { execFileSync } from 'node:child_process';

import { decrypt, encrypt } from '../../sandbox/encryption';
import { account, Client, credit, type Answer } from './client';

const vector = {
	key: { secret: 'test-secret', digest: 'sha256' as const },
	hex: '9caf06bb4436cdbfa20af9121a626bc1',
	plain: '{"companyId":"CEK1","loadAmount":11}',
	sealed: 'PHXN1GmcykqqhRfZKBxiQWOjEpRAbmPe0u3l0JLD1lp+xb/960LH8hAevQpTOLhk',
};

test('the scheme gives the known ciphertext, and back', () => {
	expect(encrypt(vector.plain, vector.key)).toBe(vector.sealed);
	expect(decrypt(vector.sealed, vector.key)).toBe(vector.plain);
});

test('OpenSSL reads and writes the same', () => {
	const openssl = (input: string, ...options: string[]) =>
		execFileSync(
			'openssl',
			['enc', '-aes-128-ecb', '-K', vector.hex, '-base64', '-A', ...options],
			{ input },
		).toString();
	expect(openssl(vector.plain)).toBe(vector.sealed);
	const text = '{"firstName":"मीनाक्षी","points":"१,०००"}';
	expect(openssl(encrypt(text, vector.key), '-d')).toBe(text);
});

describe('on the wire', () => {
	let client: Client;
	let secret: string;
	beforeEach(async () => {
		client = await Client.start({ encryption: 'request' });
		secret = String(client.sandbox.credential.clientSecret);
	});
	afterEach(() => client.sandbox.stop());

	const seal = (body: unknown, key = secret, digest: 'sha256' | 'sha1' = 'sha256') => ({
		request: encrypt(JSON.stringify(body), { secret: key, digest }),
	});
	const open = ({ body }: Answer) =>
		JSON.parse(decrypt(String(body.request), { secret, digest: 'sha256' })) as Record<
			string,
			unknown
		>;

	test('an encrypted request is read, recorded plain, and answered plain', async () => {
		const { body } = await client.account({ body: seal(account) });
		expect(body.payload).toMatchObject(account);
		expect(client.sandbox.requests[0]).toMatchObject({
			body: account,
			rawBody: JSON.stringify(seal(account)),
		});
	});

	test('the answer is encrypted too where the settings say so, a refusal included', async () => {
		client.sandbox.settings.encryption = 'requestAndResponse';
		const answer = await client.account({ body: seal(account), unchecked: true });
		expect(Object.keys(answer.body)).toEqual(['request']);
		expect(open(answer).payload).toMatchObject(account);
		const refusal = await client.account({
			body: seal({ ...account, cardAccountId: 'CA0' }),
			unchecked: true,
		});
		expect([refusal.status, open(refusal).response_code]).toEqual([404, 1]);
		const balance = await client.call('getCoinBalance', {
			query: { userId: 'EK6CYE6K' },
			unchecked: true,
		});
		expect(open(balance).payload).toBe(0);
	});

	test('the list of a bulk call is encrypted, its query is not', async () => {
		const rows = [
			{
				title: 'Mr',
				name: 'T',
				email: 't@example.com',
				mobile: '9876543210',
				loadAmount: 1,
				uniqueReferenceNumber: 'A1',
			},
		];
		const { body } = await client.call('bulkCreateAllocatePoints', {
			body: seal(rows),
			query: { ...account, isPointsAllocation: 'true' },
		});
		expect(body.payload).toMatchObject({ successCount: 1 });
	});

	test.each([
		['a plain body', () => account],
		['the wrong key', () => seal(account, 'other')],
		['the wrong digest', () => seal(account, secret, 'sha1')],
		['no ciphertext', () => ({ request: 'hello' })],
		['more than the ciphertext', () => ({ ...seal(account), companyId: 'CEK7T1WMC6' })],
	])('%s is refused', async (_, body) => {
		const { status, body: answer } = await client.account({ body: body() });
		expect([status, answer.response_message]).toEqual([422, 'Invalid encrypted request.']);
	});

	test('an encrypted body is refused where none is wanted', async () => {
		client.sandbox.settings.encryption = 'none';
		const { status, body } = await client.account({ body: seal(account) });
		expect([status, body.response_message]).toEqual([422, 'Invalid request format.']);
	});

	test('what is inside must keep to the contract', async () => {
		const { status, body } = await client.allocate(seal(credit(1, 'A1', { mobile: '98' })));
		expect([status, body.response_message]).toEqual([
			400,
			expect.stringContaining('mobile') as string,
		]);
	});

	test('key and digest can be others', async () => {
		client.sandbox.settings.encryptionKey = 'other';
		client.sandbox.settings.keyDigest = 'sha1';
		expect((await client.account({ body: seal(account, 'other', 'sha1') })).status).toBe(200);
	});

	test('the login is exempt, and a bad token is told first', async () => {
		expect((await client.logIn()).status).toBe(200);
		expect((await client.account({ token: 'none' })).status).toBe(401);
	});
});
