/** Each row of a sheet is paid once, whatever becomes of the calls that carry it. */
import type { FaultRule, RecordedRequest } from '../../sandbox/types';
import { dataOf } from '../stage';
import { bringBackPauses, endSilence, skipPauses } from '../waiting';
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
		['by coming too late', { kind: 'delay', delay: 60_000 }],
		[
			'by naming none of its rows',
			{ kind: 'mutate', body: '{"code":0,"message":"Success","payload":"Accepted"}' },
		],
	])('%s: each row is recovered by its reference, and none is sent again', async (_, fault) => {
		const speak = endSilence(office.sandbox);
		office.sandbox.faults.add({ call, times: 1, ...fault });

		expect(outcomes(await office.pay(sheetOf(6)))).toEqual(all('recovered'));
		speak();
		expect(office.batches()).toEqual([references(6)]);
		expect(office.paid()).toEqual(references(6));
	});
});

describe('a batch comes to nothing', () => {
	// Of a silent one it is not known when it ends, so that nothing so soon after it proves a thing.
	const nothing: Array<[string, FaultRule]> = [
		['by a broken connection', { kind: 'resetBefore' }],
		['in a 500', { kind: 'status' }],
		['in a web page', { kind: 'html' }],
		['in silence', { kind: 'hang' }],
	];
	const three = { options: { batchSize: 3 } };
	const holds =
		(reference: string) =>
		({ body }: RecordedRequest) =>
			JSON.stringify(body).includes(reference);

	it.each(nothing.slice(0, 3))(
		'%s: it is sent again once the transactions show a later one, and none of its rows',
		async (_, fault) => {
			office.sandbox.faults.add({ call, times: 1, ...fault });

			expect(outcomes(await office.pay(sheetOf(6), three))).toEqual(all('allocated'));
			const [first, later] = [references(3), references(6).slice(3)];
			expect(office.batches()).toEqual([first, later, first]);
			expect(office.paid()).toEqual([...later, ...first]);
		},
	);

	it.each(nothing)(
		'%s: alone it is unconfirmed, and sent once however often n8n retries the node',
		async (_, fault) => {
			const speak = endSilence(office.sandbox);
			office.sandbox.faults.add({ call, times: 1, ...fault });
			const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

			const { error } = await office.pay(sheetOf(2), retry);

			expect(error?.message).toMatch(/^Unconfirmed: .+ \(reference AWARD-0\) \[item 0\]$/);
			expect(error?.description).toMatch(/show nothing later either/);
			expect(office.batches()).toEqual([references(2)]);
			speak();
		},
	);

	it('each time: it is sent again no oftener than a later one proves that it is not there', async () => {
		office.sandbox.faults.add({ call, kind: 'status', when: holds('AWARD-0') });

		const items = dataOf(await office.pay(sheetOf(6), { ...goOn, ...three }));

		for (const { error } of items.slice(0, 3)) expect(error).toMatch(/^Unconfirmed: /);
		expect(items.slice(3).map(({ outcome }) => outcome)).toEqual(all('allocated', 3));
		expect(office.batches()).toEqual([references(3), references(6).slice(3), references(3)]);
	});

	it('each time, and others are paid all the while: its rows are said to be not paid', async () => {
		// Each is sent again after one that was sent before it and is paid by then.
		for (const [reference, times] of [['AWARD-0'], ['AWARD-2', 2], ['AWARD-4', 1]] as const)
			office.sandbox.faults.add({ call, kind: 'status', when: holds(reference), times });

		const items = dataOf(await office.pay(sheetOf(8), { ...goOn, options: { batchSize: 2 } }));

		expect(items.slice(0, 2).map(({ error }) => error)).toEqual([
			expect.stringMatching(/^Not paid: Reference AWARD-0 was not carried out: .+ \[item 0\]$/),
			expect.stringMatching(/^Not paid: Reference AWARD-1 was not carried out: .+ \[item 1\]$/),
		]);
		expect(items.slice(2).map(({ outcome }) => outcome)).toEqual(all('allocated'));
	});
});

