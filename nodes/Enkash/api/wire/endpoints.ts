/**
 * Every EnKash call this package can make, and where its path is known from.
 *
 * `documented`: the call's own page shows method and path. `sibling page`: the page of another
 * EnKash product shows them for the same service. `inferred`: no public page shows them; the entry
 * is a best guess that a credential's endpoint overrides can correct.
 * openapi/enkash-rewards.yaml holds the same facts in full; a test compares the two.
 */
export type Source = 'documented' | 'sibling page' | 'inferred';

/** The five services EnKash runs on hosts of their own. */
export type Host = 'auth' | 'card' | 'marketplace' | 'points' | 'sso';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface Endpoint {
	/** The call's number in openapi/enkash-rewards.yaml. */
	id: string;
	method: Method;
	/** Placeholders such as `{coinConfigId}` are filled in, URL-encoded, by the client. */
	path: string;
	host: Host;
	source: Source;
	/** The page, or for an inferred path the page it was concluded from. */
	page: string;
	/** The call changes nothing, so it may be sent again whenever its answer is lost. */
	reads?: true;
	/** The call moves value: many rows at once, or one. It is never sent again by the client. */
	moves?: 'one' | 'many';
}

const CARD = '/api/v0/partner/enKashCard';

const createAllocatePoints = {
	method: 'POST',
	path: `${CARD}/create-allocate-points`,
	host: 'card',
	source: 'documented',
	moves: 'one',
} as const;

/** The page is not public; the Prepaid collection documents this path for the same service. */
const transactionAll = {
	method: 'POST',
	path: `${CARD}/transaction/all`,
	host: 'card',
	source: 'inferred',
	page: 'api-13551023',
	reads: true,
} as const;

const searchUsers = {
	method: 'POST',
	path: `${CARD}/search`,
	host: 'card',
	source: 'documented',
	reads: true,
} as const;

const oauthToken = {
	method: 'POST',
	path: '/oauth/token',
	host: 'auth',
	source: 'documented',
} as const;

const createOrder = {
	method: 'POST',
	path: '/api/v0/partner/create-order',
	host: 'marketplace',
	page: 'api-9796924',
	moves: 'one',
} as const;

const cart = { path: '/api/v0/cart', host: 'marketplace', source: 'documented' } as const;

const coinEvent = {
	path: '/api/v0/enkash-coins/{coinConfigId}',
	host: 'points',
	source: 'documented',
} as const;

