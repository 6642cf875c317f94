import type { FaultRule } from '../../sandbox';
import { account, Client, credit, type Answer } from './client';

let client: Client;
beforeEach(async () => {
	client = await Client.start();
});
afterEach(() => client.sandbox.stop());

/** Allocates while the rule holds: what the client got, how often it was paid, what was recorded. */
async function under(
	rule: Omit<FaultRule, 'call'>,
): Promise<{ answer: Answer | 'cut'; paid: number; status: number }> {
	client.sandbox.faults.add({ call: 'reward.allocate', ...rule });
	const answer = await client
		.allocate(credit(10, 'A1'), { unchecked: true })
		.catch(() => 'cut' as const);
	const [request] = client.sandbox.requestsTo('R1');
	expect(request.fault).toBe(rule.kind);
	return { answer, paid: client.sandbox.ledger.length, status: request.status };
}

const text = (words: string) =>
	expect.objectContaining({ text: expect.stringContaining(words) as string }) as Answer;

test.each<[Omit<FaultRule, 'call'>, unknown]>([
	[{ kind: 'status' }, { answer: text('"status":500'), paid: 0, status: 500 }],
	[
		{ kind: 'status', status: 503, body: 'Busy', contentType: 'text/plain' },
		{ answer: text('Busy'), paid: 0, status: 503 },
	],
	[{ kind: 'statusAfter' }, { answer: text('"status":502'), paid: 1, status: 502 }],
	[
		{ kind: 'statusAfter', status: 504 },
		{ answer: text('504'), paid: 1, status: 504 },
	],
	[{ kind: 'resetBefore' }, { answer: 'cut', paid: 0, status: 0 }],
	[{ kind: 'resetAfter' }, { answer: 'cut', paid: 1, status: 0 }],
	[{ kind: 'truncated' }, { answer: text('{"code":0'), paid: 1, status: 200 }],
	[{ kind: 'html' }, { answer: text('<!DOCTYPE html>'), paid: 0, status: 200 }],
	[
		{ kind: 'html', status: 502, effect: true },
		{ answer: text('<!DOCTYPE html>'), paid: 1, status: 502 },
	],
	[
		{ kind: 'empty' },
		{ answer: expect.objectContaining({ text: '' }) as Answer, paid: 1, status: 200 },
	],
	[{ kind: 'garbageAfter' }, { answer: text('{'), paid: 1, status: 200 }],
	[
		{ kind: 'redirect', location: 'https://login.example.com/' },
		{ answer: expect.objectContaining({ status: 302 }) as Answer, paid: 0, status: 302 },
	],
	[
		{ kind: 'refuse', message: 'Card is blocked' },
		{
			answer: text('{"response_code":1,"response_message":"Card is blocked"'),
			paid: 0,
			status: 200,
		},
	],
	[
		{ kind: 'refuse', status: 422 },
		{ answer: text('Company is not active'), paid: 0, status: 422 },
	],
	[
		{ kind: 'mutate', body: (answer) => answer.replace('A1', 'B1') },
		{ answer: text('"pgReferenceNumber":"B1"'), paid: 1, status: 200 },
	],
	[
		{ kind: 'rateLimit', retryAfter: 7 },
		{ answer: expect.objectContaining({ status: 429 }) as Answer, paid: 0, status: 429 },
	],
	[
		{ kind: 'delay', delay: 20 },
		{ answer: text('"pgReferenceNumber":"A1"'), paid: 1, status: 200 },
	],
])('%j', async (rule, expected) => {
	expect(await under(rule)).toEqual(expected);
});

test('truncated and garbled answers are no JSON', async () => {
	for (const kind of ['truncated', 'garbageAfter', 'empty', 'html'] as const) {
		client.sandbox.faults.clear();
		client.sandbox.faults.add({ kind });
		const answer = await client.account({ unchecked: true });
		expect(() => JSON.parse(answer.text) as unknown).toThrow();
	}
});

test('a redirect and a rate limit say where and when', async () => {
	client.sandbox.faults.add({ kind: 'redirect', location: 'https://login.example.com/', times: 1 });
	client.sandbox.faults.add({ kind: 'rateLimit', retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' });
	expect((await client.account({ unchecked: true })).headers.get('location')).toBe(
		'https://login.example.com/',
	);
	expect((await client.account({ unchecked: true })).headers.get('retry-after')).toBe(
		'Wed, 21 Oct 2026 07:28:00 GMT',
	);
});

test.each([
	['hang', 0],
	['hangAfter', 1],
] as const)('%s never answers, and a stop ends it at once', async (kind, paid) => {
	client.sandbox.faults.add({ kind });
	const waiting = client.allocate(credit(10, 'A1')).then(
		() => 'answered',
		() => 'cut',
	);
	while (client.sandbox.requests.length === 0 || client.sandbox.ledger.length < paid)
		await new Promise(setImmediate);
	await client.sandbox.stop();
	expect(await waiting).toBe('cut');
	expect(client.sandbox.ledger).toHaveLength(paid);
	expect(client.sandbox.requests).toMatchObject([{ status: 0, fault: kind }]);
});

test('a delay applies the effect before it waits, and a stop ends the wait', async () => {
	client.sandbox.settings.delay = 60_000;
	const waiting = client.allocate(credit(10, 'A1')).then(
		() => 'answered',
		() => 'cut',
	);
	while (client.sandbox.ledger.length === 0) await new Promise(setImmediate);
	await client.sandbox.stop();
	expect(await waiting).toBe('cut');
});

test('a rule without a call leaves the login alone', async () => {
	client.sandbox.faults.add({ kind: 'status' });
	expect((await client.logIn()).status).toBe(200);
	expect((await client.account({ unchecked: true })).status).toBe(500);
	client.sandbox.faults.clear();
	client.sandbox.faults.add({ kind: 'status', call: ['token.authenticate', 'R3'] });
	expect((await client.account({ unchecked: true })).status).toBe(500);
	await expect(client.logIn()).resolves.toMatchObject({ status: 500 });
});

test('skip, times and when choose the requests', async () => {
	client.sandbox.faults.add({
		kind: 'status',
		skip: 1,
		times: 2,
		when: ({ body }) => (body as typeof account).cardAccountId === account.cardAccountId,
	});
	const statuses: number[] = [];
	for (let request = 0; request < 5; request++)
		statuses.push((await client.account({ unchecked: true })).status);
	expect(statuses).toEqual([200, 500, 500, 200, 200]);
	const others = client.account({ body: { companyId: 'company_id', cardAccountId: 'account_id' } });
	expect((await others).status).toBe(200);
});

test('a rate hits the same requests in each run', async () => {
	const run = async (seed: number) => {
		client.sandbox.faults.clear();
		client.sandbox.faults.add({ kind: 'status', rate: 0.3, seed });
		const hits: boolean[] = [];
		for (let request = 0; request < 30; request++)
			hits.push((await client.account({ unchecked: true })).status === 500);
		return hits;
	};
	const [first, again, other] = [await run(7), await run(7), await run(8)];
	expect(first).toEqual(again);
	expect(first).not.toEqual(other);
	expect(first.filter(Boolean).length).toBeGreaterThan(4);
	expect(first.filter(Boolean).length).toBeLessThan(18);
});

test('a name that is no call is an error at once', () => {
	expect(() => client.sandbox.faults.add({ kind: 'status', call: 'reward.alocate' })).toThrow(
		"no call 'reward.alocate'",
	);
});
