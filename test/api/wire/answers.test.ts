import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { payload, readAnswer, readOnce } from './raw-read';
import { answer, success, type Handler } from './raw-server';
import { payment, setRawStage, type RawStage } from './raw-stage';

let raw: RawStage;

beforeAll(async () => {
	raw = await setRawStage();
});

afterAll(() => raw.stop());

const read = (handler: Handler) => readOnce(raw, handler);
const reads = (body: string | Buffer, status?: number, headers?: object) =>
	readAnswer(raw, body, status, headers);

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
