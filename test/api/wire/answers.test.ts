import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { answer, success, type Handler } from './raw-server';
import { payment, setRawStage, type RawStage } from './raw-stage';

let raw: RawStage;

beforeAll(async () => {
	raw = await setRawStage();
});

afterAll(() => raw.stop());

/** What comes out of one read with `Simplify` off: its item, or the sentence of its error. */
async function read(handler: Handler): Promise<unknown> {
	const server = await raw.serve(handler);
	const { items, error } = await server.run(
		'reward.getAccount',
		{},
		{ parameters: { simplify: false } },
	);
	if (!error) return items.length === 1 ? items[0].json : items.map(({ json }) => json);
	return error.message
		.replace(`POST ${server.url}/api/v0/partner/enKashCard/cardAccount/get`, 'URL')
		.replace(' [item 0]', '');
}

const reads = (body: string | Buffer, status = 200, headers = {}) =>
	read((response) => answer(response, body, status, headers));
const payload = (json: string) =>
	`{"response_code":0,"response_message":"Success","payload":${json}}`;

describe('an envelope', () => {
	const item = { cardAccountId: 'CA1' };
	const json = JSON.stringify(item);

	it.each([
		['response_code', `{"response_code":0,"response_message":"Success","payload":${json}}`],
		['code', `{"code":0,"message":"Success","payload":${json}}`],
		[
			'paylod and a code in quotes',
			`{"paylod":${json},"response_message":"Success","response_code":"0"}`,
		],
		['a code in quotes with spaces', `{"code":" 0 ","message":"Success","payload":${json}}`],
		['a byte order mark', `\ufeff${payload(json)}`],
		['white space around it', `\n\t ${payload(json)}\r\n`],
		[
			'keys twice: the last one counts, as in EnKash’s Java',
			`{"response_code":1,"payload":{},"payload":${json},"response_code":0}`,
		],
		[
			'a key that JavaScript knows',
			payload(`{"cardAccountId":"CA1","__proto__":{"polluted":true}}`),
		],
		[
			'the same, spelled with an escape',
			payload(`{"cardAccountId":"CA1","\\u005f_proto__":{"polluted":true}}`),
		],
	])('is read: %s', async (_, body) => {
		expect(await reads(body)).toEqual(item);
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
	});

	it('keeps a key such as constructor for what it is, data', async () => {
		const body = payload(
			'{"constructor":{"prototype":{"polluted":true}},"hasOwnProperty":1,"toString":"x","then":"y"}',
		);
		const found = await reads(body);
		expect(Object.keys(found as object)).toEqual([
			'constructor',
			'hasOwnProperty',
			'toString',
			'then',
		]);
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
	});

	it.each([
		['no payload', '{"code":0,"message":"Done"}', { message: 'Done' }],
		['an empty list', payload('[]'), []],
		['null', payload('null'), { message: 'Success' }],
		['a number', payload('42'), { message: 42 }],
	])('with %s gives what there is', async (_, body, expected) => {
		expect(await reads(body)).toEqual(expected);
	});

	it.each([
		['is null', 'null'],
		['is a list', '[1,2]'],
		['is a text', '"Success"'],
		['has no code', '{"payload":{"cardAccountId":"CA1"}}'],
		['has a code that is none', '{"code":"SUCCESS","payload":{}}'],
		['has null for a code', '{"code":null,"payload":{}}'],
		['is an error beside a token', '{"error":"x","token":"y"}'],
	])('that %s is said to be unknown', async (_, body) => {
		expect(await reads(body)).toBe('URL answered in an unknown form (HTTP 200)');
	});
});

