import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { authorize, fetchSession, TEST_HEADER } from '../nodes/Enkash/api/login/hooks';
import { SANDBOX_HOSTS } from '../nodes/Enkash/api/login/hosts';
import { endpoints } from '../nodes/Enkash/api/wire/endpoints';

/** By name alone, n8n's lint would not take `encryptionKey` for a secret, and asks to show it. */
const masked = { password: true };
const forLogin = { show: { authentication: ['partnerLogin'] } };
const forOwnHosts = { show: { environment: ['production', 'custom'] } };
const forEncryption = { show: { encryption: ['request', 'requestAndResponse'] } };

const serverUrls = [
	server('Token URL', 'authUrl', 'auth', 'The server of /oauth/token.'),
	server('Card API URL', 'cardApiUrl', 'cards', 'The server of the reward and incentive calls.'),
	server('Marketplace URL', 'marketplaceUrl', 'marketplace', 'The server of the voucher calls.'),
	server('Points URL', 'pointsUrl', 'points', 'The server of the coin calls.'),
	{
		...server('SSO URL', 'ssoUrl', 'home', ''),
		placeholder: 'e.g. https://home.enkash.com',
		description:
			'The website that single sign-on links lead to. Leave empty for https://home.enkash.com.',
	},
];

function server(displayName: string, name: string, host: string, is: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: `e.g. https://${host}.example.com`,
		description: `${is} EnKash does not publish it for production; ask for it.`,
		displayOptions: forOwnHosts,
	};
}

/** The login to EnKash's partner API. How its token is fetched and renewed is told in api/login/hooks.ts. */
export class EnkashApi implements ICredentialType {
	name = 'enkashApi';

	displayName = 'EnKash API';

	icon: Icon = { light: 'file:../icons/enkash.svg', dark: 'file:../icons/enkash.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-enkash/n8n-nodes-enkash#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Session Token Expires At',
			// Text, since n8n 1.123 cannot show a credential that has masked a number.
			name: 'sessionTokenExpiresAt',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{ displayName: 'Session Login', name: 'sessionLogin', type: 'hidden', default: '' },
		{ displayName: 'Login Refusal', name: 'loginRefusal', type: 'hidden', default: '' },
		{ displayName: 'Login Claim', name: 'loginClaim', type: 'hidden', default: '' },
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{
					name: 'Sandbox',
					value: 'sandbox',
					description: "EnKash's UAT servers, for trying things out without moving real points",
				},
				{
					name: 'Production',
					value: 'production',
					description: 'The servers that move real points, at the URLs EnKash gave you',
				},
				{
					name: 'Custom',
					value: 'custom',
					description: 'Any other servers, such as a proxy or a local stand-in',
				},
			],
			default: 'sandbox',
		},
		...serverUrls,
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'Partner Login',
					value: 'partnerLogin',
					description: 'Tokens are fetched and renewed for you',
				},
				{
					name: 'Access Token',
					value: 'accessToken',
					description: 'A token you fetched yourself, until it expires',
				},
			],
			default: 'partnerLogin',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 9876543210',
			description: 'The username EnKash gave you for its API, often a mobile number',
			displayOptions: forLogin,
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'EnKash locks an account after three wrong passwords, so a refused one rests until you correct it',
			displayOptions: forLogin,
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. CEK1GZBO6A',
			description: 'The company ID that EnKash registered your integration under',
			displayOptions: forLogin,
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: forLogin,
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The access_token of an EnKash login, without the word Bearer',
			displayOptions: { show: { authentication: ['accessToken'] } },
		},
		{
			displayName: 'Partner ID',
			name: 'partnerId',
			type: 'string',
			default: '',
			placeholder: 'e.g. CRMXWB3ZM',
			description:
				'EnKash issues it at onboarding. Needed for reward and incentive calls, not for vouchers and coins.',
		},
		{
			displayName: 'Default Company ID',
			name: 'companyId',
			type: 'string',
			default: '',
			placeholder: 'e.g. CEK1PU9AOO',
			hint: 'EnKash tells it at onboarding',
			description: "Used wherever a node leaves its own 'Company ID' empty",
		},
		{
			displayName: 'Default Card Account ID',
			name: 'cardAccountId',
			type: 'string',
			default: '',
			placeholder: 'e.g. CAQL8YCV3',
			hint: 'The account that holds your points. Ask EnKash for its ID.',
			description: "Used wherever a node leaves its own 'Card Account ID' empty",
		},
		{
			displayName: 'Max Points per Payment',
			name: 'maxPointsPerPayment',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			hint: '0 means no limit',
			description:
				'The most that one payment may move, in any workflow and by any AI agent, or 0 for no limit. An order of vouchers counts with its face value. Coins, whose worth EnKash alone knows, are refused where there is a limit.',
		},
		{
			displayName: 'Max Points per Run',
			name: 'maxPointsPerRun',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			hint: '0 means no limit',
			description:
				'The most that one execution may pay in all, by all its nodes, loops and tool calls, or 0 for no limit. Nothing of a run is sent where it needs more.',
		},
		{
			displayName: 'Encryption',
			name: 'encryption',
			type: 'options',
			options: [
				{ name: 'None', value: 'none', description: 'Plain JSON, as all of the API pages show' },
				{
					name: 'Request',
					value: 'request',
					description: 'Requests are encrypted, as the guides ask for',
				},
				{
					name: 'Request and Response',
					value: 'requestAndResponse',
					description: 'Answers are expected to be encrypted as well',
				},
			],
			default: 'none',
			description:
				'Whether payloads are encrypted. EnKash tells you at onboarding; its pages contradict each other.',
		},
		{
			displayName: 'Encryption Key',
			name: 'encryptionKey',
			type: 'string',
			typeOptions: masked,
			default: '',
			description: 'Leave empty to use the client secret',
			displayOptions: forEncryption,
		},
		{
			displayName: 'Key Digest',
			name: 'keyDigest',
			type: 'options',
			options: [
				{ name: 'SHA-1', value: 'sha1' },
				{ name: 'SHA-256', value: 'sha256' },
			],
			default: 'sha256',
			description: 'How the key is made from its text. Try SHA-1 where EnKash cannot decrypt.',
			displayOptions: forEncryption,
		},
		{
			displayName: 'Endpoint Overrides',
			// A field of JSON is shown as wrong as long as it is empty.
			name: 'endpointOverrides',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. {"redemption.searchCatalog": "POST /api/v0/partner/search-catalog"}',
			description:
				'Where EnKash gave you another path than the built-in one: a JSON object of calls and their endpoints',
		},
	];

	preAuthentication = async function (
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await fetchSession(credentials, (options) => this.helpers.httpRequest(options));
	};

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => authorize(credentials, requestOptions);

	/**
	 * What decides a test is `preAuthentication`, which n8n runs first: it can tell in a sentence
	 * what is wrong. The request that n8n insists on repeats the last step of it.
	 */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: `={{ $credentials.environment === "sandbox" ? "${SANDBOX_HOSTS.card}" : $credentials.cardApiUrl || $credentials.marketplaceUrl || $credentials.pointsUrl || $credentials.authUrl }}`,
			url: endpoints['reward.getAccount'].path,
			headers: { partnerId: '={{ $credentials.partnerId }}', [TEST_HEADER]: 'true' },
			body: {
				companyId: '={{ $credentials.companyId }}',
				cardAccountId: '={{ $credentials.cardAccountId }}',
			},
			ignoreHttpStatusErrors: true,
		},
	};
}
