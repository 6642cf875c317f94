import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../until';
import { bringBackPauses, skipPauses } from '../../waiting';
import { answer, success, type Handler } from './raw-server';
import { payment, setRawStage, type RawStage } from './raw-stage';

let raw: RawStage;

beforeEach(async () => {
	raw = await setRawStage();
});

afterEach(() => raw.stop());

/** One byte at a time, for as long as the connection lasts. */
async function trickle(response: ServerResponse, text: string, wait: number): Promise<void> {
	for (const char of text) {
		if (response.destroyed) return;
		response.write(char);
		await pause(wait);
	}
	response.end();
}

/** Milliseconds: what drags on here takes a minute at least, and a busy machine is well below this. */
const GIVEN_UP_WITHIN = 20_000;

describe('an answer that takes too long', () => {
	const LATE: Array<[string, Handler]> = [
		['does not come', () => undefined],
		[
			'has no body',
			(response) => response.writeHead(200, { 'content-length': '9' }).flushHeaders(),
		],
		['stops in the middle of its body', (response) => response.writeHead(200).write('{"response_')],
		[
			'stops in the middle of a compressed body',
			(response) =>
				response
					.writeHead(200, { 'content-encoding': 'gzip' })
					.write(Buffer.from('1f8b0800', 'hex')),
		],
		['comes one byte at a time', (response) => void trickle(response, success().repeat(50), 20)],
		['has headers one byte at a time', (response) => void trickleHeaders(response)],
	];

	async function giveUp(handler: Handler) {
		const server = await late.serve(handler);
		const started = Date.now();
		const { error } = await server.run('reward.getAccount', { timeout: 1000 });
		return { server, error, took: Date.now() - started };
	}

	let late: RawStage;
	/** All at once: each of them waits. */
	let given: Array<ReturnType<typeof giveUp>>;

	beforeAll(async () => {
		late = await setRawStage();
		given = LATE.map(([, handler]) => giveUp(handler));
		await Promise.all(given);
	});

	afterAll(() => late.stop());

	it.each(LATE.map(([name], at) => [name, at] as const))(
		'is given up where it %s, and its connection ended',
		async (_, at) => {
			const { server, error, took } = await given[at];
			expect(error).toMatchObject({
				message: `POST ${server.url}/api/v0/partner/enKashCard/cardAccount/get did not answer within 1 s [item 0]`,
				description: "Try again later, or raise 'Timeout' in the options.",
			});
			expect(took).toBeLessThan(GIVEN_UP_WITHIN);
			expect(server.requests).toHaveLength(1);
			await until(() => server.open() === 0);
		},
	);

	it('is waited for where the user allows the time', async () => {
		const server = await raw.serve((response) => void trickle(response, success(), 10));
		const { error, items } = await server.run('reward.getAccount', { timeout: 10_000 });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	});

	it.each([0, -5, '={{ "soon" }}'])(
		'has no time-out of %s: that is refused with a sentence',
		async (timeout) => {
			const server = await raw.serve((response) => answer(response));
			const { error } = await server.run('reward.getAccount', { timeout });
			expect(error?.message).toBe("'Timeout' is not a number from 1 on [item 0]");
			expect(server.requests).toHaveLength(0);
		},
	);

	it('may have any time that a number holds', async () => {
		const server = await raw.serve((response) => answer(response));
		expect((await server.run('reward.getAccount', { timeout: 1e15 })).error).toBeUndefined();
	});
});

async function trickleHeaders({ socket }: ServerResponse): Promise<void> {
	for (const char of `HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(4000)}`) {
		if (!socket || socket.destroyed) return;
		socket.write(char);
		await pause(20);
	}
}

