/** Where the servers are, and whom they let in. */
import {
	LOGIN,
	ONE_LOGIN,
	AUTH,
	CARD,
	SHOP,
	COINS,
	ACCOUNT,
	FILTER,
	SHOWN,
	ORDER,
	PAGES,
	STATUS,
	SIDE,
	STRANGERS,
	ZONE,
	BY_REFERENCE,
	OVERRIDES,
} from './questionWords';
import { at, known, likely, separate, sure, unknown, type Row } from './variantStage';

export const access: Row[] = [
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
			['(P5)', sure('Yes')],
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
			['(D9)', unknown('Not found out', 'Check the URL')],
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
			['(D9)', likely('No', 'Ask EnKash to enable')],
		],
	],
	[
		'a wrong password, so that nothing else can be asked',
		{ credential: () => ({ password: 'mistyped' }), parameters: known },
		[
			[LOGIN, sure('Bad credentials', "'Password'")],
			[FILTER, unknown('the list gave no transactions')],
			[SHOWN, unknown('the list gave no transactions')],
			[ORDER, unknown('the list gave no transactions')],
			[PAGES, unknown('the list gave no transactions')],
			[STATUS, unknown('the list gave no transactions')],
			[SIDE, unknown('the list gave no transactions')],
			[STRANGERS, unknown('the list gave no transactions')],
			[ZONE, unknown('no answer has a time')],
			[BY_REFERENCE, unknown('Search Orders gave no list')],
			[OVERRIDES, unknown('none of the calls was answered')],
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
			['(D5)', likely('No', 'Ask EnKash to enable')],
			['(D4)', sure('Yes')],
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
];
