import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { answer, success, type Handler } from './raw-server';
import { setRawStage, type RawStage } from './raw-stage';

const MB = 2 ** 20;
const LIMIT = 32 * MB;

let raw: RawStage;

beforeAll(async () => {
	raw = await setRawStage();
});

afterAll(() => raw.stop());

/** Zeros without end in an envelope, a megabyte at a time. */
function* endless(): Generator<Buffer> {
	yield Buffer.from('{"response_code":0,"payload":"');
	for (const zeros = Buffer.alloc(MB, 0x30); ; ) yield zeros;
}

/** The most memory this process had while `work` ran, above what it had before, in MB. */
async function memoryFor(work: () => Promise<void>): Promise<number> {
	const before = process.memoryUsage().rss;
	let peak = before;
	const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
	await work();
	clearInterval(watch);
	return Math.round((peak - before) / MB);
}

async function send(handler: Handler): Promise<string | undefined> {
	const server = await raw.serve(handler);
	const { error } = await server.run('reward.getAccount');
	return error?.message.replace(/^POST \S+/, 'URL');
}

describe('an answer without end', () => {
	const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

	it.each<[string, (response: ServerResponse, source: Readable) => void]>([
		['plain', (response, source) => source.pipe(response)],
		[
			'as a gzip bomb',
			(response, source) =>
				void source
					.pipe(createGzip({ level: 1 }))
					.pipe(response.setHeader('content-encoding', 'gzip')),
		],
		[
			'as a brotli bomb',
			(response, source) =>
				void source
					.pipe(createBrotliCompress(brotli))
					.pipe(response.setHeader('content-encoding', 'br')),
		],
	])('%s is refused at 32 MB, and takes no more memory than one at the limit', async (_, pour) => {
		const memory = await memoryFor(async () => {
			const sentence = await send((response) =>
				pour(response, Readable.from(endless(), { highWaterMark: 1 })),
			);
			expect(sentence).toBe('URL answered with more than 32 MB [item 0]');
		});
		// The server of this test runs in the same process.
		expect(memory).toBeLessThan(250);
	});
});

it('an answer just below the limit is read', async () => {
	const text = 'x'.repeat(LIMIT - 200);
	expect(
		await send((response) => answer(response, success({ cardAccountId: text }))),
	).toBeUndefined();
});

it.each([
	['lists', (count: number) => `[${'[],'.repeat(count)}0]`],
	['objects', (count: number) => `[${'{},'.repeat(count)}0]`],
	['numbers', (count: number) => `[${'0,'.repeat(count)}0]`],
])('an answer of millions of %s is refused before it is built', async (_, json) => {
	const body = `{"response_code":0,"payload":${json(6_000_000)}}`;
	const memory = await memoryFor(async () => {
		expect(await send((response) => answer(response, body))).toBe(
			'URL answered with JSON that cannot be read (HTTP 200) [item 0]',
		);
	});
	expect(memory).toBeLessThan(400);
});

it('takes a time that grows with the answer, and no faster', async () => {
	const backslashes = '\\\\'.repeat(LIMIT / 8);
	const quotes = '\\"'.repeat(LIMIT / 8);
	const digits = '1'.repeat(LIMIT / 8);
	const zeros = `1${'0'.repeat(LIMIT / 8)}1`;
	const started = Date.now();
	for (const json of [`"${backslashes}"`, `"${quotes}"`, digits, zeros, `${zeros}.${zeros}e5`]) {
		await send((response) =>
			answer(response, `{"response_code":0,"payload":{"cardAccountId":${json}}}`),
		);
	}
	expect(Date.now() - started).toBeLessThan(10_000);
});
