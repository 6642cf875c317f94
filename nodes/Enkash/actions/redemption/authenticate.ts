import { authentication } from '../authentication';

/** Logs in and gives the token. D1, docs.enkash.com/api-9820863. */
export const authenticate = authentication('redemption.authenticate', {
	action: 'Authenticate with the voucher API',
	description: 'Log in with the credential and retrieve an access token, for calls that this node does not have',
});
