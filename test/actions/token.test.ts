import { hurry, resetClock } from '../clock';
import { dataOf, setStage, type Stage } from '../stage';

let stage: Stage;

beforeEach(async () => {
	hurry();
	stage = await setStage({}, undefined, { loggedIn: false });
});

afterEach(async () => {
	resetClock();
	await stage.stop();
});

describe('token.authenticate', () => {
	it('gives the answer of the login, with one login for all items', async () => {
		const items = Array.from({ length: 50 }, () => ({}));
		const tokens = dataOf(await stage.run('token.authenticate', {}, { items }));
		expect(tokens).toHaveLength(50);
		expect(tokens[49]).toEqual({
			access_token: expect.any(String),
			token_type: 'bearer',
			refresh_token: expect.any(String),
			expires_in: 86399,
			scope: 'read write trust',
		});
		expect(stage.sandbox.logins()).toHaveLength(1);
	});

	it('sends the form of the page, with client and secret as Basic authentication', async () => {
		await stage.run('token.authenticate');
		const { username, clientId, clientSecret } = stage.sandbox.credential;
		const basic = Buffer.from(`${String(clientId)}:${String(clientSecret)}`).toString('base64');
		expect(stage.sandbox.logins()[0]).toMatchObject({
			path: '/oauth/token',
			body: { username, clientId, grant_type: 'password' },
			headers: {
				authorization: `Basic ${basic}`,
				'content-type': expect.stringContaining('application/x-www-form-urlencoded'),
			},
		});
	});

	it('says that a pasted token has no login', async () => {
		const credentialId = stage.credentialWith({ authentication: 'accessToken', accessToken: 'x' });
		const { error } = await stage.run('token.authenticate', {}, { credentialId });
		expect(error).toMatchObject({
			message: 'The EnKash credential holds an access token, and no login [item 0]',
		});
	});
});

describe('token.createSsoLink', () => {
	const parameters = { enKashCardId: 'EKCQMY9BQ0', partner: 'hrms' };

	it.each([
		['employee_rewards', 'an employee'],
		['reward_account', 'an administrator'],
	])('makes a link to %s for %s, which opens', async (audience) => {
		const [item] = dataOf(await stage.run('token.createSsoLink', { ...parameters, audience }));
		const { url, access_token: token } = item as { url: string; access_token: string };
		expect(url).toBe(`${stage.sandbox.url}/sso/${encodeURIComponent(token)}/${audience}/hrms`);
		expect(Object.keys(item)).toEqual(['url', 'access_token']);
		expect((await fetch(url)).status).toBe(200);
	});

	it('spells the card as its page does, with a lower-case k', async () => {
		await stage.run('token.createSsoLink', parameters);
		expect(stage.sandbox.requestsTo('T2')[0].body).toEqual({
			cardAccountId: 'CAVBMRFE8',
			companyId: 'CEK7T1WMC6',
			enkashCardId: 'EKCQMY9BQ0',
		});
	});

	it('tells that EnKash does not know the card', async () => {
		const { error } = await stage.run('token.createSsoLink', {
			...parameters,
			enKashCardId: 'EKCNONE',
		});
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringContaining('[item 0]'),
		});
	});

	it('asks for the partner name before anything is sent', async () => {
		const { error } = await stage.run('token.createSsoLink', {
			...parameters,
			partner: '={{ " " }}',
		});
		expect(error).toMatchObject({ message: "'Partner Name' is empty [item 0]" });
		expect(stage.sandbox.requests).toHaveLength(0);
	});
});