export const endpoints = {
	'token.authenticate': { id: 'T1', ...oauthToken, page: 'api-9796904' },
	'token.createSsoLink': {
		id: 'T2',
		method: 'POST',
		path: `${CARD}/sso-token`,
		host: 'card',
		source: 'documented',
		page: 'api-9796903',
	},
	'reward.allocate': { id: 'R1', ...createAllocatePoints, page: 'api-9796905' },
	'reward.unallocate': { id: 'R1', ...createAllocatePoints, page: 'api-9796905' },
	'reward.reverse': { id: 'R1', ...createAllocatePoints, page: 'api-9796905' },
	'reward.bulkAllocate': {
		id: 'R2',
		method: 'POST',
		path: `${CARD}/bulk-create-allocate-points-json`,
		host: 'card',
		source: 'documented',
		page: 'api-9796906',
		moves: 'many',
	},
	'reward.getAccount': {
		id: 'R3',
		method: 'POST',
		path: `${CARD}/cardAccount/get`,
		host: 'card',
		source: 'documented',
		page: 'api-9796909',
		reads: true,
	},
	'reward.getTransactions': { id: 'R4', ...transactionAll },
	'reward.reconcile': { id: 'R4', ...transactionAll },
	'reward.getUsers': { id: 'R5', ...searchUsers, page: 'api-9796910' },
	'reward.getUserCards': { id: 'R6', ...searchUsers, page: 'api-13454278' },
	'incentive.allocate': { id: 'I1', ...createAllocatePoints, page: 'api-9796911' },
	'incentive.unallocate': { id: 'I1', ...createAllocatePoints, page: 'api-9796911' },
	'incentive.reverse': { id: 'I1', ...createAllocatePoints, page: 'api-9796911' },
	'incentive.getTransactions': { id: 'I2', ...transactionAll },
	'incentive.getUser': { id: 'I3', ...searchUsers, page: 'api-9796913' },
	'redemption.authenticate': { id: 'D1', ...oauthToken, page: 'api-9820863' },
	'redemption.getCart': { id: 'D2', method: 'GET', ...cart, page: 'api-9796919', reads: true },
	'redemption.searchCatalog': {
		id: 'D3',
		method: 'POST',
		path: '/api/v0/partner/search-catalog',
		host: 'marketplace',
		source: 'inferred',
		page: 'api-9796922',
		reads: true,
	},
	'redemption.getProduct': {
		id: 'D4',
		method: 'GET',
		path: '/api/v0/partner/search-catalog/{productCatalogId}',
		host: 'marketplace',
		source: 'inferred',
		page: 'api-9796927',
		reads: true,
	},
	'redemption.getDenominations': {
		id: 'D5',
		method: 'GET',
		path: '/api/v0/partner/search-config/{productCatalogId}',
		host: 'marketplace',
		source: 'documented',
		page: 'api-9796927',
		reads: true,
	},
	'redemption.addToCart': { id: 'D6', method: 'POST', ...cart, page: 'api-9796920' },
	'redemption.updateCart': { id: 'D7', method: 'PATCH', ...cart, page: 'api-9796921' },
	'redemption.createOrder': { id: 'D8', ...createOrder, source: 'documented' },
	'redemption.searchOrders': {
		id: 'D9',
		method: 'POST',
		path: '/api/v0/partner/search-order',
		host: 'marketplace',
		source: 'documented',
		page: 'api-9796922',
		reads: true,
	},
	'redemption.createPartnerOrder': { id: 'D10', ...createOrder, source: 'inferred' },
	'redemption.getOrder': {
		id: 'D11',
		method: 'GET',
		path: '/api/v0/partner/fetch-order-details/{orderReferenceId}',
		host: 'marketplace',
		source: 'documented',
		page: 'api-13454287',
		reads: true,
	},
	'points.createEvent': {
		id: 'P1',
		method: 'POST',
		path: '/api/v0/enkash-coins/create-coins-config',
		host: 'points',
		source: 'documented',
		page: 'api-9796915',
	},
	'points.getEvent': { id: 'P2', method: 'GET', ...coinEvent, page: 'api-9796914', reads: true },
	'points.updateEvent': { id: 'P3', method: 'PATCH', ...coinEvent, page: 'api-9796916' },
	'points.allocateCoins': {
		id: 'P4',
		method: 'POST',
		path: '/api/v0/enkash-coins/allocate-coin',
		host: 'points',
		source: 'documented',
		page: 'api-9796917',
		moves: 'one',
	},
	'points.getBalance': {
		id: 'P5',
		method: 'GET',
		path: '/api/v0/coins/balance',
		host: 'points',
		source: 'documented',
		page: 'api-9796918',
		reads: true,
	},
} as const satisfies Record<string, Endpoint>;

export type CallId = keyof typeof endpoints;

/** The calls that change nothing, each by the operation that is about it alone. */
export type ReadingCall = {
	[Call in CallId]: (typeof endpoints)[Call] extends { reads: true } ? Call : never;
}[Exclude<CallId, 'reward.reconcile'>];

/** Operations that make the call of another one: an override of that one holds for them, unless they have their own. */
export const SAME_CALL: Partial<Record<CallId, CallId>> = {
	'reward.reconcile': 'reward.getTransactions',
	'reward.reverse': 'reward.unallocate',
	'incentive.reverse': 'incentive.unallocate',
};

/** The older edition of D11 (api-13454287): the reference travels in the body. */
export const OLDER_GET_ORDER = 'POST /api/v0/order/orderDetails';

export function isCallId(value: string): value is CallId {
	return Object.hasOwn(endpoints, value);
}
