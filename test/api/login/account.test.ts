/** How a credential is read: what is sent of it, what must not be told, and what makes a login another one. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { built } from '../../built';
import { failureOf } from './partners';

const { CREDENTIAL_TYPE, partnerId, pastedToken, readAccount } = built('api/login/account');

/** As people fill it in: with a space before and behind each. */
const FILLED: ICredentialDataDecryptedObject = {
	authentication: 'login',
	environment: ' production ',
	authUrl: ' https://auth.example.com/ ',
	username: ' anita ',
	password: ' pass word ',
	clientId: ' client ',
	clientSecret: ' client&secret ',
	accessToken: '  Bearer  pasted.token  ',
	partnerId: ' PARTNER ',
	companyId: ' C1 ',
	cardAccountId: ' A1 ',
	maxPointsPerPayment: 100,
	maxPointsPerRun: '5000',
	encryption: ' request ',
	encryptionKey: ' the key ',
	keyDigest: ' sha1 ',
	sessionToken: 'stored-token',
	sessionTokenExpiresAt: '1700000000000',
	sessionLogin: 'some login',
	loginRefusal: 'a refusal',
	loginClaim: 'a claim',
};
const read = (changes: ICredentialDataDecryptedObject = {}) =>
	readAccount({ ...FILLED, ...changes });

it('a credential has the name by which workflows know it', () => {
	expect(CREDENTIAL_TYPE).toBe('enkashApi');
});

describe('what is filled in', () => {
	it('is taken without the spaces around it, but for secrets, to which they may belong', () => {
		expect(read()).toMatchObject({
			usesLogin: true,
			login: {
				username: 'anita',
				password: ' pass word ',
				clientId: 'client',
				clientSecret: ' client&secret ',
			},
			accessToken: 'pasted.token',
			partnerId: 'PARTNER',
			defaults: { companyId: 'C1', cardAccountId: 'A1' },
			limits: { maxPointsPerPayment: 100, maxPointsPerRun: '5000' },
			hosts: { auth: 'https://auth.example.com' },
			encryption: { encrypts: true, secret: ' the key ', digest: 'sha1' },
			stored: {
				sessionToken: 'stored-token',
				sessionTokenExpiresAt: 1_700_000_000_000,
				sessionLogin: 'some login',
				loginRefusal: 'a refusal',
				loginClaim: 'a claim',
			},
		});
	});

	it('may be nothing at all, or not be text', () => {
		const noText = { username: 5, sessionToken: false, sessionTokenExpiresAt: 'x' };
		const given: ICredentialDataDecryptedObject[] = [{}, noText];
		for (const nothing of given)
			expect(readAccount(nothing)).toMatchObject({
				usesLogin: true,
				login: { username: '', password: '', clientId: '', clientSecret: '' },
				accessToken: '',
				stored: {
					sessionToken: '',
					sessionTokenExpiresAt: 0,
					sessionLogin: '',
					loginRefusal: '',
					loginClaim: '',
				},
			});
	});

	it('goes to the UAT hosts in the sandbox', () => {
		expect(read({ environment: 'sandbox' }).hosts.auth).toBe('https://ekpayout-uat.enkash.in');
	});

	it('names other endpoints, which hold for its calls', () => {
		const { overrides } = read({ endpointOverrides: '{"points.getBalance": "/mine"}' });
		expect('routes' in overrides && overrides.routes.size).toBe(1);
	});

	it.each([
		['none', false],
		['', false],
		['request', true],
		['requestAndResponse', true],
	])('has requests encrypted or not: %j', (encryption, encrypts) => {
		expect(read({ encryption }).encryption.encrypts).toBe(encrypts);
	});

	it('encrypts with the client secret where there is no key, and by SHA-256 unless told', () => {
		expect(read({ encryptionKey: '', keyDigest: '' }).encryption).toEqual({
			encrypts: true,
			secret: ' client&secret ',
			digest: 'sha256',
		});
	});
});

describe('what must not be told', () => {
	it('is each secret, as it stands in a form as well, and the header of the login', () => {
		expect(read().secrets).toEqual([
			' pass word ',
			' client&secret ',
			'  Bearer  pasted.token  ',
			' the key ',
			'stored-token',
			'+pass+word+',
			'+client%26secret+',
			'++Bearer++pasted.token++',
			'+the+key+',
			'stored-token',
			Buffer.from('client: client&secret ').toString('base64'),
		]);
	});
});

