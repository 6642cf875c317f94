/** What the look-up of references may answer, and what is made of it. */
import type { FaultRule } from '../../sandbox/types';
import { resetClock, stopClock } from '../clock';
import { dataOf, useEach } from '../stage';
import { endSilence } from '../waiting';
import { call, openPayroll, outcomes, payrollOn, row } from './payroll';

const stage = useEach(openPayroll);

/** Remembers nothing and has no journal: what it knows, it has from the list alone. */
const stranger = async () => payrollOn(await stage.otherN8n());

describe('a look-up that fails', () => {
	it('before sending, keeps everything from being sent', async () => {
		stage.sandbox.faults.add({ call: 'R4', kind: 'status' });

		const { error } = await stage.allocate();

		expect(error?.message).toMatch(/^Not sent, since the reference could not be looked up: /);
		expect(error?.description).toMatch(/'Endpoint Overrides'.*'On Duplicate Reference' to 'Send'/);
		expect(stage.sends()).toBe(0);
	});

	it('after a lost answer, leaves the transfer unconfirmed, with its reference', async () => {
		stage.sandbox.faults.add({ call, kind: 'resetAfter' });
		stage.sandbox.faults.add({ call: 'R4', kind: 'status', skip: 1 });

		const { error } = await stage.allocate();

		expect(error?.message).toMatch(
			/^Reference ROW-1 is unconfirmed: The connection to .+ \[item 0\]$/,
		);
		expect(error?.description).toMatch(
			/could not be looked up either.*may or may not have been carried out/,
		);
		expect(stage.sends()).toBe(1);
	});

	it('after a lost answer, is made good when n8n retries the node', async () => {
		stage.sandbox.faults.add({ call, kind: 'resetAfter' });
		stage.sandbox.faults.add({ call: 'R4', kind: 'status', skip: 1, times: 8 });

		const result = await stage.allocate(row, {
			retryOnFail: true,
			maxTries: 2,
			waitBetweenTries: 1,
		});

		expect(dataOf(result)).toMatchObject([{ outcome: 'alreadyAllocated' }]);
		expect(stage.paid()).toEqual(['ROW-1']);
	});

	it('after a lost answer, keeps nothing else from being sent that was looked up just before', async () => {
		stage.sandbox.faults.add({ call, kind: 'resetAfter', times: 1 });
		// The look-ups before sending, the one after, and what a later one is repeated for.
		stage.sandbox.faults.add({ call: 'R4', kind: 'status', skip: 2 });

		const items = ['ROW-1', 'ROW-2', 'ROW-3'].map((name) => ({ row: name }));
		const result = dataOf(await stage.allocate(items, { onError: 'continueRegularOutput' }));

		expect(result).toMatchObject([
			{ error: expect.stringMatching(/^Reference ROW-1 is unconfirmed/) },
			{ outcome: 'allocated' },
			{ outcome: 'allocated' },
		]);
		expect(stage.paid()).toEqual(['ROW-1', 'ROW-2', 'ROW-3']);
	});

	it('for a while only, does not keep an answer from being recovered', async () => {
		const speak = endSilence(stage.sandbox);
		stage.sandbox.faults.add({ call, kind: 'hangAfter' });
		stage.sandbox.faults.add({ call: 'R4', kind: 'garbageAfter', skip: 1, times: 2 });

		expect(dataOf(await stage.allocate())).toMatchObject([{ outcome: 'recovered' }]);
		speak();
		expect(stage.paid()).toEqual(['ROW-1']);
	});

	it.each<[string, FaultRule]>([
		[
			'lists transactions of others',
			{ kind: 'mutate', body: (text) => text.replaceAll('ROW-1', 'ROW-9') },
		],
		[
			'lists no page of a list that has one',
			{ kind: 'mutate', body: '{"code":0,"message":"","payload":{"recordsCount":7,"data":[]}}' },
		],
	])('because it %s, sends nothing', async (_, fault) => {
		await stage.allocate();
		stage.sandbox.faults.add({ call: 'R4', ...fault });

		const { error } = await (await stranger()).allocate();

		expect(error?.message).toMatch(/EnKash listed other transactions than those asked for/);
		expect(stage.paid()).toEqual(['ROW-1']);
	});

	it('because another server says that it has no data, does not make the reference free', async () => {
		await stage.allocate();
		const body = '{"timestamp":1,"status":404,"message":"No data found"}';
		stage.sandbox.faults.add({ call: 'R4', kind: 'status', status: 404, body });

		const { error } = await (await stranger()).allocate();

		expect(error?.message).toMatch(
			/^Not sent, since the reference could not be looked up: .*No data found/,
		);
		expect(stage.paid()).toEqual(['ROW-1']);
	});

	it('because it does not tell a credit from a debit, sends nothing', async () => {
		await stage.allocate();
		stage.sandbox.faults.add({
			call: 'R4',
			kind: 'mutate',
			body: (text) => text.replaceAll(/"(cardTransactionType|type)":"\w+",/g, ''),
		});

		const { error } = await (await stranger()).allocate();

		expect(error?.message).toMatch(
			/lists the transaction, but not whether it is a credit or a debit/,
		);
		expect(stage.paid()).toEqual(['ROW-1']);
	});
});

