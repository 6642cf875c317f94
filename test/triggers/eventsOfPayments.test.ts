/** Events that happen because points were given: a transaction, a new user. */
import { bringBackPauses, skipPauses } from '../waiting';
import { setStage, type Stage } from '../stage';
import { activate, allocate, nothing, watch } from './watching';

let stage: Stage;

beforeAll(skipPauses);
afterAll(bringBackPauses);
beforeEach(async () => {
	stage = await setStage();
});
afterEach(() => stage.stop());

describe('transactionCreated', () => {
	it('gives what is allocated from now on, once, with the same ten fields as Get Transactions', async () => {
		const poller = await watch(stage, 'transactionCreated');
		expect(await poller.poll()).toEqual(nothing);

		await allocate(stage, 'ROW-1', 250);
		const { items } = await poller.poll();
		const filters = { pgReferenceNumber: 'ROW-1' };
		const listed = await stage.run('reward.getTransactions', { filters });
		expect(items).toEqual(listed.items.map(({ json }) => json));
		expect(items).toMatchObject([{ reference: 'ROW-1', points: 250, direction: 'CR' }]);
		expect(Object.keys(items[0])).toHaveLength(10);
		expect(await poller.poll()).toEqual(nothing);
	});

	it('gives what EnKash said beside it, where it is not simplified', async () => {
		const poller = await watch(stage, 'transactionCreated', { parameters: { simplify: false } });
		await allocate(stage, 'ROW-1');
		expect((await poller.poll()).items).toMatchObject([
			{ reference: 'ROW-1', raw: { pgReferenceNumber: 'ROW-1', principalAmount: 100 } },
		]);
	});

	it.each<[string, Record<string, unknown>, string[]]>([
		['no filter', {}, ['SMALL', 'LARGE', 'BACK']],
		['a direction', { cardTransactionType: 'DR' }, ['BACK']],
		['a type', { type: 'allocate_point' }, ['SMALL', 'LARGE']],
		['least points', { amountFrom: 100 }, ['LARGE']],
		['a user', { userId: 'the second' }, ['LARGE']],
		['a card', { enKashCardId: { __rl: true, mode: 'id', value: 'the first' } }, ['SMALL', 'BACK']],
	])('%s lets through what it says', async (_what, filters, expected) => {
		const [, one, two] = stage.sandbox.state.accounts.get('CAVBMRFE8')?.cards ?? [];
		const text = JSON.stringify(filters)
			.replace('the second', two.userId)
			.replace('the first', one.enKashCardId);
		const poller = await watch(stage, 'transactionCreated', {
			parameters: { filters: JSON.parse(text) as never },
		});
		await allocate(stage, 'SMALL', 20, { email: one.email, mobile: one.mobile });
		await allocate(stage, 'LARGE', 200, { email: two.email, mobile: two.mobile });
		await stage.run('reward.unallocate', {
			enKashCardId: one.enKashCardId,
			loadAmount: 5,
			uniqueReferenceNumber: 'BACK',
		});
		const { items } = await poller.poll();
		expect(items.map(({ reference }) => reference)).toEqual(expected);
	});

	it('does not tell of what EnKash lists as failed, unless it is asked to', async () => {
		const some = await watch(stage, 'transactionCreated', { workflowId: 'some' });
		const all = await watch(stage, 'transactionCreated', {
			workflowId: 'all',
			parameters: { filters: { includeFailed: true } },
		});
		stage.sandbox.faults.add({ call: 'R1', kind: 'recordOnly', words: ['DECLINED'], times: 1 });
		await stage.run('reward.allocate', {
			email: 'asha@example.com',
			mobile: '9000000001',
			title: 'Ms',
			firstName: 'Asha',
			gender: 'F',
			loadAmount: 5,
			uniqueReferenceNumber: 'NOT-PAID',
		});
		expect(await some.poll()).toEqual(nothing);
		expect((await all.poll()).items).toMatchObject([{ reference: 'NOT-PAID', status: 'DECLINED' }]);
	});

	it('tells of no other account, and calls a credit a credit, whoever’s side EnKash takes', async () => {
		const poller = await watch(stage, 'transactionCreated');
		Object.assign(stage.sandbox.settings, { listStrangers: true, listSide: 'account' });
		await allocate(stage, 'ROW-1');
		expect((await poller.poll()).items).toMatchObject([{ reference: 'ROW-1', direction: 'CR' }]);
	});

	it('watches an incentive account', async () => {
		const accounts = [...stage.sandbox.state.accounts.values()];
		const { companyId = '', cardAccountId = '' } =
			accounts.find(({ kind }) => kind === 'incentive') ?? {};
		const poller = await watch(stage, 'transactionCreated', {
			parameters: { accountType: 'incentive', companyId, cardAccountId },
		});
		await stage.run('incentive.allocate', {
			companyId,
			cardAccountId,
			email: 'asha@example.com',
			mobile: '9000000001',
			title: 'Ms',
			firstName: 'Asha',
			gender: 'F',
			loadAmount: 5,
			uniqueReferenceNumber: 'INCENTIVE-1',
		});
		expect((await poller.poll()).items).toMatchObject([{ reference: 'INCENTIVE-1' }]);
	});

	it('whose time zone is none is refused in a sentence when it is activated', async () => {
		const { first } = await activate(stage, 'transactionCreated', {
			parameters: { options: { enkashTimeZone: 'Mars/Olympus' } },
		});
		expect(first.error?.message).toBe(
			"'EnKash Time Zone' is 'Mars/Olympus', which is no time zone",
		);
	});
});

describe('userCreated', () => {
	it('gives a new card holder once, and not because points come again', async () => {
		const poller = await watch(stage, 'userCreated');
		expect(await poller.poll()).toEqual(nothing);
		await allocate(stage, 'ROW-1', 10, { email: 'new@example.com', mobile: '9000000077' });
		await allocate(stage, 'ROW-2', 10, { email: 'new@example.com', mobile: '9000000077' });
		const { items } = await poller.poll();
		expect(items).toMatchObject([{ firstName: 'Asha', email: 'new@example.com' }]);
		await allocate(stage, 'ROW-3', 10, { email: 'new@example.com', mobile: '9000000077' });
		expect(await poller.poll()).toEqual(nothing);
	});
});
