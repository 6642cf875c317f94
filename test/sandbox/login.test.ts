import { Client } from './client';

let client: Client;
beforeEach(async () => {
	client = await Client.start();
});
afterEach(() => client.sandbox.stop());

test('a login answers a token as the portal shows it, and the token opens a call', async () => {
	const { status, body } = await client.logIn();
	expect(status).toBe(200);
	expect(body).toEqual({
		access_token: expect.any(String) as string,
		token_type: 'bearer',
		refresh_token: expect.any(String) as string,
		expires_in: 86399,
		scope: 'read write trust',
	});
	expect((await client.account({ token: String(body.access_token) })).status).toBe(200);
	expect(client.sandbox.logins()).toHaveLength(1);
});

test.each([
	['password', { password: 'wrong' }, undefined],
	['user', { username: '9999999999' }, undefined],
	['client secret', {}, 'CEK1GZBO6A:wrong'],
])('a wrong %s is refused with 400', async (_, words, basic) => {
	const { status, body } = await client.logIn(words, basic);
	expect([status, body]).toEqual([
		400,
		{ error: 'invalid_grant', error_description: 'Bad credentials' },
	]);
});

test('three wrong attempts in a row lock the account until it is unlocked', async () => {
	for (let attempt = 0; attempt < 3; attempt++) await client.logIn({ password: 'wrong' });
	expect((await client.logIn()).body.error_description).toBe('User account is locked');
	client.sandbox.unlock();
	expect((await client.logIn()).status).toBe(200);
});

test('a right attempt in between starts the count anew', async () => {
	for (const password of ['wrong', 'wrong', undefined, 'wrong', 'wrong'])
		await client.logIn(password ? { password } : {});
	expect((await client.logIn()).status).toBe(200);
});

test('a wrong password can be told with 401 and with 200', async () => {
	client.sandbox.settings.loginRefusalStatus = 401;
	expect((await client.logIn({ password: 'wrong' })).status).toBe(401);
	client.sandbox.settings.loginRefusalStatus = 200;
	const { status, body } = await client.logIn({ password: 'wrong' });
	expect([status, body.response_code, body.response_message]).toEqual([200, 1, 'Bad credentials']);
});

test('a login that is no form, or lacks a field, is no attempt', async () => {
	for (let attempt = 0; attempt < 4; attempt++) {
		const { status, body } = await client.logIn({ clientId: '' });
		expect([status, body.error]).toEqual([400, 'invalid_request']);
	}
	expect((await client.call('authenticate', { body: {} })).status).toBe(400);
	expect((await client.logIn()).status).toBe(200);
});

test('a token ends after its lifetime, or at once on demand', async () => {
	client.sandbox.settings.tokenLifetime = 300;
	const { body } = await client.logIn();
	expect(body.expires_in).toBe(300);
	expect((await client.account({ token: client.sandbox.issueToken(-1) })).status).toBe(401);
	const token = String(body.access_token);
	expect((await client.account({ token })).status).toBe(200);
	client.sandbox.expireTokens();
	expect((await client.account({ token })).status).toBe(401);
	expect((await client.account({ token: client.sandbox.issueToken() })).status).toBe(200);
});

test('a bad token can be told with 403 and with 200', async () => {
	client.sandbox.settings.authRefusal = 403;
	expect((await client.account({ token: 'none' })).status).toBe(403);
	client.sandbox.settings.authRefusal = 200;
	const { status, body } = await client.account({ token: 'none' });
	expect([status, body.response_code, body.response_message]).toEqual([
		200,
		1,
		'Token is invalid or expired',
	]);
});

test('a call without a token is refused', async () => {
	const { status, body } = await client.account({ headers: { authorization: '' } });
	expect([status, body.error]).toEqual([401, 'unauthorized']);
});
