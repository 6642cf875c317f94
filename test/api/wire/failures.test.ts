import { gzipSync } from 'node:zlib';
import { payload, readAnswer, readOnce } from './raw-read';
import { success, type Handler } from './raw-server';
import { setRawStage, type RawStage } from './raw-stage';

let raw: RawStage;

beforeAll(async () => {
	raw = await setRawStage();
});

afterAll(() => raw.stop());

const read = (handler: Handler) => readOnce(raw, handler);
const reads = (body: string | Buffer, status?: number, headers?: object) =>
	readAnswer(raw, body, status, headers);

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
