/** How long a token lives, and how requests and answers are written. */
import {
	LIFE,
	CARDS_ENCRYPTED,
	SHOP_ENCRYPTED,
	KEY,
	ENVELOPE,
	SHAPE,
	CATALOGUE,
} from './questionWords';
import { likely, sure, unknown, type Row } from './variantStage';

const key = { encryptionKey: 'the key of this test' };

export const wire: Row[] = [
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
		[
			[CARDS_ENCRYPTED, unknown('none of the keys', "'Encryption Key'")],
			[SHOP_ENCRYPTED, unknown('a call without a body')],
			['(R4)', unknown('Not found out')],
		],
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
];
