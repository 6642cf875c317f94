/** What a reference that was used before means, in this run, in a retry and in an older execution. */
import { dataOf, useEach } from '../stage';
import { call, ofRow, openPayroll, outcomes, person, row } from './payroll';

const stage = useEach(openPayroll);

describe('a reference that was used before', () => {
	beforeEach(async () => {
		await stage.allocate();
	});

	it.each([
		['accepts', 'returnExisting', { outcome: 'alreadyAllocated' }],
		['refuses', 'returnExisting', { outcome: 'alreadyAllocated' }],
		['accepts', 'fail', { error: 'Reference ROW-1 was used before [item 0]' }],
		['refuses', 'fail', { error: 'Reference ROW-1 was used before [item 0]' }],
		[
			'refuses',
			'send',
			{ error: 'Transaction already exists for uniqueReferenceNumber: ROW-1 [item 0]' },
		],
	])(
		'by a server that %s it and with the policy %s, is paid no second time',
		async (server, onDuplicateReference, told) => {
			stage.sandbox.settings.duplicateReferences = server === 'accepts' ? 'accepted' : 'refused';

			const options = { onDuplicateReference };
			const result = await stage.allocate(row, { onError: 'continueRegularOutput' }, { options });

			expect(dataOf(result)).toMatchObject([told]);
			expect(stage.paid()).toEqual(['ROW-1']);
			expect(stage.sends()).toBe(onDuplicateReference === 'send' ? 2 : 1);
		},
	);

	it('is sent again where the user wants that', async () => {
		await stage.allocate(row, {}, { options: { onDuplicateReference: 'send' } });
		expect(stage.paid()).toEqual(['ROW-1', 'ROW-1']);
	});

	it('and is sent again as the user wants: where that answer is lost, the older transfer is not taken for it', async () => {
		stage.sandbox.faults.add({ call, kind: 'resetBefore', times: 1 });
		const options = { onDuplicateReference: 'send' };

		const { error } = await stage.allocate(
			row,
			{ retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			{ options },
		);

		expect(error?.message).toMatch(/^Reference ROW-1 is unconfirmed: /);
		expect(error?.description).toMatch(
			/^EnKash has a transfer under it, but that may be an older one\./,
		);
		// Nor does a retry send what is unconfirmed.
		expect(stage.sends()).toBe(2);
	});

	it('for another number of points, is refused', async () => {
		const { error } = await stage.allocate([{ row: 'ROW-1', points: 20 }]);
		expect(error?.message).toBe(
			'Reference ROW-1 was used before, for 10 points and not 20 [item 0]',
		);
		expect(stage.paid()).toEqual(['ROW-1']);
	});

	it('in the other direction, stands for itself', async () => {
		const back = { ...ofRow, enKashCardId: '', firstName: undefined };
		const card = stage.sandbox.state.transactions.at(-1)?.card.enKashCardId;
		const debit = { ...back, enKashCardId: { __rl: true, mode: 'id', value: card } };
		const taken = await stage.run('reward.unallocate', debit, { items: row });

		expect(dataOf(taken)).toMatchObject([{ outcome: 'allocated' }]);
		expect(stage.sandbox.ledger.map(({ kind }) => kind)).toEqual(['credit', 'debit']);
	});
});

it('a new reference that is sent unseen is sent again once the list has proved that it is not there', async () => {
	stage.sandbox.faults.add({ call, kind: 'resetBefore', times: 1 });

	const options = { onDuplicateReference: 'send' };
	const result = await stage.allocate([{ row: 'ROW-1' }, { row: 'ROW-2' }], {}, { options });

	expect(outcomes(dataOf(result))).toEqual(['allocated', 'allocated']);
	expect(stage.paid()).toEqual(['ROW-2', 'ROW-1']);
});

describe('a reference that two items share', () => {
	it.each([1, 2])('is paid once, with %d items at a time', async (concurrency) => {
		const result = await stage.allocate([...row, ...row], {}, { options: { concurrency } });
		expect(outcomes(dataOf(result))).toEqual(['allocated', 'alreadyAllocated']);
		expect(stage.paid()).toEqual(['ROW-1']);
	});

	it.each([
		['another number of points', { points: 20 }, 'for 10 points and not 20'],
		['another person', { email: 'other@example.com', mobile: '9876500000' }, 'for another user'],
	])('is refused to the one that has %s', async (_, other, difference) => {
		const items = [{ row: 'ROW-1' }, { row: 'ROW-1', ...other }];
		const changes = {
			email: `={{ $json.email ?? "${person.email}" }}`,
			mobile: `={{ $json.mobile ?? "${person.mobile}" }}`,
		};

		const { error } = await stage.allocate(items, {}, changes);

		expect(error?.message).toBe(`Reference ROW-1 was used before, ${difference} [item 1]`);
		expect(stage.paid()).toEqual(['ROW-1']);
	});

	it("is refused to the one that has another person, also where EnKash's answer names nobody", async () => {
		// The answer that R1's page shows (api-9796905).
		const payload = {
			enKashCardId: 'EKC04AZHXP',
			enkashCardTxnId: 'ECTRSZJ8CRJ2E',
			pgReferenceNumber: 'ROW-1',
			otbBalance: 11,
		};
		stage.sandbox.faults.add({
			call,
			kind: 'mutate',
			body: JSON.stringify({ code: 0, message: 'Success', payload }),
		});
		const other = { row: 'ROW-1', email: 'other@example.com', mobile: '9876500000' };
		const { error } = await stage.allocate(
			[...row, other],
			{},
			{
				email: `={{ $json.email ?? "${person.email}" }}`,
				mobile: `={{ $json.mobile ?? "${person.mobile}" }}`,
			},
		);

		expect(error?.message).toBe('Reference ROW-1 was used before, for another user [item 1]');
		expect(stage.paid()).toEqual(['ROW-1']);
	});

	it('is not sent by the second where the first is unconfirmed', async () => {
		stage.sandbox.faults.add({ call, kind: 'resetAfter', times: 1 });
		stage.sandbox.faults.add({ call: 'R4', kind: 'status', skip: 1 });

		const result = await stage.allocate([...row, ...row], { onError: 'continueRegularOutput' });

		for (const { error } of dataOf(result))
			expect(error).toMatch(/^Reference ROW-1 is unconfirmed/);
		expect(stage.sends()).toBe(1);
	});

	it('is not sent by a second try where the first is unconfirmed, even with the policy send', async () => {
		stage.sandbox.faults.add({ call, kind: 'resetAfter', times: 1 });
		stage.sandbox.faults.add({ call: 'R4', kind: 'status' });

		const options = { onDuplicateReference: 'send' };
		const again = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		await stage.allocate(row, again, { options });

		expect(stage.sends()).toBe(1);
	});
});

describe('when n8n retries the node', () => {
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const two = [{ row: 'ROW-1' }, { row: 'ROW-2' }];

	it.each([
		['given', two],
		['derived', [{}, {}]],
	])('items with a %s reference that were paid are not paid again', async (_, items) => {
		stage.sandbox.faults.add({
			call,
			kind: 'refuse',
			message: 'Insufficient balance',
			skip: 1,
			times: 1,
		});

		const result = await stage.allocate(items, retry);

		expect(outcomes(dataOf(result))).toEqual(['alreadyAllocated', 'allocated']);
		expect(new Set(stage.paid()).size).toBe(2);
		expect(stage.paid()).toHaveLength(2);
	});

	it("an item that was paid fails under 'Fail', which does not claim that this execution moved nothing", async () => {
		stage.sandbox.faults.add({
			call,
			kind: 'refuse',
			message: 'Insufficient balance',
			skip: 1,
			times: 1,
		});
		const options = { onDuplicateReference: 'fail' };

		const { error } = await stage.allocate(two, retry, { options });

		expect(error?.message).toBe('Reference ROW-1 was used before [item 0]');
		expect(error?.description).toMatch(
			/^By another transfer, or by an earlier try of this execution; /,
		);
		expect(stage.paid()).toEqual(['ROW-1']);
	});

	it('it says what was carried out where it stops for good', async () => {
		stage.sandbox.faults.add({ call, kind: 'refuse', message: 'Company is not active', skip: 1 });

		const { error } = await stage.allocate(two);

		expect(error?.message).toBe('Company is not active [item 1]');
		expect(error?.description).toMatch(
			/1 item was carried out: ROW-1\. Retry this execution for the rest, and nothing is paid twice/,
		);
	});
});

it('an objection that the transactions have to one item keeps all of them from being sent', async () => {
	await stage.allocate([{ row: 'ROW-2' }]);
	const { error } = await stage.allocate([{ row: 'ROW-1' }, { row: 'ROW-2', points: 99 }]);
	expect(error?.message).toBe('Reference ROW-2 was used before, for 10 points and not 99 [item 1]');
	expect(stage.paid()).toEqual(['ROW-2']);
});

describe('an item that is left unconfirmed behind one that fails', () => {
	const two = [{ row: 'ROW-1' }, { row: 'ROW-2' }];
	const options = { concurrency: 2 };
	const of =
		(reference: string) =>
		({ body }: { body?: unknown }) =>
			JSON.stringify(body).includes(reference);

	beforeEach(() => {
		stage.sandbox.faults.add({
			call,
			kind: 'refuse',
			message: 'Company is not active',
			when: of('ROW-1'),
		});
		stage.sandbox.faults.add({ call, kind: 'resetAfter', when: of('ROW-2') });
		stage.sandbox.faults.add({ call: 'R4', kind: 'status', skip: 2 });
	});

	it('is named where the node stops, and kept for the list of executions', async () => {
		const { error, metadata } = await stage.allocate(two, {}, { options });

		expect(error?.message).toBe('Company is not active [item 0]');
		expect(error?.description).toMatch(
			/Unconfirmed besides it: ROW-2\. Look in EnKash before sending that again\.$/,
		);
		expect(metadata).toEqual({ enkashUnconfirmed: 'ROW-2' });
		expect(stage.paid()).toEqual(['ROW-2']);
	});

	it('is kept as well where the node goes on', async () => {
		const { metadata } = await stage.allocate(
			two,
			{ onError: 'continueRegularOutput' },
			{ options },
		);
		expect(metadata).toEqual({ enkashUnconfirmed: 'ROW-2' });
	});
});

it('the references that were paid are kept for the list of executions', async () => {
	const { metadata } = await stage.allocate(['ROW-1', 'ROW-2'].map((name) => ({ row: name })));
	expect(metadata).toEqual({ enkashReferences: 'ROW-1, ROW-2' });
});
