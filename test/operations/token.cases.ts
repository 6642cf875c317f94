import { partner } from '../../sandbox/login';
import { someText, type ResourceCases } from './case';

const { username, password, clientId } = partner;

export const token: ResourceCases = {
	authenticate: {
		parameters: {},
		sent: { method: 'POST', path: '/oauth/token', body: { username, password, clientId, grant_type: 'password' } },
		items: [
			{
				access_token: someText,
				token_type: 'bearer',
				refresh_token: someText,
				expires_in: 86_399,
				scope: 'read write trust',
			},
		],
		refusal: { credential: { password: 'wrong example' }, message: 'EnKash refused the login: Bad credentials' },
		badInput: {
			credential: { authentication: 'accessToken', accessToken: 'example' },
			message: 'The EnKash credential holds an access token, and no login',
		},
	},
	createSsoLink: {
		parameters: { enKashCardId: 'EKCE54IDPE', audience: 'employee_rewards', partner: 'hrms' },
		sent: {
			method: 'POST',
			path: '/api/v0/partner/enKashCard/sso-token',
			body: { companyId: 'CEK7T1WMC6', cardAccountId: 'CAVBMRFE8', enkashCardId: 'EKCE54IDPE' },
		},
		items: [
			{
				url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/sso\/[\w-]+\/employee_rewards\/hrms$/) as string,
				access_token: someText,
			},
		],
		refusal: { parameters: { enKashCardId: 'EKCNOBODY' }, message: 'Card not found' },
		badInput: { parameters: { partner: '={{ "" }}' }, message: "'Partner Name' is empty" },
	},
};