describe('numbers', () => {
	it.each([
		['9007199254740991', 9007199254740991],
		['9007199254740993', '9007199254740993'],
		['-12345678901234567890', '-12345678901234567890'],
		['0.1', 0.1],
		['898138.00', 898138],
		['92415.44', 92415.44],
		['0.1234567890123456', 0.1234567890123456],
		['0.123456789012345678901', '0.123456789012345678901'],
		['1.0000000000000000001', '1.0000000000000000001'],
		['1e3', 1000],
		['1E400', '1E400'],
		['1e-400', '1e-400'],
		['123456789.123456789', '123456789.123456789'],
		[`1${'0'.repeat(400)}`, `1${'0'.repeat(400)}`],
	])('such as %s are exact', async (text, value) => {
		expect(await reads(payload(`{"amount":${text},"text":"${text}"}`))).toEqual({
			amount: value,
			text,
		});
	});

	it('beyond 2^53 in an id are exact to the last digit', async () => {
		const ids = ['9007199254740993', '9007199254740995'].map((id) => `{"id":${id}}`).join();
		expect(await reads(payload(`[${ids}]`))).toEqual([
			{ id: '9007199254740993' },
			{ id: '9007199254740995' },
		]);
	});
});

describe('a body that is no answer', () => {
	const html = '<!DOCTYPE html><title>Sign in</title>';
	const deep = (levels: number) => payload('{"a":'.repeat(levels) + '1' + '}'.repeat(levels));

	it.each<[string, string | Buffer, number, object, string]>([
		['empty', '', 200, {}, 'URL answered with an empty body (HTTP 200)'],
		['no content', '', 204, {}, 'URL answered with an empty body (HTTP 204)'],
		['nothing new', '', 304, {}, 'URL answered that nothing has changed (HTTP 304)'],
		[
			'a page',
			html,
			200,
			{ 'content-type': 'text/html' },
			'URL answered with a web page instead of JSON (HTTP 200)',
		],
		[
			'a page that says it is JSON',
			html,
			200,
			{},
			'URL answered with a web page instead of JSON (HTTP 200)',
		],
		[
			'a page with status 500',
			html,
			500,
			{},
			'URL answered HTTP 500 with a web page instead of JSON',
		],
		[
			'text',
			'OK',
			200,
			{ 'content-type': 'text/plain' },
			'URL answered with text instead of JSON (HTTP 200)',
		],
		[
			'JSON that breaks off',
			'{"response_code":0,"payl',
			200,
			{},
			'URL answered with JSON that cannot be read (HTTP 200)',
		],
		[
			'JSON and more',
			`${success()}{}`,
			200,
			{},
			'URL answered with JSON that cannot be read (HTTP 200)',
		],
		[
			'a number with a zero before it',
			payload('{"a":012345678901234567}'),
			200,
			{},
			'URL answered with JSON that cannot be read (HTTP 200)',
		],
		[
			'nested too deeply',
			deep(5000),
			200,
			{},
			'URL answered with JSON that cannot be read (HTTP 200)',
		],
		[
			'not UTF-8',
			Buffer.from(payload('"caf\xe9"'), 'latin1'),
			200,
			{},
			'URL answered with bytes that are not text',
		],
		[
			'not UTF-8 with status 500',
			Buffer.from('{"message":"caf\xe9"}', 'latin1'),
			500,
			{},
			'URL answered HTTP 500: caf\ufffd',
		],
		[
			'not what its compression says',
			'not gzip',
			200,
			{ 'content-encoding': 'gzip' },
			'URL answered with a body that cannot be decompressed',
		],
		[
			'not what its compression says',
			'not brotli',
			200,
			{ 'content-encoding': 'br' },
			'URL answered with a body that cannot be decompressed',
		],
		[
			'compressed twice',
			gzipSync(gzipSync(success())),
			200,
			{ 'content-encoding': 'gzip' },
			'URL answered with bytes that are not text',
		],
	])('is told: %s', async (_, body, status, headers, sentence) => {
		expect(await reads(body, status, headers)).toBe(sentence);
	});

	it('is told: something that is not HTTP', async () => {
		expect(await read(({ socket }) => void socket?.end('220 smtp.example.com ESMTP\r\n'))).toBe(
			'URL answered with something that is not HTTP',
		);
	});

	it('may be nested as deeply as any answer that EnKash documents, and a good deal more', async () => {
		expect(await reads(deep(50))).toHaveProperty('a.a.a.a.a.a');
	});
});

