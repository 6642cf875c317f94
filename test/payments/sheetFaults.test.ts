/** Each row of a sheet is paid once, whatever becomes of the calls that carry it. */
import type { FaultRule, RecordedRequest } from '../../sandbox/types';
import { dataOf } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';
import { call, goOn, openOffice, sheetOf, type Office } from './sheetStage';

let office: Office;

beforeAll(skipPauses);
afterAll(bringBackPauses);

beforeEach(async () => {
	office = await openOffice();
});

afterEach(() => office.stop());

const references = (count: number) => Array.from({ length: count }, (_, index) => `AWARD-${index}`);
const outcomes = (result: Awaited<ReturnType<Office['pay']>>) =>
	dataOf(result).map(({ outcome }) => outcome);
const all = (outcome: string, count = 6) => Array.from({ length: count }, () => outcome);

describe('the answer to a batch is lost after its rows were paid', () => {
	it.each<[string, FaultRule]>([
		['by a broken connection', { kind: 'resetAfter' }],
		['in a 502', { kind: 'statusAfter' }],
		['half-way', { kind: 'truncated' }],
		['in an empty body', { kind: 'empty' }],
		['in bytes that are no text', { kind: 'garbageAfter' }],
		['in silence', { kind: 'hangAfter' }],
		['by coming too late', { kind: 'delay', delay: 2000 }],
		[
			'by naming none of its rows',
			{ kind: 'mutate', body: '{"code":0,"message":"Success","payload":"Accepted"}' },
		],
	])('%s: each row is recovered by its reference, and none is sent again', async (_, fault) => {
		office.sandbox.faults.add({ call, times: 1, ...fault });

		expect(outcomes(await office.pay(sheetOf(6)))).toEqual(all('recovered'));
		expect(office.batches()).toEqual([references(6)]);
		expect(office.paid()).toEqual(references(6));
	});
});

describe('a batch comes to nothing', () => {
	it.each<[string, FaultRule]>([
		['by a broken connection', { kind: 'resetBefore' }],
		['in a 500', { kind: 'status' }],
		['in a web page', { kind: 'html' }],
		['in silence', { kind: 'hang' }],
	])('%s: it is sent again once the transactions have none of its rows', async (_, fault) => {
		office.sandbox.faults.add({ call, times: 1, ...fault });

		expect(outcomes(await office.pay(sheetOf(6)))).toEqual(all('allocated'));
		expect(office.batches()).toEqual([references(6), references(6)]);
		expect(office.paid()).toEqual(references(6));
	});

	it('three times over: its rows are said to be not paid, with their references', async () => {
		office.sandbox.faults.add({ call, kind: 'status' });

		const items = dataOf(await office.pay(sheetOf(2), goOn));

		expect(items.map(({ error }) => error)).toEqual([
			expect.stringMatching(/^Not paid: Reference AWARD-0 was not carried out: .+ \[item 0\]$/),
			expect.stringMatching(/^Not paid: Reference AWARD-1 was not carried out: .+ \[item 1\]$/),
		]);
		expect(office.batches()).toHaveLength(3);
		expect(office.paid()).toEqual([]);
	});
});

describe('a batch is paid in part', () => {
	it('and the answer reports the others as failed: they are refused in its words, and not sent again', async () => {
		office.sandbox.faults.add({ call, kind: 'partial', message: 'User is blocked', times: 1 });

		const items = dataOf(await office.pay(sheetOf(6), goOn));

		expect(items.slice(0, 3).map(({ outcome }) => outcome)).toEqual(all('allocated', 3));
		for (const { error } of items.slice(3))
			expect(error).toMatch(/^Refused by EnKash: User is blocked \[item \d\]$/);
		expect(office.batches()).toHaveLength(1);
	});

	it.each([false, true])(
		'and the answer leaves the others out: they are sent again alone (references in the answer: %s)',
		async (bulkRowReference) => {
			office.sandbox.settings.bulkRowReference = bulkRowReference;
			office.sandbox.faults.add({ call, kind: 'partial', times: 1 });

			expect(outcomes(await office.pay(sheetOf(6)))).toEqual(all('allocated'));
			expect(office.batches()).toEqual([references(6), references(6).slice(3)]);
			expect(office.paid()).toEqual(references(6));
		},
	);

	it('and the connection breaks: those paid are recovered, the others sent again', async () => {
		const halve = ({ body }: RecordedRequest) => (body as unknown[]).splice(3).length > 0;
		office.sandbox.faults.add({ call, kind: 'resetAfter', when: firstOnly(halve) });

		const result = await office.pay(sheetOf(6));

		expect(outcomes(result)).toEqual([...all('recovered', 3), ...all('allocated', 3)]);
		expect(office.paid()).toEqual(references(6));
	});
});

/** Changes what the first request asks for, as if the server did only that. */
function firstOnly(
	change: (request: RecordedRequest) => boolean,
): (request: RecordedRequest) => boolean {
	let seen = false;
	return (request) => {
		if (seen) return false;
		seen = true;
		return change(request);
	};
}

