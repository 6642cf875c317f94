/** However EnKash is set up, Check Setup finds it out, and says what to set. */
import type { Sandbox } from '../../sandbox/types';
import { createEngine } from '../engine';
import { inspect, type Finding, type Inspection, type Variant } from './inspection';

/** What the questions are told apart by. */
const LOGIN = 'Does the login work';
const LIFE = 'How long does a token live';
const ONE_LOGIN = 'one login do for cards and vouchers';
const AUTH = "'Token URL'";
const CARD = "'Card API URL'";
const SHOP = "'Marketplace URL'";
const COINS = "'Points URL'";
const ACCOUNT = 'partner, company and card account';
const CARDS_ENCRYPTED = 'reward calls encrypted';
const SHOP_ENCRYPTED = 'voucher calls encrypted';
const KEY = 'Which key';
const ENVELOPE = 'does Get Account answer in';
const SHAPE = 'several records';
const LIST = 'path does the transaction list';
const FILTER = 'filter by reference';
const SHOWN = 'reference that you know';
const ORDER = 'How does it order';
const PAGES = 'pages';
const STATUS = 'words of status';
const SIDE = 'credits from debits';
const STRANGERS = 'other accounts';
const ZONE = 'time zone';
const EDITION = 'edition of Get Order';
const BY_REFERENCE = 'find an order';
const CATALOGUE = 'path does the catalog';
const PRODUCT = 'path does one product';
const OVERRIDES = 'Endpoint Overrides';

type Expected = Partial<Record<keyof Finding, unknown>>;
type Row = [name: string, variant: Variant, expected: Array<[question: string, Expected]>];

const has = (text: string) => expect.stringContaining(text) as unknown;
const sure = (finding: string, set = ''): Expected => ({
	finding: has(finding),
	confidence: 'sure',
	set: set ? has(set) : '',
});
const likely = (finding: string, set = ''): Expected => ({
	...sure(finding, set),
	confidence: 'likely',
});
const unknown = (finding: string, set = ''): Expected => ({
	...sure(finding, set),
	confidence: 'unknown',
});

const KNOWN = 'CAVBMRFE8-2025-003';
const known = { knownReference: KNOWN };
const key = { encryptionKey: 'the key of this test' };
const LISTED_AT = '/api/v0/partner/enKashCard/transaction/get';
const separate = { auth: '/login', card: '/cards', marketplace: '/shop', points: '/coins' };
const at = (sandbox: Sandbox, servers: typeof separate) => ({
	authUrl: sandbox.url + servers.auth,
	cardApiUrl: sandbox.url + servers.card,
	marketplaceUrl: sandbox.url + servers.marketplace,
	pointsUrl: sandbox.url + servers.points,
});

/** Orders like those that were placed through EnKash's website. */
function placeOrders({ state }: Sandbox): void {
	const [product] = state.catalogue.values();
	state.orders.push({
		orderId: 'OR631764TS4UC',
		reference: 'ROW-1',
		at: Date.parse('2025-06-01T10:00:00Z'),
		readyAt: 0,
		product,
		quantity: 1,
		mrp: 50000,
		sellRate: 49000,
		vouchers: [{ cardNumber: '1234567890123456', pin: '4321', expiryDate: '2027-12-31T23:59:59' }],
	});
}