describe('a look-up that EnKash answers in another way', () => {
	it.each([
		['an empty array', '{"code":0,"message":"Success","payload":[]}'],
		[
			'an empty list',
			'{"response_code":"0","response_message":"Success","payload":{"recordsCount":0,"data":null}}',
		],
		['no payload', '{"code":0,"message":"Success"}'],
		[
			'a refusal that says there are none',
			'{"code":1,"message":"No transactions found","payload":null}',
		],
	])('%s means that the reference is free', async (_, body) => {
		stage.sandbox.faults.add({ call: 'R4', kind: 'mutate', body });
		expect(dataOf(await stage.allocate())).toMatchObject([{ outcome: 'allocated' }]);
	});

	it.each(['"FAILED"', '{"name":"FAILED","label":"Not done"}'])(
		'a transaction with the status %s does not count as done',
		async (status) => {
			await stage.allocate();
			stage.sandbox.faults.add({
				call: 'R4',
				kind: 'mutate',
				body: (text) => text.replaceAll('"SUCCESS"', status),
			});
			expect(dataOf(await (await stranger()).allocate())).toMatchObject([{ outcome: 'allocated' }]);
		},
	);

	it.each([
		['by its type alone', '"cardTransactionType":"DR",', ''],
		['in a word', '"cardTransactionType":"DR"', '"cardTransactionType":"Debit"'],
		[
			'with a label',
			'"cardTransactionType":"DR"',
			'"cardTransactionType":{"name":"DR","label":"Debit"}',
		],
	])(
		'a debit that is told %s is not taken for a credit, nor sent again',
		async (_, told, instead) => {
			await stage.allocate([{ row: 'IN-1', points: 100 }]);
			const card = stage.sandbox.state.transactions.at(-1)?.card.enKashCardId ?? '';
			stage.sandbox.faults.add({
				call: 'R4',
				kind: 'mutate',
				body: (text) => text.replaceAll(told, instead),
			});
			const debit = {
				enKashCardId: { __rl: true, mode: 'id', value: card },
				loadAmount: 10,
				uniqueReferenceNumber: 'OUT-1',
			};

			const results = [
				await stage.run('reward.unallocate', debit),
				await stage.run('reward.unallocate', debit),
			];

			expect(results.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
			expect(results.flatMap((result) => outcomes(dataOf(result)))).toEqual([
				'allocated',
				'alreadyAllocated',
			]);
			expect(stage.paid()).toEqual(['IN-1', 'OUT-1']);
		},
	);

	it('an amount that is left blank is none to disagree with', async () => {
		await stage.allocate();
		stage.sandbox.faults.add({
			call: 'R4',
			kind: 'mutate',
			body: (text) => text.replaceAll(/"principalAmount":[\d.]+/g, '"principalAmount":""'),
		});
		expect(dataOf(await stage.allocate())).toMatchObject([{ outcome: 'alreadyAllocated' }]);
	});
});

it('references are looked up two hundred at a time, however EnKash pages its answer', async () => {
	const items = Array.from({ length: 220 }, (_, index) => ({ row: `ROW-${index}` }));
	const paid = 190;
	await stage.allocate(items.slice(0, 1));
	const { state } = stage.sandbox;
	const [first] = state.transactions.slice(-1);
	for (const { row: reference } of items.slice(1, paid)) {
		state.addTransaction({ ...first, id: `ECT-${reference}`, reference });
	}
	stage.sandbox.requests.length = 0;
	stage.sandbox.settings.listForm = 'array';

	const other = await stranger();
	// On a busy machine look-ups grow old, and are made again.
	stopClock();
	const result = await other.allocate(items, {}, { options: { concurrency: 10 } });
	resetClock();

	expect(outcomes(dataOf(result)).filter((outcome) => outcome === 'alreadyAllocated')).toHaveLength(
		paid,
	);
	expect(stage.sends()).toBe(items.length - paid);
	// One more checks the first answer that is empty, in the other spelling of the filter; and what is
	// new is asked for again, since whoever paid the others may be at work just now.
	expect(stage.sandbox.requestsTo('R4')).toHaveLength(5);
});

it('a server that knows no filter for several references is asked for each', async () => {
	await stage.allocate([{ row: 'ROW-1' }]);
	const whole = JSON.stringify({
		code: 0,
		message: '',
		payload: { recordsCount: 9, data: [{ pgReferenceNumber: 'OTHER' }] },
	});
	stage.sandbox.faults.add({
		call: 'R4',
		kind: 'mutate',
		when: ({ body }) => 'pgReferenceNumbers' in (body as object),
		body: whole,
	});

	const result = await stage.allocate([{ row: 'ROW-1' }, { row: 'ROW-2' }, { row: 'ROW-3' }]);

	expect(outcomes(dataOf(result))).toEqual(['alreadyAllocated', 'allocated', 'allocated']);
	expect(stage.paid()).toEqual(['ROW-1', 'ROW-2', 'ROW-3']);
});
