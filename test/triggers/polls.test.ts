/** What n8n does with polls: by hand, at once, again, with other fields, with little time. */
import { setStage, useEach } from '../stage';
import { activate, addMany, allocate, fetchTestEvent, nothing, watch } from './watching';

const stage = useEach(setStage);

const kept = () => JSON.stringify(stage.engine.staticData.read('workflow'));

describe('by hand', () => {
	it.each([
		['transactionCreated', {}, ['reference', 'points']],
		['balanceBelow', { threshold: 5 }, ['availableBalance', 'threshold']],
		['userCreated', {}, ['enKashCardId', 'email']],
		[
			'coinBalanceChanged',
			{ users: { user: [{ userId: 'EK8IHN4B' }] } },
			['balance', 'previousBalance'],
		],
	])('%s shows one item, though nothing is new', async (event, parameters, fields) => {
		const { items, error } = await fetchTestEvent(stage, event, parameters);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		for (const field of fields) expect(items[0]).toHaveProperty(field);
	});

	it('moves nothing: what is new comes all the same', async () => {
		const poller = await watch(stage, 'transactionCreated');
		await allocate(stage, 'ROW-1');
		const before = kept();
		await fetchTestEvent(stage, 'transactionCreated', {});
		expect(kept()).toBe(before);
		expect((await poller.poll()).items).toMatchObject([{ reference: 'ROW-1' }]);
	});

	it('shows the newest, whichever way the list is sorted', async () => {
		for (const listOrder of ['newestFirst', 'oldestFirst', 'shuffled'] as const) {
			stage.sandbox.settings.listOrder = listOrder;
			const { items } = await fetchTestEvent(stage, 'transactionCreated', {});
			expect(items).toMatchObject([{ occurredAt: '2025-05-21T04:00:00.000Z' }]);
		}
	});

	it('says so where there is nothing to show, and what to do', async () => {
		const { error } = await fetchTestEvent(stage, 'transactionCreated', {
			filters: { amountFrom: 1_000_000 },
		});
		expect(error).toMatchObject({
			message: 'EnKash lists no transaction that these filters let through',
			description: "Allocate some points in EnKash first, or take some of the 'Filters' away.",
		});
		expect((await fetchTestEvent(stage, 'orderStatusChanged', {})).error?.message).toBe(
			'EnKash has no such order',
		);
	});
});

describe('what is watched', () => {
	it('begins anew where it is something else: nothing of before comes out', async () => {
		await watch(stage, 'transactionCreated', { parameters: { filters: { amountFrom: 500 } } });
		await allocate(stage, 'SMALL', 5);
		const { poller, first } = await activate(stage, 'transactionCreated');
		expect(first).toEqual(nothing);
		await allocate(stage, 'AFTER', 5);
		expect((await poller.poll()).items).toMatchObject([{ reference: 'AFTER' }]);
	});

	it('stays what it was where only its looks change', async () => {
		await watch(stage, 'transactionCreated');
		await allocate(stage, 'ROW-1');
		const { first } = await activate(stage, 'transactionCreated', {
			parameters: { simplify: false, options: { timeout: 5000, overlap: 90 } },
		});
		expect(first.items).toMatchObject([{ reference: 'ROW-1' }]);
	});

	it('stays what it was with an expression that gives something else each time', async () => {
		const filters = '={{ { amountFrom: Math.random() } }}';
		const poller = await watch(stage, 'transactionCreated', { parameters: { filters } });
		await allocate(stage, 'ROW-1');
		expect((await poller.poll()).items).toMatchObject([{ reference: 'ROW-1' }]);
	});

	it('begins anew where somebody has written something else into what n8n keeps', async () => {
		await watch(stage, 'transactionCreated');
		for (const state of [
			null,
			[],
			'text',
			{ position: 'now' },
			{ position: 1, floor: 2, seen: 3 },
		]) {
			const data = stage.engine.staticData.read('workflow') as Record<
				string,
				{ enkash: { state: unknown } }
			>;
			data['node:EnKash Trigger'].enkash.state = state;
			stage.engine.staticData.write('workflow', data);
			const { first } = await activate(stage, 'transactionCreated');
			expect(first).toEqual(nothing);
		}
	});

	it('goes on where the workflow was switched off for a while', async () => {
		await watch(stage, 'transactionCreated');
		await allocate(stage, 'MEANWHILE');
		const { first } = await activate(stage, 'transactionCreated');
		expect(first.items).toMatchObject([{ reference: 'MEANWHILE' }]);
	});
});

