/** Each row of a sheet is paid once, whatever becomes of the calls that carry it. */
import type { FaultRule, RecordedRequest } from '../../sandbox/types';
import { dataOf } from '../stage';
import { endSilence } from '../waiting';
import { all, call, firstOnly, goOn, outcomes, references, sheetOf, useOffice } from './sheetStage';

const office = useOffice();

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
