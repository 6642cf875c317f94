import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInThisContext } from 'node:vm';
import { resetClock } from '../../clock';
import { until } from '../../until';
import { bringBackPauses, skipTime } from '../../waiting';
import { answer, startRawServer, startSecureServer, type RawServer } from './raw-server';
import { setRawStage, type RawStage } from './raw-stage';

/** The environment that n8n sees. */
const { env } = runInThisContext('process') as NodeJS.Process;

let raw: RawStage;

beforeAll(skipTime);
afterAll(bringBackPauses);

beforeEach(async () => {
	raw = await setRawStage();
});

afterEach(async () => {
	delete env.HTTP_PROXY;
	delete env.HTTPS_PROXY;
	delete env.NO_PROXY;
	resetClock();
	await raw.stop();
});

const PATH = '/api/v0/partner/enKashCard/cardAccount/get';

async function errorOf(cardApiUrl: string, more = {}) {
	const credentialId = raw.stage.credentialWith({
		cardApiUrl,
		authentication: 'accessToken',
		accessToken: 'token',
		...more,
	});
	return (await raw.stage.run('reward.getAccount', {}, { credentialId })).error;
}

describe('a host with a certificate of its own', () => {
	it('is refused with a sentence, and sees neither token nor path', async () => {
		const server = await raw.serve((response) => answer(response), 'secure');
		const { error } = await server.run('reward.getAccount');
		expect(error).toMatchObject({
			message: `POST ${server.url}${PATH} cannot be reached [item 0]`,
			description: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
		});
		expect(server.requests).toHaveLength(0);
	});

	it('is trusted where the administrator of n8n has added the certificate', async () => {
		const server = await startSecureServer((response) => answer(response));
		const NODE_EXTRA_CA_CERTS = join(__dirname, '../../fixtures/self-signed/cert.pem');
		const run = promisify(execFile);
		const { stdout } = await run(
			process.execPath,
			['--import', 'tsx', join(__dirname, 'one-read.ts'), server.url],
			{
				env: { ...process.env, NODE_EXTRA_CA_CERTS },
			},
		);
		expect(JSON.parse(stdout)).toEqual({ cardAccountId: 'CAVBMRFE8' });
		await server.stop();
	});

	it('cannot be confused with one that speaks no HTTPS at all', async () => {
		const server = await raw.serve((response) => answer(response));
		const error = await errorOf(server.url.replace('http:', 'https:'));
		expect(error).toMatchObject({
			message: expect.stringContaining('cannot be reached [item 0]'),
			description:
				'The server there does not speak HTTPS as expected. Check the URL in the credential, its port too.',
		});
	});
});

describe('a proxy that n8n is told to use', () => {
	let proxy: RawServer;
	const seen: string[] = [];

	beforeEach(async () => {
		seen.length = 0;
		proxy = await startRawServer((response, { line, headers, body }) => {
			const [method, target] = line.split(' ');
			seen.push(target);
			request(target, { method, headers }, (forwarded) => forwarded.pipe(response)).end(body);
		});
	});

	afterEach(() => proxy.stop());

	it('carries the calls', async () => {
		env.HTTP_PROXY = proxy.url;
		const server = await raw.serve((response) => answer(response));
		expect((await server.run('reward.getAccount')).error).toBeUndefined();
		expect(seen).toEqual([`${server.url}${PATH}`]);
	});

	it('carries the login, too', async () => {
		env.HTTP_PROXY = proxy.url;
		const credentialId = raw.stage.credentialWith({ sessionToken: '' });
		const { error } = await raw.stage.run('reward.getAccount', {}, { credentialId });
		expect(error).toBeUndefined();
		expect(seen).toEqual([
			`${raw.stage.sandbox.url}/oauth/token`,
			`${raw.stage.sandbox.url}${PATH}`,
		]);
	});

	it('is left out for hosts that n8n is told to reach directly', async () => {
		Object.assign(env, { HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' });
		const server = await raw.serve((response) => answer(response));
		expect((await server.run('reward.getAccount')).error).toBeUndefined();
		expect(seen).toEqual([]);
	});

	it('that answers with a page of its own does not pass for EnKash', async () => {
		const captive = await startRawServer((response) =>
			answer(response, '<html>Log in to the network</html>', 200),
		);
		env.HTTP_PROXY = captive.url;
		const server = await raw.serve((response) => answer(response));
		const { error } = await server.run('reward.getAccount');
		expect(error?.message).toContain('answered with a web page instead of JSON');
		await captive.stop();
	});
});

describe('a host that cannot be called', () => {
	it('is not there', async () => {
		expect(await errorOf('http://127.0.0.1:9')).toMatchObject({
			message: `POST http://127.0.0.1:9${PATH} cannot be reached [item 0]`,
			description:
				'No server answers there. Check the URL in the EnKash credential, and the network.',
		});
	});

	it('is not there on any of its addresses', async () => {
		expect(await errorOf('http://localhost:9')).toMatchObject({
			message: `POST http://localhost:9${PATH} cannot be reached [item 0]`,
			description:
				'No server answers there. Check the URL in the EnKash credential, and the network.',
		});
	});

	it('has a name that nobody knows', async () => {
		expect((await errorOf('http://enkash.invalid'))?.message).toBe(
			`POST http://enkash.invalid${PATH} cannot be reached [item 0]`,
		);
	});

	it('is not among the domains that the credential is restricted to, which n8n enforces for the login', async () => {
		const domains = { allowedHttpRequestDomains: 'domains', allowedDomains: 'api.example.com' };
		const error = await errorOf(raw.stage.sandbox.url, {
			...domains,
			authentication: 'partnerLogin',
			sessionToken: '',
		});
		expect(error?.message).toMatch(/^Domain not allowed: .*api\.example\.com \[item 0\]$/);
		expect(raw.stage.sandbox.requests).toHaveLength(0);
	});

	it.each([
		['ftp://files.example.com', "'Card API URL' in the EnKash credential is not a URL [item 0]"],
		[
			'https://user:secret@example.com',
			"'Card API URL' in the EnKash credential is not a URL [item 0]",
		],
		['http://127.0.0.1:99999', "'Card API URL' in the EnKash credential is not a URL [item 0]"],
		['https://[example', "'Card API URL' in the EnKash credential is not a URL [item 0]"],
	])('has no URL: %s', async (cardApiUrl, sentence) => {
		expect((await errorOf(cardApiUrl))?.message).toBe(sentence);
	});

	it.each([
		['Partner ID', { partnerId: 'CRM\nX: y' }],
		['Access Token', { accessToken: 'to\r\nken' }],
		['Access Token', { accessToken: 'токен' }],
	])('has a %s that no header can hold', async (label, changes) => {
		const server = await raw.serve((response) => answer(response));
		expect((await errorOf(server.url, changes))?.message).toBe(
			`'${label}' in the EnKash credential has a character that cannot be sent [item 0]`,
		);
		expect(server.requests).toHaveLength(0);
	});
});

it('nothing is left open after a call', async () => {
	const server = await raw.serve((response) => answer(response));
	await server.run('reward.getAccount', {}, { items: Array.from({ length: 50 }, () => ({})) });
	await until(() => server.open() === 0);
});
