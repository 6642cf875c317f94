import { SANDBOX_HOSTS } from '../api/login/hosts';
import { OLDER_GET_ORDER, type Host } from '../api/wire/endpoints';

/**
 * What is tried where the built-in way does not answer. All of it is a guess, from what EnKash's pages
 * show of sibling calls; a line more here is all that another guess needs. Only paths whose name says
 * that they read are tried.
 */
const CARD = '/api/v0/partner/enKashCard';
const PARTNER = '/api/v0/partner';

/** R4 and I2. The page is not public; `cardAccount/get` (api-9796909) and `/search` (api-9796910) are. */
export const TRANSACTION_PATHS = [
	`POST ${CARD}/transaction/all`,
	`POST ${CARD}/transaction/get`,
	`POST ${CARD}/transaction/search`,
	`POST ${CARD}/transactions/all`,
	`POST ${CARD}/transactions/search`,
	`POST ${CARD}/transaction-details`,
	`POST ${PARTNER}/transaction/all`,
	`GET ${CARD}/transaction/all`,
];

/** D3. Its siblings are `search-config` (api-9796927) and `search-order` (api-9796922). */
export const CATALOGUE_PATHS = [
	`POST ${PARTNER}/search-catalog`,
	`POST ${PARTNER}/search-catalogue`,
	`POST ${PARTNER}/search-product-catalog`,
	`POST ${PARTNER}/search-product`,
	`POST ${PARTNER}/search-products`,
	`POST ${PARTNER}/catalog/search`,
	`GET ${PARTNER}/search-catalog`,
];

/** D4, whose later title is Product Details. */
export const PRODUCT_PATHS = [
	`GET ${PARTNER}/search-catalog/{productCatalogId}`,
	`GET ${PARTNER}/search-product/{productCatalogId}`,
	`GET ${PARTNER}/product-details/{productCatalogId}`,
	`GET ${PARTNER}/fetch-product-details/{productCatalogId}`,
	`GET ${PARTNER}/product/{productCatalogId}`,
	`GET ${PARTNER}/catalog/{productCatalogId}`,
];

/** D11 in both editions (api-13454287). */
export const ORDER_PATHS = [
	`GET ${PARTNER}/fetch-order-details/{orderReferenceId}`,
	OLDER_GET_ORDER,
];

/**
 * The filter of R4 by one reference: the Prepaid page's spelling (api-13551023), which the node uses,
 * and those of R1 (api-9796905), which it does not.
 */
export const REFERENCE_FILTERS = [
	'pgReferenceNumber',
	'uniqueReferenceNumber',
	'uniqueReferenceNum',
	'clientReferenceId',
];

/** UAT servers that another edition of EnKash's pages names, for a credential that uses the built-in ones. */
export const OTHER_SANDBOX_HOSTS: Partial<Record<Host, string[]>> = {
	card: ['https://pay-uat.enkash.in'],
	marketplace: ['https://marketplaceuat.enkash.in'],
	points: [SANDBOX_HOSTS.card, 'https://pay-uat.enkash.in', 'https://marketplaceuat.enkash.in'],
};

/** Stands for an ID where none is known: EnKash saying that it has no such thing shows that it was asked. */
export const MADE_UP = 'N8NCHECK0';
