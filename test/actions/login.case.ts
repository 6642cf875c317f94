/** The login, which two resources offer: T1 and D1 are the same call. */
import { partner } from '../../sandbox/login';
import { someText, type OperationCase } from './case';

const { username, password, clientId } = partner;

export const authenticate: OperationCase = {
	parameters: {},
	sent: {
		method: 'POST',
		path: '/oauth/token',
		body: { username, password, clientId, grant_type: 'password' },
	},
	items: [
		{
			access_token: someText,
			token_type: 'bearer',
			refresh_token: someText,
			expires_in: 86_399,
			scope: 'read write trust',
		},
	],
	refusal: {
		credential: { password: 'wrong example' },
		message: 'EnKash refused the login: Bad credentials',
	},
	badInput: {
		credential: { authentication: 'accessToken', accessToken: 'example' },
		message: 'The EnKash credential holds an access token, and no login',
	},
};
