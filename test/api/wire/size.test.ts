import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { constants, createBrotliCompress, gzipSync } from 'node:zlib';
import { howMany } from '../../matrix';
import { answer, success, type Handler } from './raw-server';
import { setRawStage, type RawStage } from './raw-stage';

const MB = 2 ** 20;
const LIMIT = 32 * MB;

let raw: RawStage;

beforeAll(async () => {
	raw = await setRawStage();
});

afterAll(() => raw.stop());

const ENVELOPE = Buffer.from('{"response_code":0,"payload":"');
const ZEROS = Buffer.alloc(MB, 0x30);

/** Zeros without end in an envelope, a megabyte at a time. */
function* endless(envelope = ENVELOPE, zeros = ZEROS): Generator<Buffer> {
	yield envelope;
	while (true) yield zeros;
}

const pour = (source: Iterable<Buffer>) => Readable.from(source, { highWaterMark: 1 });

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

	it.each<[string, (response: ServerResponse) => void]>([
		['plain', (response) => pour(endless()).pipe(response)],
		[
			'as a gzip bomb',
			// Compressed once: its members may follow each other without end.
			(response) =>
				pour(endless(gzipSync(ENVELOPE), gzipSync(ZEROS))).pipe(
					response.setHeader('content-encoding', 'gzip'),
				),
		],
		[
			'as a brotli bomb',
			(response) =>
				pour(endless())
					.pipe(createBrotliCompress(brotli))
					.pipe(response.setHeader('content-encoding', 'br')),
		],
	])('%s is refused at 32 MB, and takes no more memory than one at the limit', async (_, bomb) => {
		const memory = await memoryFor(async () => {
			const sentence = await send((response) => bomb(response));
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
	const body = `{"response_code":0,"payload":${json(4_100_000)}}`;
	const memory = await memoryFor(async () => {
		expect(await send((response) => answer(response, body))).toBe(
			'URL answered with JSON that cannot be read (HTTP 200) [item 0]',
		);
	});
	expect(memory).toBeLessThan(400);
});

it('takes a time that grows with the answer, and no faster', async () => {
	const length = howMany(LIMIT / 32, LIMIT / 8);
	const backslashes = '\\\\'.repeat(length);
	const quotes = '\\"'.repeat(length);
	const digits = '1'.repeat(length);
	const zeros = `1${'0'.repeat(length)}1`;
	const started = Date.now();
	for (const json of [`"${backslashes}"`, `"${quotes}"`, digits, zeros, `${zeros}.${zeros}e5`]) {
		await send((response) =>
			answer(response, `{"response_code":0,"payload":{"cardAccountId":${json}}}`),
		);
	}
	expect(Date.now() - started).toBeLessThan(10_000);
});
