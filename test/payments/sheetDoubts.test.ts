/** A batch that is refused, cannot be looked up, or is carried out late: no row is paid twice, or told wrongly. */
import type { FaultRule, RecordedRequest } from '../../sandbox/types';
import { resetClock, stopClock } from '../clock';
import { dataOf } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';
import { all, call, firstOnly, goOn, outcomes, references, sheetOf, useOffice } from './sheetStage';

const office = useOffice();

describe('a refusal of a whole batch', () => {
	// However slow the machine is, no look-up gets too old.
	beforeEach(stopClock);
	afterEach(resetClock);

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
		// On a busy machine look-ups grow old, and are made again.
		stopClock();
		const items = await refused(fault);
		resetClock();

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
		expect(error).toMatch(/^Not sent, since EnKash left the last 5 calls open \[/);
	expect(office.paid()).toEqual(references(10));
});

it('rows that cannot be looked up beforehand are not sent', async () => {
	office.sandbox.faults.add({ call: 'R4', kind: 'status' });
	const items = dataOf(await office.pay(sheetOf(2), goOn));
	for (const { error } of items)
		expect(error).toMatch(/^Not sent, since the reference could not be looked up/);
	expect(office.batches()).toEqual([]);
});

it('rows that were paid before, and cannot be looked up now, are not told as unpaid', async () => {
	await office.pay(sheetOf(2));
	const elsewhere = await office.otherProcess();
	office.sandbox.faults.add({ call: 'R4', kind: 'refuse', message: 'Something went wrong' });
	const again = await elsewhere.run(call, {}, { items: sheetOf(2), ...goOn });
	for (const { error } of dataOf(again)) expect(error).toMatch(/^Not sent, since /);

	const stopped = await elsewhere.run(call, {}, { items: sheetOf(2) });
	expect(stopped.error?.message).toMatch(/^Not sent, since /);
	expect(stopped.error?.description).toMatch(/This execution paid no row\. 2 rows not sent\./);
	expect(office.paid()).toEqual(references(2));
});

it('rows that EnKash calls duplicates after a lost answer are found, not failed', async () => {
	Object.assign(office.sandbox.settings, { duplicateReferences: 'refused', listForm: 'array' });
	office.sandbox.faults.add({ call, kind: 'statusAfter', times: 1 });
	// The list shows what was paid later, and the first batch only when that was sent again.
	office.sandbox.faults.add({
		call: 'R4',
		kind: 'mutate',
		body: withoutFirst(3),
		when: () => office.batches().length < 3,
	});

	const result = await office.pay(sheetOf(6), { options: { batchSize: 3 } });
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

		const result = await office.pay(sheetOf(6), { options: { timeout: 1000 } });

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
		setTimeout(() => void fetch(url, request).catch(() => undefined), 400 * (index + 1));
	}
	return true;
}
