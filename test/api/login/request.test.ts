/** The one request of a login: what is sent, and what its answer is taken for. */
import { built } from '../../built';
import { cannotConnect, failureOf, gives, newPartner, serverWith, TOKEN } from './partners';

const { readAccount } = built('api/login/account');
const { answers, requestToken } = built('api/login/request');

const ENDPOINT = 'The token endpoint POST https://auth.example.com/oauth/token';
const ADVICE =
	'Check the username, password, client ID and client secret in the EnKash credential. EnKash locks an account after three wrong logins, so this one is not tried again for now.';

const logIn = async (answer: () => unknown, changes = {}) => {
	const { send } = serverWith(answer);
	return await requestToken(readAccount(newPartner(changes)), send, 5_000);
};
const failure = async (answer: () => unknown, changes = {}) =>
	await failureOf(() => logIn(answer, changes));

it('a password grant is sent, with the client in its header', async () => {
	const { send, requests } = serverWith(gives(TOKEN));
	await requestToken(readAccount(newPartner({ username: 'anita', password: 'p&w' })), send, 5_000);
	expect(requests).toMatchObject([
		{
			method: 'POST',
			url: 'https://auth.example.com/oauth/token',
			auth: { username: 'client', password: 'client-secret' },
			headers: { Accept: 'application/json' },
			timeout: 5_000,
		},
	]);
	expect((requests[0].body as URLSearchParams).toString()).toBe(
		'username=anita&password=p%26w&grant_type=password&clientId=client',
	);
});

it('the endpoint of an override is asked, and told', async () => {
	const endpointOverrides = '{"token.authenticate": "PUT /my/token"}';
	expect((await failure(gives('<html>'), { endpointOverrides }))?.message).toBe(
		'The token endpoint PUT https://auth.example.com/my/token answered with a web page instead of JSON (HTTP 200)',
	);
});

it.each([
	['username', 'Username'],
	['password', 'Password'],
	['clientId', 'Client ID'],
	['clientSecret', 'Client Secret'],
])('nothing is sent without %s', async (field, label) => {
	const { send, requests } = serverWith(gives(TOKEN));
	const account = readAccount(newPartner({ [field]: '' }));
	expect(await failureOf(() => requestToken(account, send, 5_000))).toEqual({
		kind: 'input',
		message: `'${label}' is missing in the EnKash credential`,
		description: 'Fill it in, or choose Access Token as the authentication.',
	});
	expect(requests).toHaveLength(0);
});

describe('an answer', () => {
	const lives = (expires: object) => logIn(gives({ access_token: 'token-1', ...expires }));

	it('gives the token, and all that came with it', async () => {
		expect(await logIn(gives(TOKEN))).toEqual({
			token: 'token-1',
			expiresIn: 3600,
			payload: TOKEN,
		});
	});

	it('may stand in an envelope', async () => {
		const told = { response_code: 0, payload: { token: 'token-1', expiresIn: '60' } };
		expect(await logIn(gives(told))).toMatchObject({ token: 'token-1', expiresIn: 60 });
	});

	it('tells how long the token lives, or does not', async () => {
		expect(await lives({ expires_in: 60, expiresIn: 5 })).toMatchObject({ expiresIn: 60 });
		for (const expires of [{}, { expires_in: 'soon' }, { expires_in: -5 }, { expires_in: 0 }])
			expect(await lives(expires)).toMatchObject({ expiresIn: 0 });
	});

	it.each([
		['no payload', { code: 0, message: 'Success' }],
		['a payload of words', { code: 0, payload: 'welcome' }],
		['a payload without a token', { code: 0, payload: { token_type: 'bearer' } }],
		['a token of two words', { access_token: 'two words' }],
		['a token that fits no header', { access_token: 'tokén' }],
	])('with %s is of no use', async (_, body) => {
		expect(await failure(gives(body))).toEqual({
			kind: 'unknown',
			message: `${ENDPOINT} answered without a token that can be used`,
			description: undefined,
		});
	});
});

describe('a refusal', () => {
	it.each([
		['OAuth', { error: 'invalid_grant', error_description: 'Bad credentials' }, 400],
		['an envelope', { code: 7, message: 'Bad credentials' }, 200],
		['an envelope with HTTP 401', { code: 401, message: 'Bad credentials' }, 401],
	])("is told in EnKash's words, by %s", async (_, body, status) => {
		expect(await failure(gives(body, status))).toEqual({
			kind: 'login',
			message: 'EnKash refused the login: Bad credentials',
			description: ADVICE,
		});
	});

	it.each([401, 403])('without words is told by its status, %d', async (status) => {
		expect(await failure(gives('', status))).toEqual({
			kind: 'login',
			message: `EnKash refused the login (HTTP ${status})`,
			description: ADVICE,
		});
	});

	it.each([
		['a missing endpoint', '', 404, 'refused'],
		['too many requests', '', 429, 'refused'],
		["too many requests, in EnKash's words", { code: 9, message: 'Slow down' }, 429, 'refused'],
		['a server that is out', { code: 9, message: 'Bad credentials' }, 500, 'unknown'],
	])('is not what %s is', async (_, body, status, kind) => {
		const told = await failure(gives(body, status));
		expect(told?.kind).toBe(kind);
		expect(told?.message).not.toContain('refused the login');
	});

	it('does not tell the password, should it be echoed', async () => {
		const echo = { error: 'invalid_grant', error_description: 'No first-password here' };
		expect((await failure(gives(echo, 400)))?.message).toBe(
			'EnKash refused the login: No *** here',
		);
	});
});

describe('its server is at work', () => {
	const asked = async (answer: () => unknown) => {
		const { send, requests } = serverWith(answer);
		const account = readAccount(newPartner());
		return { at: await answers(account, send), requests };
	};

	it.each([200, 401, 404, 499])('where it answers with HTTP %d', async (status) => {
		const { at, requests } = await asked(gives('', status));
		expect(at).toBe(true);
		expect(requests).toMatchObject([
			{ method: 'GET', url: 'https://auth.example.com/oauth/token', timeout: 30_000 },
		]);
		expect(requests[0]).not.toHaveProperty('auth');
		expect(requests[0]).not.toHaveProperty('body');
	});

	it('not where it answers with HTTP 500, or cannot be reached', async () => {
		expect((await asked(gives('', 500))).at).toBe(false);
		expect((await asked(cannotConnect)).at).toBe(false);
	});
});