it('two polls at once tell nothing twice', async () => {
	const poller = await watch(stage, 'transactionCreated');
	await allocate(stage, 'ROW-1');
	const polls = await Promise.all([poller.poll(), poller.poll(), poller.poll()]);
	expect(polls.flatMap(({ items }) => items)).toMatchObject([{ reference: 'ROW-1' }]);
});

it('two triggers of one workflow, or of two, do not mind each other', async () => {
	const one = await watch(stage, 'transactionCreated', { workflowId: 'one' });
	const two = await watch(stage, 'transactionCreated', { workflowId: 'two' });
	await allocate(stage, 'ROW-1');
	const polls = await Promise.all([one.poll(), two.poll()]);
	expect(polls.map(({ items }) => items.length)).toEqual([1, 1]);
});

it('a first poll that fails sets nothing, and the next one begins', async () => {
	stage.sandbox.faults.add({ call: 'R4', kind: 'html', times: 1 });
	const { poller, first } = await activate(stage, 'transactionCreated');
	expect(first.error).toBeDefined();
	await allocate(stage, 'BEFORE');
	expect(await poller.poll()).toEqual(nothing);
	await allocate(stage, 'AFTER');
	expect((await poller.poll()).items).toMatchObject([{ reference: 'AFTER' }]);
});

it('what a poll has no time for comes with the next ones, and the last item says so', async () => {
	stage.sandbox.settings.listPaging = 'countsAll';
	const poller = await watch(stage, 'transactionCreated', { budget: 0 });
	addMany(stage, 35);
	const told: string[] = [];
	const marks: number[] = [];
	for (let poll = 0; poll < 8; poll++) {
		const { items, error } = await poller.poll();
		expect(error).toBeUndefined();
		told.push(
			...items.flatMap(({ reference }) => (typeof reference === 'string' ? [reference] : [])),
		);
		items.forEach(({ moreNextPoll }, index) => {
			if (moreNextPoll) marks.push(items.length - 1 - index);
		});
		if (poll === 1) {
			await allocate(stage, 'MEANWHILE', 1);
		}
	}
	expect([...told].sort()).toEqual(
		[...Array.from({ length: 35 }, (_, row) => `R${row}`), 'MEANWHILE'].sort(),
	);
	// It is on the last item alone, and not on the last poll.
	expect(new Set(marks)).toEqual(new Set([0]));
});

it('more than n8n has room to remember shortens the overlap, and the last item says so, once', async () => {
	const poller = await watch(stage, 'transactionCreated');
	addMany(stage, 11_501);
	const { items } = await poller.poll();
	expect(items.map(({ reference }) => reference)).toEqual(
		Array.from({ length: 11_501 }, (_, index) => `R${index}`),
	);
	expect(items.filter(({ overlapNote }) => overlapNote !== undefined)).toEqual([items.at(-1)]);
	expect(items.at(-1)?.overlapNote).toMatch(
		/^More records lie within the overlap of 60 minutes than n8n has room to remember, so it was shortened to 5 minutes: what EnKash lists later than that does not come out\. Share the records out among several triggers by 'Filters', or set a shorter 'Overlap'\.$/,
	);
	expect(stage.engine.staticData.size('workflow')).toBeLessThanOrEqual(65_536);
	await allocate(stage, 'AFTER');
	const next = await poller.poll();
	expect(next.items).toMatchObject([{ reference: 'AFTER' }]);
	expect(next.items[0]).not.toHaveProperty('overlapNote');
});

it('what n8n keeps holds no ID, no name and no secret', async () => {
	const poller = await watch(stage, 'transactionCreated');
	await allocate(stage, 'ROW-SECRET-1');
	await poller.poll();
	const { userId } = stage.sandbox.state.transactions.at(-1)?.card ?? { userId: '' };
	expect(kept()).not.toMatch(new RegExp(`ROW-SECRET|asha|${userId}|CAVBMRFE8`, 'i'));
});