it('a batch that EnKash pays row by row, long after the time-out, is not sent again while rows keep coming', async () => {
	office.sandbox.faults.add({ call, kind: 'hang', when: firstOnly(payLater) });

	const result = await office.pay(sheetOf(6));

	expect(outcomes(result)).toEqual(all('recovered'));
	expect(office.paid()).toEqual(references(6));
});

/** Pays the rows one after another, each by a call of its own. */
function payLater({ body, path, query, headers }: RecordedRequest): true {
	const url = `${office.sandbox.url}${path}?${new URLSearchParams(query).toString()}`;
	const { authorization, partnerid, 'content-type': type } = headers;
	for (const [index, row] of (body as unknown[]).entries()) {
		const request = {
			method: 'POST',
			headers: { authorization, partnerid, 'content-type': type },
			body: JSON.stringify([row]),
		};
		setTimeout(() => void fetch(url, request), 400 * (index + 1));
	}
	return true;
}

describe('a refusal of a whole batch is final', () => {
	it.each<[string, FaultRule]>([
		['in a 200', { kind: 'refuse', message: 'Company is not active' }],
		['in a 422', { kind: 'refuse', status: 422, message: 'KYC is not uploaded' }],
		['in a 429', { kind: 'rateLimit', message: 'Too Many Requests' }],
	])('%s', async (_, fault) => {
		office.sandbox.faults.add({ call, times: 1, ...fault });

		const items = dataOf(await office.pay(sheetOf(4), { ...goOn, options: { batchSize: 2 } }));

		for (const { error } of items.slice(0, 2)) expect(error).toMatch(/^Refused by EnKash: /);
		expect(items.slice(2).map(({ outcome }) => outcome)).toEqual(all('allocated', 2));
		expect(office.batches()).toHaveLength(2);
		expect(office.sandbox.requestsTo('R4')).toHaveLength(1);
	});
});

it('an answer that cannot be looked up leaves its rows unconfirmed, each with its reference', async () => {
	office.sandbox.faults.add({ call, kind: 'resetAfter', times: 1 });
	office.sandbox.faults.add({ call: 'R4', kind: 'status', skip: 1 });

	const items = dataOf(await office.pay(sheetOf(2), goOn));

	expect(items).toEqual([
		{
			error: expect.stringMatching(
				/^Unconfirmed: The connection to .+ \(reference AWARD-0\) \[item 0\]$/,
			),
			message: expect.stringMatching(/unconfirmed: it may or may not have been paid/),
		},
		expect.objectContaining({
			error: expect.stringMatching(/^Unconfirmed: .+ \(reference AWARD-1\) \[item 1\]$/),
		}),
	]);
	expect(office.batches()).toHaveLength(1);
});

it('while outcomes cannot be looked up, no further batch is sent', async () => {
	office.sandbox.faults.add({ call, kind: 'resetAfter', times: 1 });
	office.sandbox.faults.add({ call: 'R4', kind: 'status', skip: 1, times: 11 });

	const items = dataOf(await office.pay(sheetOf(6), { ...goOn, options: { batchSize: 2 } }));

	expect(
		items.map(({ outcome, error }) => outcome ?? String(error as string).split(':')[0]),
	).toEqual(['Unconfirmed', 'Unconfirmed', 'Not paid', 'Not paid', 'allocated', 'allocated']);
	expect(office.batches()).toEqual([references(2), ['AWARD-4', 'AWARD-5']]);
});

it('rows that cannot be looked up beforehand are not sent', async () => {
	office.sandbox.faults.add({ call: 'R4', kind: 'status' });
	const items = dataOf(await office.pay(sheetOf(2), goOn));
	for (const { error } of items)
		expect(error).toMatch(/^Not paid: Not sent, since the reference could not be looked up/);
	expect(office.batches()).toEqual([]);
});

it('a success for other references than those sent is not taken for ours, and nothing is sent again', async () => {
	office.sandbox.settings.bulkRowReference = true;
	const other = (text: string) => text.replaceAll('"AWARD-', '"OTHER-');
	office.sandbox.faults.add({
		call,
		kind: 'mutate',
		body: other,
		when: ({ body }) => rename(body),
	});

	const items = dataOf(await office.pay(sheetOf(2), goOn));

	for (const { error } of items) expect(error).toMatch(/^Unconfirmed: /);
	for (const { message } of items)
		expect(message).toMatch(/answered for its person under another reference/);
	expect(office.batches()).toHaveLength(1);
});

