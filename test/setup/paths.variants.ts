/** Where the calls are whose paths no public page shows. */
import { LOGIN, LIST, SHOWN, EDITION, CATALOGUE, PRODUCT, OVERRIDES } from './questionWords';
import { known, likely, LISTED_AT, placeOrders, sure, unknown, type Row } from './variantStage';

export const paths: Row[] = [
	[
		'the transaction list at another path',
		{ sandbox: { moved: { searchTransactions: `POST ${LISTED_AT}` } }, parameters: known },
		[
			[LIST, sure(LISTED_AT, `"reward.getTransactions": "POST ${LISTED_AT}"`)],
			[OVERRIDES, likely('Another text', `"incentive.getTransactions":"POST ${LISTED_AT}"`)],
			[SHOWN, sure('as it was sent')],
			['(R4)', sure('Yes')],
		],
	],
	[
		'the transaction list nowhere',
		{ sandbox: { moved: { searchTransactions: null } } },
		[
			[LIST, likely('None of the', 'Ask EnKash')],
			['(R4)', likely('no such call', 'Ask EnKash')],
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
			['(D11)', sure('Yes')],
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
];
