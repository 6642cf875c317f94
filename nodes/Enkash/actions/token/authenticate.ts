import { authentication } from '../common/authentication';

/** Logs in and gives the token. T1, docs.enkash.com/api-9796904. */
export const authenticate = authentication('token.authenticate', {
	action: 'Authenticate for card calls',
	description:
		'Log in with the credential and retrieve an access token, for calls that this node does not have',
});