describe('a batch is paid in part', () => {
	const four = { options: { batchSize: 4 } };

	it('and the answer reports the others as failed: they are refused in its words, and not sent again', async () => {
		office.sandbox.faults.add({ call, kind: 'partial', message: 'User is blocked', times: 1 });

		const items = dataOf(await office.pay(sheetOf(6), goOn));

		expect(items.slice(0, 3).map(({ outcome }) => outcome)).toEqual(all('allocated', 3));
		for (const { error } of items.slice(3))
			expect(error).toMatch(/^Refused by EnKash: User is blocked \[item \d\]$/);
		expect(office.batches()).toHaveLength(1);
	});

	it.each([false, true])(
		'and the answer leaves the others out: they are sent again alone, after the next batch (references in the answer: %s)',
		async (bulkRowReference) => {
			office.sandbox.settings.bulkRowReference = bulkRowReference;
			office.sandbox.faults.add({ call, kind: 'partial', times: 1 });

			expect(outcomes(await office.pay(sheetOf(6), four))).toEqual(all('allocated'));
			expect(office.batches()).toEqual([
				references(4),
				['AWARD-4', 'AWARD-5'],
				['AWARD-2', 'AWARD-3'],
			]);
			expect(new Set(office.paid())).toEqual(new Set(references(6)));
			expect(office.paid()).toHaveLength(6);
		},
	);

	it('and the connection breaks: those paid are recovered, the others sent again', async () => {
		const halve = ({ body }: RecordedRequest) => (body as unknown[]).splice(2).length > 0;
		office.sandbox.faults.add({ call, kind: 'resetAfter', when: firstOnly(halve) });

		const result = await office.pay(sheetOf(6), four);

		expect(outcomes(result)).toEqual([...all('recovered', 2), ...all('allocated', 4)]);
		expect(office.paid()).toHaveLength(6);
		expect(new Set(office.paid())).toEqual(new Set(references(6)));
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

describe('a refusal of a whole batch', () => {
	const refused = async (fault: FaultRule) => {
		office.sandbox.faults.add({ call, times: 1, ...fault });
		return dataOf(await office.pay(sheetOf(4), { ...goOn, options: { batchSize: 2 } }));
	};

	// Whatever EnKash documents for the call (api-9796906), and no more.
	it.each<[string, FaultRule]>([
		['in a 200', { kind: 'refuse', message: 'Company Id is required if it is an Enkash User' }],
		['in a 422', { kind: 'refuse', status: 422, message: 'KYC is not uploaded' }],
		['in a 404', { kind: 'refuse', status: 404, message: 'Card account not found' }],
		['by its plan', { kind: 'refuse', message: 'Bin Type is not mapped on PlanMaster' }],
		['by its card', { kind: 'refuse', message: 'Primary Enkash card is not present' }],
		['by its partner', { kind: 'refuse', message: 'Card Account does not exist for this partner' }],
		['in a 429', { kind: 'rateLimit', message: 'Too Many Requests' }],
	])('that EnKash documents is final, %s', async (_, fault) => {
		const items = await refused(fault);

		for (const { error } of items.slice(0, 2)) expect(error).toMatch(/^Refused by EnKash: /);
		expect(items.slice(2).map(({ outcome }) => outcome)).toEqual(all('allocated', 2));
		expect(office.batches()).toHaveLength(2);
		// The look-up of all rows, and the check that it can be believed.
		expect(office.sandbox.requestsTo('R4')).toHaveLength(2);
	});

	it('in other words is believed once the transactions prove that it was not paid', async () => {
		const items = await refused({ kind: 'refuse', message: 'Something went wrong' });

		for (const { error } of items.slice(0, 2))
			expect(error).toMatch(/^Refused by EnKash: Something went wrong \[item \d\]$/);
		expect(office.batches()).toHaveLength(2);
		expect(office.sandbox.requestsTo('R4').length).toBeGreaterThan(2);
	});

	it('that came after half of it is not believed for the rows that were paid', async () => {
		const items = await refused({ kind: 'refuseHalf', message: 'User is blocked' });

		expect(items[0]).toMatchObject({ outcome: 'recovered' });
		expect(items[1].error).toBe('Refused by EnKash: User is blocked [item 1]');
		expect(office.paid()).toEqual(['AWARD-0', 'AWARD-2', 'AWARD-3']);
	});
});

it('an answer that cannot be looked up leaves its rows unconfirmed, each with its reference', async () => {
	office.sandbox.faults.add({ call, kind: 'resetAfter', times: 1 });
	office.sandbox.faults.add({ call: 'R4', kind: 'status', skip: 2 });

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

it('after five batches in a row that are left open, no further one is sent', async () => {
	office.sandbox.faults.add({ call, kind: 'resetAfter' });
	office.sandbox.faults.add({ call: 'R4', kind: 'status', skip: 2 });

	const items = dataOf(await office.pay(sheetOf(14), { ...goOn, options: { batchSize: 2 } }));

	for (const { error } of items.slice(0, 10)) expect(error).toMatch(/^Unconfirmed: /);
	for (const { error } of items.slice(10))
		expect(error).toMatch(/^Not paid: Not sent, since EnKash left the last 5 calls open \[/);
	expect(office.paid()).toEqual(references(10));
});

it('rows that cannot be looked up beforehand are not sent', async () => {
	office.sandbox.faults.add({ call: 'R4', kind: 'status' });
	const items = dataOf(await office.pay(sheetOf(2), goOn));
	for (const { error } of items)
		expect(error).toMatch(/^Not paid: Not sent, since the reference could not be looked up/);
	expect(office.batches()).toEqual([]);
});

it('rows that EnKash calls duplicates after a lost answer are found, not failed', async () => {
	office.sandbox.settings.duplicateReferences = 'refused';
	office.sandbox.faults.add({ call, kind: 'statusAfter', times: 1 });
	// The list shows what was paid later, and the first batch only when that was sent again.
	office.sandbox.faults.add({
		call: 'R4',
		kind: 'mutate',
		body: withoutFirst(3),
		when: () => office.batches().length < 3,
	});

	const result = await office.pay(sheetOf(6), { options: { batchSize: 3 } });
console.log(result.error?.message, result.error?.description, office.batches());
	expect(outcomes(result)).toEqual([...all('recovered', 3), ...all('allocated', 3)]);
	expect(office.batches()).toHaveLength(3);
	expect(office.paid()).toEqual(references(6));
});

/** The list without its records of the first rows. */
function withoutFirst(count: number): (text: string) => string {
	return (text) => {
		const answer = JSON.parse(text) as { payload: unknown[] };
		const hidden = references(count).map((reference) => JSON.stringify(reference));
		const isShown = (record: unknown) =>
			!hidden.some((reference) => JSON.stringify(record).includes(reference));
		return JSON.stringify({ ...answer, payload: answer.payload.filter(isShown) });
	};
}

describe('a batch that EnKash pays row by row, long after the time-out', () => {
	beforeAll(bringBackPauses);
	afterAll(skipPauses);

	it('is not sent again while rows keep coming', async () => {
		office.sandbox.faults.add({ call, kind: 'hang', when: firstOnly(payLater) });

		const result = await office.pay(sheetOf(6), { ...goOn,options: { timeout: 1000 } });
console.log(dataOf(result), office.batches(), office.sandbox.requests.map(({ at, call, path, status, fault, body }) => [at % 100000, call, JSON.stringify(body).slice(0,400), status, fault].join(' ')).join('\n'));

		expect(outcomes(result)).toEqual(all('recovered'));
		expect(office.paid()).toEqual(references(6));
	});
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