describe('an answer that says of a row that it was paid, but', () => {
	const among = (text: string) =>
		({
			call,
			kind: 'mutate',
			body: (body: string) => body.replaceAll('"loadAmount":', `${text},"loadAmount":`),
		}) as const;

	it.each(['"failureReason":"NA"', '"errorMessage":"None"', '"status":"FAILED"'])(
		'has %s in it: it is looked up before anything is said of it',
		async (text) => {
			office.sandbox.faults.add(among(text));
			expect(outcomes(await office.pay(sheetOf(3)))).toEqual(all('recovered', 3));
			expect(office.paid()).toEqual(references(3));
		},
	);

	it('has a reason in it, and the transactions do not know the row: it is refused in these words', async () => {
		office.sandbox.faults.add({
			call,
			kind: 'mutate',
			when: ({ body }) => (body as unknown[]).splice(1).length > 0,
			body: (text) =>
				text.replace(
					/(\{[^{]*"loadAmount":)/,
					'{"mobile":"9800000001","failureReason":"User is blocked"},$1',
				),
		});
		const items = dataOf(await office.pay(sheetOf(2), goOn));
		expect(items[0]).toMatchObject({ outcome: 'allocated' });
		expect(items[1].error).toBe('Refused by EnKash: User is blocked [item 1]');
		expect(office.batches()).toHaveLength(1);
	});

	describe.each([true, false])(
		'tells other points (references in the answer: %s)',
		(bulkRowReference) => {
			const otherPoints: FaultRule = {
				call,
				kind: 'mutate',
				body: (text) => text.replaceAll(/"loadAmount":\d+/g, '"loadAmount":1'),
			};
			beforeEach(() => {
				office.sandbox.settings.bulkRowReference = bulkRowReference;
				office.sandbox.faults.add(otherPoints);
			});

			it('the transactions settle it', async () => {
				expect(outcomes(await office.pay(sheetOf(2)))).toEqual(all('recovered', 2));
			});

			it('the row is unconfirmed where they tell others too', async () => {
				office.sandbox.faults.add({
					call: 'R4',
					kind: 'mutate',
					body: (text) => text.replaceAll(/"principalAmount":\d+/g, '"principalAmount":1'),
				});
				const [item] = dataOf(await office.pay(sheetOf(1), goOn));
				expect(item.error).toBe(
					'Unconfirmed: EnKash did not confirm the row (reference AWARD-0) [item 0]',
				);
				expect(item.message).toMatch(/^EnKash has it for 1 points and not 10\. /);
			});

			it('and is not sent again where they do not have it', async () => {
				office.sandbox.faults.add({ call: 'R4', kind: 'mutate', body: '{"code":0,"payload":[]}' });
				const [item] = dataOf(await office.pay(sheetOf(1), goOn));
				expect(item.message).toMatch(
					/^EnKash answered for 1 points and not 10\. The row is unconfirmed/,
				);
				expect(office.paid()).toEqual(references(1));
			});
		},
	);
});

/** As if the server mangled the references it was given. */
function rename(body: unknown): boolean {
	for (const row of body as Array<Record<string, string>>) row.uniqueReferenceNumber += '-X';
	return true;
}

it('rows that EnKash calls duplicates after a lost answer are found, not failed', async () => {
	office.sandbox.settings.duplicateReferences = 'refused';
	// The first sending is carried out so late that the look-ups do not see it yet.
	office.sandbox.faults.add({ call, kind: 'statusAfter', times: 1 });
	office.sandbox.faults.add({
		call: 'R4',
		kind: 'mutate',
		body: '{"code":0,"payload":[]}',
		skip: 1,
		times: 2,
	});

	expect(outcomes(await office.pay(sheetOf(3)))).toEqual(all('recovered', 3));
	expect(office.batches()).toHaveLength(2);
	expect(office.paid()).toEqual(references(3));
});

it('when n8n retries the node, rows that were paid are not paid again', async () => {
	office.sandbox.faults.add({ call, kind: 'refuse', message: 'Try later', skip: 1, times: 1 });
	const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

	const result = await office.pay(sheetOf(4), { ...retry, options: { batchSize: 2 } });

	expect(outcomes(result)).toEqual([...all('alreadyAllocated', 2), ...all('allocated', 2)]);
	expect(office.paid()).toEqual(references(4));
});

it('a sheet that is run twice at the same time is paid once', async () => {
	office.sandbox.faults.add({ call, kind: 'delay', delay: 100 });
	const sheet = sheetOf(6);

	const results = await Promise.all([office.pay(sheet), office.pay(sheet)]);

	expect(results.map(outcomes).sort()).toEqual([all('allocated'), all('alreadyAllocated')]);
	expect(office.paid()).toEqual(references(6));
});

it('a cancelled execution sends no further batch, and the sheet can be run again', async () => {
	const stop = new AbortController();
	office.sandbox.faults.add({
		call,
		kind: 'delay',
		delay: 100,
		skip: 1,
		when: ({ body }) => second(body, () => stop.abort()),
	});

	const { status } = await office.pay(sheetOf(6), {
		abort: stop.signal,
		options: { batchSize: 2 },
	});
	await new Promise((resolve) => setTimeout(resolve, 400));
	expect(status).toBe('canceled');
	expect(office.paid()).toEqual(references(4));

	office.sandbox.faults.clear();
	expect(outcomes(await office.pay(sheetOf(6)))).toEqual([
		...all('alreadyAllocated', 4),
		...all('allocated', 2),
	]);
	expect(office.paid()).toEqual(references(6));
});

function second(body: unknown, act: () => void): boolean {
	if (JSON.stringify(body).includes('AWARD-2')) setTimeout(act, 30);
	return true;
}
