/** Where the calls of a credential go. */
import { built } from '../../built';
import { failureOf } from './partners';

const { baseUrl, HOST_FIELDS, readHosts } = built('api/login/hosts');

const FIELDS: Record<string, string> = {
	authUrl: 'https://auth.example.com',
	cardApiUrl: 'https://card.example.com/',
	marketplaceUrl: 'https://marketplace.example.com//',
	pointsUrl: 'https://points.example.com/some/path/',
	ssoUrl: 'https://sso.example.com',
};
const production = (changes: Record<string, string> = {}) =>
	readHosts('production', (field) => ({ ...FIELDS, ...changes })[field] ?? '');

it("EnKash's UAT hosts are those of its pages, whatever is filled in", () => {
	expect(readHosts('sandbox', (field) => FIELDS[field])).toEqual({
		auth: 'https://ekpayout-uat.enkash.in',
		card: 'https://pay-en-uat.enkash.in',
		marketplace: 'https://marketplace-uat.enkash.in',
		points: 'https://marketplace-uat.enkash.in',
		sso: 'https://invoice-uat.enkash.in',
	});
});

it('each host in production is that of its field, without slashes at the end', () => {
	expect(production()).toEqual({
		auth: 'https://auth.example.com',
		card: 'https://card.example.com',
		marketplace: 'https://marketplace.example.com',
		points: 'https://points.example.com/some/path',
		sso: 'https://sso.example.com',
	});
});

it('a host in production that is left empty is none, but for the one that EnKash publishes', () => {
	expect(production({ authUrl: '', ssoUrl: '' })).toMatchObject({
		auth: '',
		sso: 'https://home.enkash.com',
	});
});

it.each([
	['auth', 'authUrl', 'Token URL'],
	['card', 'cardApiUrl', 'Card API URL'],
	['marketplace', 'marketplaceUrl', 'Marketplace URL'],
	['points', 'pointsUrl', 'Points URL'],
	['sso', 'ssoUrl', 'SSO URL'],
] as const)(
	'a call to %s that has no host says which field is missing',
	async (host, name, label) => {
		expect(HOST_FIELDS[host]).toEqual({ name, label });
		const hosts = { ...production(), [host]: '' };
		expect(await failureOf(() => baseUrl({ hosts }, host))).toEqual({
			kind: 'input',
			message: `'${label}' is missing in the EnKash credential`,
			description: `EnKash does not publish this host. Enter the URL EnKash gave you as '${label}'.`,
		});
		expect(
			await failureOf(() => baseUrl({ hosts }, host === 'auth' ? 'card' : 'auth')),
		).toBeUndefined();
	},
);

const at = (auth: string) => ({ hosts: { ...production(), auth } });

it.each([
	'https://api.example.com',
	'http://localhost:5678',
	'HTTPS://API.example.com',
	'https://api.example.com/v0/of/mine',
	'https://[::1]:8443',
])('%s is a URL', (url) => {
	expect(baseUrl(at(url), 'auth')).toBe(url);
});

it.each([
	'api.example.com',
	'ftp://api.example.com',
	'ftp://https://api.example.com',
	'see https://api.example.com',
	'https://',
	'https:///path',
	'https://api.example.com?query',
	'https://api.example.com/path?query',
	'https://api.example.com/path#part',
	'https://api.example.com/a path',
	'https://user@api.example.com',
	'https://api example.com',
	'https://api.example.com#part',
	'https://api.example.com:port',
	'https://api.example.com/ and more',
])('%s is none', async (url) => {
	expect(await failureOf(() => baseUrl(at(url), 'auth'))).toEqual({
		kind: 'input',
		message: "'Token URL' in the EnKash credential is not a URL",
		description: 'Enter it with https:// and without a query, such as https://api.example.com.',
	});
});
