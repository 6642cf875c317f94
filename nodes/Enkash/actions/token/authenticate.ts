import { authentication } from '../common/authentication';

/** Logs in and gives the token. T1, docs.enkash.com/api-9796904. */
export const authenticate = authentication('token.authenticate', {
	action: 'Authenticate for card calls',
	description:
		'Log in for reward and incentive calls that this node does not have, and retrieve an access token',
});
