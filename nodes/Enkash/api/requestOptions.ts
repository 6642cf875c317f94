import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { partnerId, type Account } from './login/account';
import type { Route } from './login/routes';
import type { CallRequest } from './wire/call';
import { encodeBody } from './wire/encryption';

/** A call as n8n's request helper takes it. The token is put on it by the credential. */
export function optionsFor(
	account: Account,
	route: Route,
	url: string,
	{ query, body }: CallRequest,
): IHttpRequestOptions {
	const headers: IDataObject = { Accept: 'application/json' };
	if (route.host === 'card') headers.partnerId = partnerId(account);
	const options: IHttpRequestOptions = { method: route.method, url, headers, qs: query };
	if (body === undefined) return options;
	// n8n drops the body of a GET, which only an override can have.
	if (route.method === 'GET') return { ...options, qs: { ...query, ...(body as IDataObject) } };
	headers['Content-Type'] = 'application/json';
	return { ...options, body: encodeBody(account.encryption, body) };
}
