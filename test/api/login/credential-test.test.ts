import { setStage, type Stage } from '../../stage';

describe('the Test button of a credential', () => {
	let stage: Stage;

	beforeEach(async () => {
		stage = await setStage({}, undefined, { loggedIn: false });
	});

	afterEach(() => stage.stop());

	it('passes for a login that works, with one login request', async () => {
		const result = await stage.engine.testCredential(stage.credentialId);
		expect(result).toEqual({ status: 'OK', message: expect.any(String) });
		expect(stage.sandbox.logins()).toHaveLength(1);
	});

	it('passes for an access token that works, without a login', async () => {
		const id = stage.credentialWith({
			authentication: 'accessToken',
			accessToken: stage.sandbox.issueToken(),
		});
		expect(await stage.engine.testCredential(id)).toMatchObject({ status: 'OK' });
		expect(stage.sandbox.logins()).toHaveLength(0);
	});

	it('passes for a login without default ids: they are optional', async () => {
		const id = stage.credentialWith({ companyId: '', cardAccountId: '' });
		expect(await stage.engine.testCredential(id)).toMatchObject({ status: 'OK' });
	});

	it('tests a changed password, although the token of the old one still works', async () => {
		await stage.engine.testCredential(stage.credentialId);
		stage.engine.updateCredential(stage.credentialId, { password: 'not-this-one' });
		const { status, message } = await stage.engine.testCredential(stage.credentialId);
		expect({ status, message }).toEqual({
			status: 'Error',
			message: 'EnKash refused the login: Bad credentials',
		});
		expect(stage.sandbox.logins()).toHaveLength(2);
	});

	it('tries a wrong password once, however often the button is pressed', async () => {
		const id = stage.credentialWith({ password: 'not-this-one' });
		const first = await stage.engine.testCredential(id);
		const second = await stage.engine.testCredential(id);
		expect(first).toEqual({
			status: 'Error',
			message: 'EnKash refused the login: Bad credentials',
		});
		expect(second).toEqual(first);
		expect(stage.sandbox.logins()).toHaveLength(1);
	});

	const html = 'answered with a web page instead of JSON';
	it.each([
		[
			'a wrong access token',
			{ authentication: 'accessToken', accessToken: 'stale' },
			/^EnKash refused the token: /,
		],
		[
			'a token host that is not there',
			{ authUrl: 'http://127.0.0.1:9' },
			/^The token endpoint POST http:\/\/127\.0\.0\.1:9\/oauth\/token cannot be reached$/,
		],
		[
			'a card host that is not there',
			{ cardApiUrl: 'http://127.0.0.1:9' },
			/^'Card API URL' does not work: .* cannot be reached$/,
		],
		['a missing token URL', { authUrl: '' }, /^'Token URL' is missing in the EnKash credential$/],
		[
			'a token URL that is none',
			{ authUrl: 'enkash' },
			/^'Token URL' in the EnKash credential is not a URL$/,
		],
		[
			'an account EnKash does not know',
			{ cardAccountId: 'CANOWHERE' },
			/^EnKash accepted the login, but refused the default account: /,
		],
		[
			'a missing partner ID',
			{ partnerId: '' },
			/^'Partner ID' is missing in the EnKash credential$/,
		],
		['a missing password', { password: '' }, /^'Password' is missing in the EnKash credential$/],
		[
			'an access token that is missing',
			{ authentication: 'accessToken' },
			/^'Access Token' is missing in the EnKash credential$/,
		],
		[
			'an encryption that EnKash does not expect',
			{ encryption: 'request' },
			/^EnKash accepted the login, but not the encryption: Invalid request format\. Check /,
		],
		[
			'overrides that are not JSON',
			{ endpointOverrides: '{' },
			/^'Endpoint Overrides' in the EnKash credential is not a JSON object$/,
		],
	])('says in a sentence what is wrong with %s', async (_, changes, sentence) => {
		const { status, message } = await stage.engine.testCredential(stage.credentialWith(changes));
		expect({ status, message }).toEqual({
			status: 'Error',
			message: expect.stringMatching(sentence),
		});
	});

	it.each([
		['a wrong key', { encryption: 'requestAndResponse', encryptionKey: 'not-the-key' }],
		['the wrong digest', { encryption: 'requestAndResponse', keyDigest: 'sha1' }],
		['no encryption', { encryption: 'none' }],
	])('says that the encryption is wrong, for %s', async (_, changes) => {
		stage.sandbox.settings.encryption = 'requestAndResponse';
		const { status, message } = await stage.engine.testCredential(stage.credentialWith(changes));
		expect({ status, message }).toEqual({
			status: 'Error',
			message: expect.stringMatching(
				/^EnKash accepted the login, but not the encryption: Invalid encrypted request\. Check 'Encryption', /,
			),
		});
	});

	it('passes for an encryption that both agree on', async () => {
		Object.assign(stage.sandbox.settings, {
			encryption: 'requestAndResponse',
			keyDigest: 'sha1',
			encryptionKey: 'own',
		});
		const id = stage.credentialWith({
			encryption: 'requestAndResponse',
			keyDigest: 'sha1',
			encryptionKey: 'own',
		});
		expect(await stage.engine.testCredential(id)).toMatchObject({ status: 'OK' });
	});

	it('makes one login, however often the button is pressed within a few seconds', async () => {
		for (let press = 0; press < 5; press++) await stage.engine.testCredential(stage.credentialId);
		expect(stage.sandbox.logins()).toHaveLength(1);
	});

	it('never sends the mark by which the request of the test is known', async () => {
		await stage.engine.testCredential(stage.credentialId);
		const headers = stage.sandbox.requests.flatMap((request) => Object.keys(request.headers));
		expect(headers.filter((name) => name.includes('test'))).toEqual([]);
	});

	it.each([
		['token.authenticate', /^The token endpoint .*/],
		['reward.getAccount', /^'Card API URL' does not work: /],
	])('says that %s answers with a web page', async (call, start) => {
		stage.sandbox.faults.add({ call, kind: 'html' });
		const { message } = await stage.engine.testCredential(stage.credentialId);
		expect(message).toMatch(start);
		expect(message).toContain(html);
	});
});
