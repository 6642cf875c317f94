/** How a request goes out, and its answer comes in, whatever n8n and the network make of it. */
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { withDeadline } from '../../../nodes/Enkash/api/wire/transport';
import { answered, bodyOf, ENDPOINT, given, sent } from './exchange';

const LIMIT = 32 * 2 ** 20;

describe('a request', () => {
	it('asks n8n for the answer as it comes, and to follow nobody elsewhere', async () => {
		expect(await sent({ timeout: 5_000 })).toEqual({
			method: 'POST',
			url: 'https://x/y',
			body: '{}',
			timeout: 5_000,
			abortSignal: expect.any(AbortSignal),
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		});
	});

	it('is not given more time than Node can count', async () => {
		expect(await sent({ timeout: 1e15 })).toMatchObject({ timeout: 2_147_483_647 });
	});
});

describe('the deadline of a request', () => {
	const signalOf = (options: object) => {
		const { abortSignal, ...rest } = withDeadline({ url: 'u', ...options });
		expect(rest).toEqual({ url: 'u', ...options, abortSignal: undefined });
		return abortSignal as AbortSignal;
	};
	const over = (signal: AbortSignal) =>
		new Promise((resolve) => signal.addEventListener('abort', resolve));

	it('is its time-out', async () => {
		const signal = signalOf({ timeout: 20 });
		expect(signal.aborted).toBe(false);
		await over(signal);
	});

	it('is half a minute where it has none', () => {
		const given: number[] = [];
		const timeout = AbortSignal.timeout.bind(AbortSignal);
		AbortSignal.timeout = (milliseconds) => {
			given.push(milliseconds);
			return timeout(milliseconds);
		};
		signalOf({});
		AbortSignal.timeout = timeout;
		expect(given).toEqual([30_000]);
	});

	it('comes sooner where the execution is stopped, and no later', async () => {
		const stop = new AbortController();
		const [stopped, late] = [60_000, 20].map((timeout) =>
			withDeadline({ url: 'u', timeout, abortSignal: stop.signal }),
		);
		await over(late.abortSignal as AbortSignal);
		expect(stopped.abortSignal).toMatchObject({ aborted: false });
		stop.abort();
		expect(stopped.abortSignal).toMatchObject({ aborted: true });
	});

	it('comes, whatever memory Node.js gives back before', async () => {
		const { signal } = new AbortController();
		const ends = over(
			withDeadline({ url: 'u', timeout: 200, abortSignal: signal }).abortSignal as AbortSignal,
		);
		// What has just been made is kept for a moment.
		await pause(20);
		for (let time = 0; time < 3; time++) collectGarbage();
		await ends;
	}, 5_000);
});

/** Has Node.js give back what nobody holds. */
function collectGarbage(): void {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
}

/** A stream that nobody listens to but who reads it. */
class Emitter extends EventEmitter {
	constructor(private readonly chunks: Array<Buffer | string>) {
		super();
	}

	async *[Symbol.asyncIterator]() {
		for (const chunk of this.chunks) yield await Promise.resolve(chunk);
	}
}

describe('an answer', () => {
	it('is read whole, with its status', async () => {
		const body = bodyOf(Buffer.from('{"name":"\u0906'), '🎁', Buffer.from('"}'));
		expect(await answered(given(body, 201))).toEqual({
			httpStatus: 201,
			text: '{"name":"\u0906🎁"}',
			retryAfter: undefined,
		});
	});

	it('may split a character', async () => {
		const bytes = [...Buffer.from('आ🎁')].map((byte) => Buffer.of(byte));
		expect((await answered(given(bodyOf(...bytes)))).text).toBe('आ🎁');
	});

	it('may have 32 MB, counted in bytes, and no more', async () => {
		const half = Buffer.alloc(LIMIT / 2, 0x30);
		expect((await answered(given(bodyOf(half, half)))).text).toHaveLength(LIMIT);
		for (const body of [bodyOf(half, half, '0'), bodyOf('ऀ'.repeat(LIMIT / 3 + 1))]) {
			await expect(answered(given(body))).rejects.toMatchObject({
				kind: 'unknown',
				message: `${ENDPOINT} answered with more than 32 MB`,
			});
		}
	});

	it('may end in an error that comes when nobody reads it any more', async () => {
		const body = new Emitter(['{}']);
		await answered(given(body as unknown as Readable));
		expect(() => body.emit('error', new Error('late'))).not.toThrow();
		const large = new Emitter([Buffer.alloc(LIMIT), 'x']);
		const reading = answered(given(large as unknown as Readable));
		await expect(reading).rejects.toThrow('more than 32 MB');
		expect(() => large.emit('error', new Error('late'))).not.toThrow();
	});

	it.each([200, 399])(
		'with HTTP %d that is not UTF-8 does not turn into others',
		async (status) => {
			await expect(answered(given(bodyOf(Buffer.of(0xe9)), status))).rejects.toMatchObject({
				kind: 'unknown',
				message: `${ENDPOINT} answered with bytes that are not text`,
				description: 'Check the URL in the credential, and any proxy in between.',
			});
		},
	);

	it.each([400, 500])('with HTTP %d that is not UTF-8 keeps its words', async (status) => {
		const body = bodyOf(Buffer.from('caf\xe9', 'latin1'));
		expect((await answered(given(body, status))).text).toBe('caf\ufffd');
	});
});

describe('how long EnKash asks to wait', () => {
	const asked = async (header: unknown) =>
		(await answered(given(bodyOf('{}'), 429, { 'retry-after': header }))).retryAfter;

	it.each<[unknown, number | undefined]>([
		['7', 7],
		['120', 120],
		[' 7 ', 7],
		['0', 0],
		['soon', undefined],
		['', undefined],
		['  ', undefined],
		[undefined, undefined],
		[['7'], undefined],
		['Thu, 01 Jan 1970 00:00:00 GMT', 0],
	])('is told as %j: %s s', async (header, seconds) => {
		expect(await asked(header)).toBe(seconds);
	});

	it.each<[string, (at: Date) => string]>([
		['as HTTP has it', (at) => at.toUTCString()],
		['with the year first', (at) => at.toISOString()],
		['with the year last', (at) => `${at.toString().slice(0, 11)}23:59:59 ${at.getFullYear()}`],
	])('may be told as a date, %s', async (_, told) => {
		const days = 10;
		const seconds = await asked(told(new Date(Date.now() + days * 86_400_000)));
		expect(Number.isInteger(seconds)).toBe(true);
		expect(seconds).toBeGreaterThan((days - 1) * 86_400);
		expect(seconds).toBeLessThan((days + 2) * 86_400);
	});
});