describe('a success is read', () => {
	it.each<[string, Buffer, object]>([
		['compressed with gzip', gzipSync(success()), { 'content-encoding': 'gzip' }],
		['compressed with deflate', deflateSync(success()), { 'content-encoding': 'deflate' }],
		['compressed with brotli', brotliCompressSync(success()), { 'content-encoding': 'br' }],
		['with another content type', Buffer.from(success()), { 'content-type': 'text/html' }],
		['without a content type', Buffer.from(success()), { 'content-type': '' }],
	])('%s', async (_, body, headers) => {
		expect(await reads(body, 200, headers)).toEqual({ cardAccountId: 'CAVBMRFE8' });
	});

	it('in chunks that split characters', async () => {
		const bytes = Buffer.from(success({ name: 'आरव 李明 🎁' }));
		const found = await read((response) => {
			response.writeHead(201);
			for (const byte of bytes) response.write(Buffer.of(byte));
			response.end();
		});
		expect(found).toEqual({ name: 'आरव 李明 🎁' });
	});
});

describe('a refusal', () => {
	it.each<[string, string, number, string]>([
		[
			'with a code',
			'{"response_code":1,"response_message":"Insufficient balance in card account","payload":"Insufficient balance in card account"}',
			200,
			'Insufficient balance in card account',
		],
		[
			'told by the payload alone',
			'{"code":1,"message":"Failure","payload":"Card not found"}',
			200,
			'Card not found',
		],
		['without words', '{"code":7,"message":"","payload":null}', 200, 'EnKash answered with code 7'],
		['with a code below 0', '{"code":"-1","message":"No"}', 200, 'No'],
		[
			'with an HTTP status',
			'{"response_code":422,"response_message":"KYC is not uploaded"}',
			422,
			'KYC is not uploaded',
		],
		[
			'of a server in front',
			'{"timestamp":1,"status":404,"error":"Not Found","path":"/x"}',
			404,
			'URL answered HTTP 404: Not Found',
		],
		['of a gateway', '{"message":"Forbidden"}', 400, 'URL answered HTTP 400: Forbidden'],
		[
			'over several lines',
			'{"code":1,"message":"No\\n\\u0000\\tpoints\\u200b left "}',
			200,
			'No points left',
		],
		[
			'as long as a book',
			`{"code":1,"message":"${'word '.repeat(1000)}"}`,
			200,
			`${'word '.repeat(100)}…`,
		],
		[
			'with a success for a message',
			'{"code":1,"message":"Success","payload":{"a":1}}',
			200,
			'EnKash answered with code 1',
		],
	])('%s is told in EnKash’s words', async (_, body, status, words) => {
		expect(await reads(body, status)).toBe(words);
	});

	it('whose words happen to hold the name of a Node error keeps them', async () => {
		expect(await reads('{"code":1,"message":"Name is preexisting: SUPEREPERMAN"}')).toBe(
			'Name is preexisting: SUPEREPERMAN',
		);
	});

	it('with HTTP 401 that cannot be read is still one of the token', async () => {
		expect(await reads('<html>', 401)).toBe(
			'EnKash refused the access token: EnKash refused the token (HTTP 401)',
		);
	});
});

describe('an answer for another request', () => {
	it('does not pass for the allocation, which is unconfirmed', async () => {
		const server = await raw.serve((response, { line }) =>
			line.includes('transaction')
				? answer(response, success([]))
				: answer(response, success({ pgReferenceNumber: 'ROW-2', enKashCardId: 'EKC1' })),
		);
		const { error } = await server.run('reward.allocate', {}, { parameters: payment });
		expect(error?.message).toMatch(/ROW-1 is unconfirmed.*ROW-2/);
		expect(server.requests.filter(({ line }) => line.includes('create-allocate'))).toHaveLength(1);
	});
});

describe('a redirect', () => {
	it.each([301, 302, 303, 307, 308])(
		'with HTTP %d is not followed, so the token stays here',
		async (status) => {
			const elsewhere = await raw.serve((response) => answer(response));
			const found = await read((response) =>
				answer(response, '', status, { location: `${elsewhere.url}/collect` }),
			);
			expect(found).toBe(`URL redirects elsewhere (HTTP ${status})`);
			expect(elsewhere.requests).toHaveLength(0);
		},
	);
});
