import { authentication } from '../common/authentication';

/** Logs in and gives the token. D1, docs.enkash.com/api-9820863. */
export const authenticate = authentication('redemption.authenticate', {
	action: 'Authenticate for voucher calls',
	description:
		'Log in for voucher calls that this node does not have, and retrieve an access token',
});