describe('a login is another one', () => {
	const { accountKey, loginKey } = read();

	it.each<[string, ICredentialDataDecryptedObject, boolean]>([
		['server', { authUrl: 'https://other.example.com' }, false],
		['client ID', { clientId: 'other' }, false],
		['username', { username: 'other' }, false],
		['client secret', { clientSecret: 'other' }, true],
		['password', { password: 'other' }, true],
		['space in its password', { password: 'pass word' }, true],
		['token endpoint', { endpointOverrides: '{"token.authenticate": "/mine"}' }, true],
	])('with another %s', (_, changes, sameAccount) => {
		const other = read(changes);
		expect(other.loginKey).not.toBe(loginKey);
		expect(other.accountKey === accountKey).toBe(sameAccount);
	});

	it.each<[string, ICredentialDataDecryptedObject]>([
		[
			'space or slash',
			{ username: 'anita', clientId: 'client', authUrl: 'https://auth.example.com' },
		],
		['endpoint of another call', { endpointOverrides: '{"points.getBalance": "/mine"}' }],
		['slip in the overrides', { endpointOverrides: '{' }],
		['company, key or partner', { companyId: 'C2', encryptionKey: 'other', partnerId: 'P2' }],
		['session', { sessionToken: 'other', sessionLogin: 'other' }],
	])('not with another %s', (_, changes) => {
		expect(read(changes)).toMatchObject({ accountKey, loginKey });
	});

	it('not with another release of this package: what is stored holds for the next one', () => {
		// printf %s '["https://auth.example.com","client","anita"]' | sha256sum | head -c 32, and so on.
		expect(accountKey).toBe('51ac4535a7ab302b7766770a3731b16c');
		expect(loginKey).toBe('b5450f18e4449d0afe7bfbf078d5ed30');
		const { loginKey: elsewhere } = read({ endpointOverrides: '{"token.authenticate": "/mine"}' });
		expect(elsewhere).toBe('b9babc141feb7a073f560a3093eaffc3');
	});
});

describe('a pasted token', () => {
	it('is used in place of a login', () => {
		expect(read({ authentication: 'accessToken' }).usesLogin).toBe(false);
	});

	it.each([
		['pasted.token', 'pasted.token'],
		['  pasted.token\n', 'pasted.token'],
		['bearer pasted.token', 'pasted.token'],
		['BEARER\tpasted.token', 'pasted.token'],
		['bearerpasted', 'bearerpasted'],
	])('may have the word before it: %j', (accessToken, token) => {
		expect(pastedToken(read({ accessToken }))).toBe(token);
	});

	it('is missed where it is missing', async () => {
		expect(await failureOf(() => pastedToken(read({ accessToken: ' ' })))).toEqual({
			kind: 'input',
			message: "'Access Token' is missing in the EnKash credential",
			description: "Paste a token, or set 'Authentication' to 'Partner Login'.",
		});
	});

	it.each([
		'two words',
		'not bearer token',
		'notbearer token',
		'tokén',
		'étoken',
		'tokené',
		'two\nlines',
	])('is not sent with what fits no header: %j', async (accessToken) => {
		expect(await failureOf(() => pastedToken(read({ accessToken })))).toEqual({
			kind: 'input',
			message: "'Access Token' in the EnKash credential has a character that cannot be sent",
			description: 'Enter it again, without spaces, line breaks and letters with accents.',
		});
	});
});

describe('a partner ID', () => {
	it('is sent as it is', () => {
		expect(partnerId(read())).toBe('PARTNER');
		expect(partnerId(read({ partnerId: '!~' }))).toBe('!~');
	});

	it('is missed where it is missing, or fits no header', async () => {
		expect(await failureOf(() => partnerId(read({ partnerId: '' })))).toEqual({
			kind: 'input',
			message: "'Partner ID' is missing in the EnKash credential",
			description:
				'EnKash issues it at onboarding, and wants it with every reward and incentive call.',
		});
		expect((await failureOf(() => partnerId(read({ partnerId: 'P é' }))))?.message).toBe(
			"'Partner ID' in the EnKash credential has a character that cannot be sent",
		);
	});
});