const TABLE: Row[] = [
	[
		'as one would hope',
		{ parameters: known, before: placeOrders },
		[
			[LOGIN, sure('Yes')],
			[LIFE, likely('24 hours')],
			[ONE_LOGIN, sure('Yes')],
			[AUTH, sure('Yes')],
			[CARD, sure('Yes')],
			[SHOP, sure('Yes')],
			[COINS, likely('Yes')],
			[ACCOUNT, sure('Yes')],
			[CARDS_ENCRYPTED, sure('No')],
			[SHOP_ENCRYPTED, sure('As the reward calls are')],
			[LIST, sure('as the credential has it')],
			[FILTER, sure('Both')],
			[SHOWN, sure('as it was sent')],
			[ORDER, sure('newest first')],
			[PAGES, likely('All of them')],
			[STATUS, sure('Only such as the node knows')],
			[SIDE, sure('Yes')],
			[STRANGERS, likely('No')],
			[ZONE, likely('Indian')],
			[EDITION, sure('2 of them')],
			[BY_REFERENCE, sure('Yes')],
			[CATALOGUE, sure('as the credential has it')],
			[PRODUCT, sure('as the credential has it')],
			[OVERRIDES, likely('Nothing')],
		],
	],
	[
		'a token that lives five minutes',
		{ sandbox: { tokenLifetime: 300 } },
		[[LIFE, likely('5 minutes')]],
	],
	[
		'requests encrypted under SHA-256',
		{ sandbox: { encryption: 'request' } },
		[
			[CARDS_ENCRYPTED, sure('Requests are, answers are not', "'Encryption': Request")],
			[KEY, sure('SHA-256 of the client secret')],
		],
	],
	[
		'requests encrypted under SHA-1',
		{ sandbox: { encryption: 'request', keyDigest: 'sha1' } },
		[
			[CARDS_ENCRYPTED, sure('Requests are', "'Encryption': Request")],
			[KEY, sure('SHA-1', "'Key Digest': SHA-1")],
		],
	],
	[
		'all encrypted under SHA-256',
		{ sandbox: { encryption: 'requestAndResponse' } },
		[
			[CARDS_ENCRYPTED, sure('Requests and answers are', "'Encryption': Request and Response")],
			[SHOP_ENCRYPTED, sure('As the reward calls are')],
			[ENVELOPE, sure('response_code')],
		],
	],
	[
		'all encrypted under SHA-1 of a key of its own, which the credential has',
		{
			sandbox: { encryption: 'requestAndResponse', keyDigest: 'sha1', ...key },
			credential: () => ({ encryption: 'request', ...key }),
		},
		[[KEY, sure("SHA-1 of 'Encryption Key'", "'Key Digest': SHA-1")]],
	],
	[
		'a key in the credential where EnKash uses the client secret',
		{ sandbox: { encryption: 'request' }, credential: () => ({ ...key, encryption: 'request' }) },
		[[KEY, sure('the client secret', "'Encryption Key': empty")]],
	],
	[
		'a key that nobody knows',
		{ sandbox: { encryption: 'request', ...key } },
		[[CARDS_ENCRYPTED, unknown('none of the keys', "'Encryption Key'")]],
	],
	[
		'plain, and the credential encrypts',
		{ credential: () => ({ encryption: 'requestAndResponse' }) },
		[[CARDS_ENCRYPTED, sure('plain requests are taken', "'Encryption': None")]],
	],
	[
		'reward calls encrypted, voucher calls plain',
		{ sandbox: { encryption: 'requestAndResponse', encrypted: ['card'] } },
		[
			[CARDS_ENCRYPTED, sure('Requests and answers are', "'Encryption'")],
			[SHOP_ENCRYPTED, sure('Not as the reward calls are', 'A second EnKash credential')],
			[CATALOGUE, sure('as the credential has it')],
		],
	],
	['code and message', { sandbox: { form: 'code' } }, [[ENVELOPE, sure('code/message/payload')]]],
	['a code as text', { sandbox: { form: 'stringCode' } }, [[ENVELOPE, sure('the code as text')]]],
	['paylod', { sandbox: { form: 'paylod' } }, [[ENVELOPE, sure('paylod')]]],
	[
		'lists as records',
		{ sandbox: { listForm: 'records' } },
		[[SHAPE, sure('recordsCount and data[]')]],
	],
	['lists as arrays', { sandbox: { listForm: 'array' } }, [[SHAPE, sure('array')]]],
	[
		'the transaction list at another path',
		{ sandbox: { moved: { searchTransactions: `POST ${LISTED_AT}` } }, parameters: known },
		[
			[LIST, sure(LISTED_AT, `"reward.getTransactions": "POST ${LISTED_AT}"`)],
			[OVERRIDES, likely('Another text', `"incentive.getTransactions":"POST ${LISTED_AT}"`)],
			[SHOWN, sure('as it was sent')],
			['R4,', sure('Yes')],
		],
	],
	[
		'the transaction list nowhere',
		{ sandbox: { moved: { searchTransactions: null } } },
		[
			[LIST, likely('None of the', 'Ask EnKash')],
			['R4,', likely('no such call', 'Ask EnKash')],
		],
	],
	[
		'an override that is right',
		{
			sandbox: { moved: { searchTransactions: 'POST /api/v9/own' } },
			credential: () => ({
				endpointOverrides:
					'{"reward.getTransactions":"POST /api/v9/own","incentive.getTransactions":"POST /api/v9/own"}',
			}),
		},
		[
			[LIST, sure('POST /api/v9/own, as the credential has it')],
			[OVERRIDES, likely('What is there')],
		],
	],
	[
		'an override that leads nowhere, beside one that is right',
		{
			sandbox: { moved: { searchCatalog: 'POST /api/v9/brands' } },
			credential: () => ({
				endpointOverrides:
					'{"reward.getTransactions":"POST /api/v9/none","redemption.searchCatalog":"POST /api/v9/brands"}',
			}),
		},
		[
			[LIST, sure('transaction/all', 'transaction/all')],
			[OVERRIDES, likely('Another text', '{"redemption.searchCatalog":"POST /api/v9/brands"}')],
		],
	],
	[
		'overrides that are no JSON',
		{ credential: () => ({ endpointOverrides: 'POST /api/v9/own' }) },
		[
			[OVERRIDES, sure('is not a JSON object', 'or leave it empty')],
			[LOGIN, unknown('is not a JSON object', 'or leave it empty')],
		],
	],
	[
		'a list that does not know the filter for one',
		{ sandbox: { list: 'blindToOne' } },
		[[FILTER, sure('pgReferenceNumbers alone')]],
	],
	[
		'a list that does not know the filter for several',
		{ sandbox: { list: 'blindToMany' } },
		[[FILTER, sure('pgReferenceNumber alone')]],
	],
	[
		'a list that is filtered by nothing',
		{ sandbox: { list: 'unfiltered' } },
		[[FILTER, sure('it shows all', 'unconfirmed')]],
	],
	[
		'a filter in the spelling of allocations',
		{ sandbox: { listFilter: 'uniqueReferenceNumber' } },
		[[FILTER, sure('uniqueReferenceNumber, which the node does not use', 'report it')]],
	],
	[
		'a blind list',
		{ sandbox: { list: 'empty' }, parameters: known },
		[
			[FILTER, likely('does not find', 'unconfirmed')],
			[SHOWN, likely('No', 'unconfirmed')],
			[ORDER, unknown('too few')],
		],
	],
	[
		'a list that is a text',
		{ sandbox: { list: 'text' } },
		[[LIST, likely('no list', 'Ask EnKash')]],
	],
	[
		'a list that is true',
		{ sandbox: { list: 'boolean' } },
		[[LIST, likely('no list', 'Ask EnKash')]],
	],
	[
		'a list that wants a reference',
		{ sandbox: { listNeedsReference: true }, parameters: known },
		[
			[LIST, likely('as the credential has it')],
			[FILTER, sure('Both')],
			[SHOWN, sure('as it was sent')],
		],
	],
	['the oldest first', { sandbox: { listOrder: 'oldestFirst' } }, [[ORDER, sure('oldest first')]]],
	['no order', { sandbox: { listOrder: 'shuffled' } }, [[ORDER, sure('no order')]]],
	[
		'pages by query',
		{ sandbox: { listPages: 'query' } },
		[[PAGES, sure('Pages: limit and offset, in the query')]],
	],
	['pages by body', { sandbox: { listPages: 'body' } }, [[PAGES, sure('in the body')]]],
	['ten at most', { sandbox: { listPages: 'ten' } }, [[PAGES, likely('Only some', 'unconfirmed')]]],
	[
		'references in other capitals',
		{ sandbox: { listReference: 'otherCase' }, parameters: known },
		[[SHOWN, sure('in other capitals', 'unconfirmed')]],
	],
	[
		'references with blanks',
		{ sandbox: { listReference: 'padded' }, parameters: known },
		[[SHOWN, sure('with blanks', 'unconfirmed')]],
	],
	[
		'references with an addition',
		{ sandbox: { listReference: 'extended' }, parameters: known },
		[[SHOWN, sure('with an addition', 'unconfirmed')]],
	],
	[
		'a status that no document has',
		{ sandbox: { listStatus: 'BOOKED_T1' } },
		[[STATUS, sure('does not take for success', 'Ask EnKash')]],
	],
	[
		'the side of the account',
		{ sandbox: { listSide: 'account' } },
		[[SIDE, sure('Not in all', 'unconfirmed')]],
	],
	[
		'strangers in the list',
		{ sandbox: { listStrangers: true } },
		[[STRANGERS, sure('leaves them out')]],
	],
	['UTC', { sandbox: { listTimes: 'UTC' } }, [[ZONE, likely('UTC')]]],
	[
		'the older edition of Get Order alone',
		{ sandbox: { moved: { fetchOrderDetails: null } }, before: placeOrders },
		[
			[
				EDITION,
				sure(
					'POST /api/v0/order/orderDetails',
					'"redemption.getOrder": "POST /api/v0/order/orderDetails"',
				),
			],
			['D11,', sure('Yes')],
		],
	],
	[
		'the later edition of Get Order alone',
		{ sandbox: { moved: { orderDetails: null } } },
		[
			[
				EDITION,
				likely(
					'GET /api/v0/partner/fetch-order-details/{orderReferenceId}, as the credential has it',
				),
			],
		],
	],
	[
		"orders found by EnKash's own ID alone",
		{ sandbox: { orderLookUp: 'nowhere' }, before: placeOrders },
		[[BY_REFERENCE, sure('No', 'unconfirmed')]],
	],
	[
		'the catalog and its products at other paths',
		{
			sandbox: {
				moved: {
					searchCatalog: 'POST /api/v0/partner/search-product',
					getProduct: 'GET /api/v0/partner/product-details/{productCatalogId}',
				},
			},
		},
		[
			[
				CATALOGUE,
				sure('search-product', '"redemption.searchCatalog": "POST /api/v0/partner/search-product"'),
			],
			[
				PRODUCT,
				sure(
					'product-details',
					'"redemption.getProduct": "GET /api/v0/partner/product-details/{productCatalogId}"',
				),
			],
		],
	],
	[
		'unknown paths told in an envelope',
		{
			sandbox: { unknownPath: 'refusal', moved: { searchTransactions: `POST ${LISTED_AT}` } },
		},
		[[LIST, sure(LISTED_AT, LISTED_AT)]],
	],
	[
		'unknown paths told with a page',
		{ sandbox: { unknownPath: 'page', moved: { searchTransactions: `POST ${LISTED_AT}` } } },
		[[LIST, sure(LISTED_AT, LISTED_AT)]],
	],
	[
		'servers of their own, all of them right',
		{ sandbox: { servers: separate }, credential: (sandbox) => at(sandbox, separate) },
		[
			[CARD, sure('Yes')],
			[SHOP, sure('Yes')],
			[COINS, likely('Yes')],
		],
	],
	[
		'coins on the server of the cards',
		{
			sandbox: { servers: { ...separate, points: '/cards' } },
			credential: (sandbox) => at(sandbox, { ...separate, points: '/shop' }),
		},
		[
			[COINS, likely('instead', "'Points URL': http://127.0.0.1")],
			['P5,', sure('Yes')],
		],
	],
	[
		'cards and vouchers exchanged in the credential',
		{
			sandbox: { servers: separate },
			credential: (sandbox) => at(sandbox, { ...separate, card: '/shop', marketplace: '/cards' }),
		},
		[
			[CARD, sure('instead', '/cards')],
			[SHOP, sure('instead', '/shop')],
		],
	],
	[
		'no points URL',
		{ credential: () => ({ pointsUrl: '' }) },
		[[COINS, likely('It is http', "'Points URL': http")]],
	],
	[
		'no server where the vouchers are said to be',
		{
			sandbox: { servers: separate },
			credential: (sandbox) => ({ ...at(sandbox, separate), marketplaceUrl: 'http://127.0.0.1:9' }),
		},
		[
			[SHOP, likely('does not answer there', "'Marketplace URL'")],
			[CARD, sure('Yes')],
			['D9,', unknown('Not found out', 'Check the URL')],
		],
	],
	[
		'no server of logins',
		{ credential: () => ({ authUrl: 'http://127.0.0.1:9' }) },
		[
			[LOGIN, unknown('cannot be reached', "'Token URL'")],
			[AUTH, unknown('Not found out', "'Token URL'")],
			[CARD, unknown('Not found out')],
		],
	],
	[
		'a token that the voucher calls refuse',
		{ sandbox: { tokenFor: ['card', 'points'] } },
		[
			[ONE_LOGIN, likely('No: the voucher calls', 'A second EnKash credential')],
			['D9,', likely('No', 'Ask EnKash to enable')],
		],
	],
	[
		'another partner',
		{ credential: () => ({ partnerId: 'CRMOTHER9' }) },
		[[ACCOUNT, likely('EnKash refuses them', "'Partner ID'")]],
	],
	[
		'no partner',
		{ credential: () => ({ partnerId: '' }) },
		[
			[ACCOUNT, sure('Not filled in', "'Partner ID'")],
			[SHOP, sure('Yes')],
		],
	],
	[
		'a call that EnKash has not enabled',
		{
			faults: [
				{
					call: 'redemption.getDenominations',
					kind: 'status',
					status: 403,
					body: '{"message":"API is not enabled"}',
				},
			],
		},
		[
			['D5,', likely('No', 'Ask EnKash to enable')],
			['D4,', sure('Yes')],
		],
	],
	[
		'a pasted token',
		{
			credential: (sandbox) => ({
				authentication: 'accessToken',
				accessToken: sandbox.issueToken(),
			}),
		},
		[
			[LOGIN, unknown('Not asked')],
			[CARD, sure('Yes')],
		],
	],
	[
		'much of this at once',
		{
			sandbox: {
				servers: { ...separate, points: '/cards' },
				encryption: 'requestAndResponse',
				keyDigest: 'sha1',
				encrypted: ['card', 'points'],
				form: 'code',
				listForm: 'records',
				moved: { searchTransactions: `POST ${LISTED_AT}`, fetchOrderDetails: null },
				list: 'blindToMany',
				listOrder: 'oldestFirst',
				listTimes: 'UTC',
				toldLifetime: 300,
			},
			credential: (sandbox) => at(sandbox, { ...separate, points: '/shop' }),
			parameters: known,
			before: placeOrders,
		},
		[
			[LIFE, likely('5 minutes')],
			[COINS, likely('instead', '/cards')],
			[CARDS_ENCRYPTED, sure('Requests and answers are', 'Request and Response')],
			[SHOP_ENCRYPTED, sure('Not as the reward calls are', 'A second EnKash credential')],
			[KEY, sure('SHA-1', "'Key Digest': SHA-1")],
			[ENVELOPE, sure('code/message/payload')],
			[SHAPE, sure('recordsCount and data[]')],
			[LIST, sure(LISTED_AT, LISTED_AT)],
			[FILTER, sure('pgReferenceNumber alone')],
			[ORDER, sure('oldest first')],
			[ZONE, likely('UTC')],
			[EDITION, sure('POST /api/v0/order/orderDetails', 'redemption.getOrder')],
		],
	],
];

/** All at once: each of them waits a second for its turn to log in. */
const inspections = new Map<Variant, Promise<Inspection>>();

beforeAll(async () => {
	const engine = await createEngine();
	for (const [, variant] of TABLE) inspections.set(variant, inspect(variant, engine));
	await Promise.allSettled(inspections.values());
}, 120_000);

it.each(TABLE)(
	'moves and changes nothing, and logs in once at most: %s',
	async (_name, variant) => {
		const sandbox = (await inspections.get(variant))?.sandbox;
		expect(sandbox?.ledger).toEqual([]);
		expect(sandbox?.logins().length).toBeLessThan(2);
	},
);

it.each(TABLE)('finds out: %s', async (_name, variant, expected) => {
	const inspection = await inspections.get(variant);
	const found = expected.map(([question]) => ({ question, found: inspection?.of(question) }));
	expect(found).toEqual(
		expected.map(([question, finding]) => ({
			question,
			found: expect.objectContaining(finding) as unknown,
		})),
	);
});
