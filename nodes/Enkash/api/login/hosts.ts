import { EnkashError } from '../../lib/errors';
import type { Host } from '../wire/endpoints';

/**
 * EnKash's UAT hosts. The marketplace host stands on a later edition of api-13454287, the SSO host in
 * the integration guide (doc-1038569), card and token hosts on sibling pages (api-24480518,
 * api-13409509). No page names the host of the coin calls: like the marketplace calls they take no
 * `partnerId`, so they are expected on the same host (inferred).
 */
export const SANDBOX_HOSTS: Record<Host, string> = {
	auth: 'https://ekpayout-uat.enkash.in',
	card: 'https://pay-en-uat.enkash.in',
	marketplace: 'https://marketplace-uat.enkash.in',
	points: 'https://marketplace-uat.enkash.in',
	sso: 'https://invoice-uat.enkash.in',
};

/** The only production host EnKash publishes (doc-1038569). */
const PRODUCTION_SSO_HOST = 'https://home.enkash.com';

/** The credential's field and its label, for each host. */
export const HOST_FIELDS: Record<Host, { name: string; label: string }> = {
	auth: { name: 'authUrl', label: 'Token URL' },
	card: { name: 'cardApiUrl', label: 'Card API URL' },
	marketplace: { name: 'marketplaceUrl', label: 'Marketplace URL' },
	points: { name: 'pointsUrl', label: 'Points URL' },
	sso: { name: 'ssoUrl', label: 'SSO URL' },
};

/** The URL of each host, without a slash at the end; blank where none is known. */
export type Hosts = Readonly<Record<Host, string>>;

/** @param given the text in one of the credential's fields */
export function readHosts(environment: string, given: (field: string) => string): Hosts {
	if (environment === 'sandbox') return SANDBOX_HOSTS;
	const url = (host: Host) => given(HOST_FIELDS[host].name).replace(/\/+$/, '');
	return {
		auth: url('auth'),
		card: url('card'),
		marketplace: url('marketplace'),
		points: url('points'),
		sso: url('sso') || PRODUCTION_SSO_HOST,
	};
}

/**
 * Base URL of one of EnKash's hosts, without a slash at the end. Only a call that needs a host asks
 * for it, since nobody has all of them.
 */
export function baseUrl({ hosts }: { readonly hosts: Hosts }, host: Host): string {
	const url = hosts[host];
	const { label } = HOST_FIELDS[host];
	if (!url) {
		throw new EnkashError('input', `'${label}' is missing in the EnKash credential`, {
			description: `EnKash does not publish this host. Enter the URL EnKash gave you as '${label}'.`,
		});
	}
	if (!/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(url) || !URL.canParse(url)) {
		throw new EnkashError('input', `'${label}' in the EnKash credential is not a URL`, {
			description: 'Enter it with https:// and without a query, such as https://api.example.com.',
		});
	}
	return url;
}