describe('a call that reads', () => {
	const busy: Array<[string, (response: ServerResponse) => void]> = [
		['429', (response) => answer(response, '{}', 429)],
		['502', (response) => answer(response, '<html></html>', 502)],
		['503', (response) => answer(response, '', 503)],
		['504', (response) => answer(response, 'late', 504)],
		['a connection that breaks', (response) => response.destroy()],
		[
			'a body that breaks off',
			(response) => {
				response.writeHead(200, { 'content-length': '99' });
				response.write('{"response_');
				setTimeout(() => response.destroy(), 20);
			},
		],
	];

	it('is repeated after each of these, waiting longer each time', async () => {
		const requests = busy.map(async ([name, fail]) => {
			const server = await raw.serve((response, { count }) =>
				count < 3 ? fail(response) : answer(response),
			);
			const { items, error } = await server.run('reward.getAccount');
			const [first, second, third] = server.requests.map(({ at }) => at);
			const growing = second - first > 450 && third - second > 950;
			return [name, error, items.length, server.requests.length, growing];
		});
		expect(await Promise.all(requests)).toEqual(
			busy.map(([name]) => [name, undefined, 1, 3, true]),
		);
	});

	it('gives up after four times of each of these', async () => {
		skipPauses();
		const requests = busy.map(async ([name, fail]) => {
			const server = await raw.serve((response) => fail(response));
			const { error } = await server.run('reward.getAccount');
			const named = error?.message.includes(
				`POST ${server.url}/api/v0/partner/enKashCard/cardAccount/get`,
			);
			return [name, named, server.requests.length];
		});
		expect(await Promise.all(requests)).toEqual(busy.map(([name]) => [name, true, 4]));
		bringBackPauses();
	});

	it.each([400, 404, 409, 422, 500, 501])('is not repeated after %d', async (status) => {
		const server = await raw.serve((response) => answer(response, '{}', status));
		const { error } = await server.run('reward.getAccount');
		expect(error?.message).toContain(`HTTP ${status}`);
		expect(server.requests).toHaveLength(1);
	});

	it.each([
		['in seconds', () => '1'],
		// Without fractions of a second.
		['as a date', () => new Date(Date.now() + 2000).toUTCString()],
	])('waits as long as EnKash asks for %s', async (_, retryAfter) => {
		const server = await raw.serve((response, { count }) =>
			count === 1 ? answer(response, '{}', 429, { 'retry-after': retryAfter() }) : answer(response),
		);
		expect((await server.run('reward.getAccount')).error).toBeUndefined();
		const [first, second] = server.requests.map(({ at }) => at);
		expect(second - first).toBeGreaterThan(900);
		expect(second - first).toBeLessThan(GIVEN_UP_WITHIN);
	});

	it('does not wait for an hour, and says that EnKash asks for it', async () => {
		const server = await raw.serve((response) =>
			answer(response, '{}', 429, { 'retry-after': '3600' }),
		);
		const { error } = await server.run('reward.getAccount');
		expect(error).toMatchObject({
			message: expect.stringContaining('HTTP 429'),
			description: 'EnKash asks for fewer requests. Wait 3600 s, then run it again.',
		});
		expect(server.requests).toHaveLength(1);
	});
});

describe('a call that moves points', () => {
	const sends = (requests: Array<{ line: string }>) =>
		requests.filter(({ line }) => line.includes('create-allocate')).length;

	it('is sent once where EnKash asks for fewer requests', async () => {
		const server = await raw.serve((response, { line }) =>
			line.includes('transaction') ? answer(response, success([])) : answer(response, '{}', 429),
		);
		const { error } = await server.run('reward.allocate', {}, { parameters: payment });
		expect(error?.message).toContain('HTTP 429');
		expect(sends(server.requests)).toBe(1);
	});
});

describe('stopping the execution', () => {
	it.each<[string, Handler, number]>([
		['while it waits for an answer', () => undefined, 100],
		['in the middle of a body', (response) => response.writeHead(200).write('{'), 100],
		// It would be sent again after half a second.
		['while it waits to try again', (response) => answer(response, '{}', 503), 700],
		[
			'while it waits as long as EnKash asked',
			(response) => answer(response, '{}', 429, { 'retry-after': '40' }),
			100,
		],
	])('ends the call %s, and sends nothing more', async (_, handler, watched) => {
		const server = await raw.serve(handler);
		const stop = new AbortController();
		const items = Array.from({ length: 20 }, (__, row) => ({ row }));
		const running = server.run(
			'reward.getAccount',
			{ concurrency: 1, timeout: 60_000 },
			{ items, abort: stop.signal, onError: 'continueRegularOutput' },
		);
		await until(() => server.requests.length > 0);
		await pause(100);
		const stopped = Date.now();
		stop.abort();
		expect((await running).status).toBe('canceled');
		expect(Date.now() - stopped).toBeLessThan(GIVEN_UP_WITHIN);
		await pause(watched);
		expect(server.requests).toHaveLength(1);
		expect(server.open()).toBe(0);
	});
});
