/** What each event is about, on n8n's engine against the sandbox. */
import { bringBackPauses, skipPauses } from '../waiting';
import { setStage, type Stage } from '../stage';
import { activate, allocate, watch } from './watching';

let stage: Stage;

beforeAll(skipPauses);
afterAll(bringBackPauses);
beforeEach(async () => {
	stage = await setStage();
});
afterEach(() => stage.stop());

const nothing = { items: [] };

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

describe('balanceBelow', () => {
	const available = () => {
		const account = stage.sandbox.state.accounts.get('CAVBMRFE8');
		if (!account) throw new Error('The sandbox has lost its account');
		return account;
	};
	const points = (left: number) => (available().available = left * 100);
	const watched = (threshold: number) =>
		watch(stage, 'balanceBelow', { parameters: { threshold } });

	it('happens once when it falls, and again only after it has recovered', async () => {
		points(1000);
		const poller = await watched(500);
		const told: unknown[] = [];
		for (const left of [700, 500, 499, 300, 499.99, 500, 499, 400]) {
			points(left);
			told.push(...(await poller.poll()).items.map(({ availableBalance }) => availableBalance));
		}
		expect(told).toEqual([499, 499]);
	});

	it('does not happen because it is low already', async () => {
		points(100);
		const poller = await watched(500);
		expect(await poller.poll()).toEqual(nothing);
		points(600);
		expect(await poller.poll()).toEqual(nothing);
		points(100);
		expect((await poller.poll()).items).toMatchObject([{ availableBalance: 100, threshold: 500 }]);
	});

	it('is forgotten to have recovered where nothing was saved since, as the docs say', async () => {
		points(1000);
		const poller = await watched(500);
		points(100);
		expect((await poller.poll()).items).toHaveLength(1);
		points(1000);
		expect(await poller.poll()).toEqual(nothing);
		// Low again while n8n is down: what it has saved is that it was low.
		points(100);
		const { first } = await activate(stage, 'balanceBelow', { parameters: { threshold: 500 } });
		expect(first).toEqual(nothing);
	});

	it('is known to have recovered where n8n saw it when it was started', async () => {
		points(1000);
		const poller = await watched(500);
		points(100);
		expect((await poller.poll()).items).toHaveLength(1);
		points(1000);
		const again = await watched(500);
		points(100);
		expect((await again.poll()).items).toHaveLength(1);
	});

	it('says so where EnKash tells no balance, and stays as it was', async () => {
		points(1000);
		const poller = await watched(500);
		stage.sandbox.faults.add({
			call: 'R3',
			kind: 'mutate',
			times: 1,
			body: (text) => text.replace(/"availableBalance":[^,]*/, '"availableBalance":null'),
		});
		points(100);
		expect((await poller.poll()).error?.message).toBe(
			"EnKash answered without the account's balance",
		);
		expect((await poller.poll()).items).toHaveLength(1);
	});
});

describe('orderStatusChanged', () => {
	const place = async (reference: string) => {
		const result = await stage.run('redemption.createOrder', {
			productCatalogId: 'PC7513531244A681',
			denomination: '500',
			quantity: 2,
			orderReferenceId: reference,
		});
		if (result.error) throw result.error;
	};

	/** Lets the vouchers of all orders be there. */
	const fulfil = () => {
		for (const each of stage.sandbox.state.orders) each.readyAt = 0;
	};

	it('gives each change of what a search finds, new orders among them', async () => {
		stage.sandbox.settings.fulfilmentDelay = 3_600_000;
		await place('BEFORE');
		const poller = await watch(stage, 'orderStatusChanged');
		expect(await poller.poll()).toEqual(nothing);

		await place('AFTER');
		expect((await poller.poll()).items).toMatchObject([
			{ partnerOrderReferenceId: 'AFTER', orderStatus: 'PENDING', voucherCount: 0 },
		]);
		fulfil();
		const { items } = await poller.poll();
		expect(items).toMatchObject(
			['AFTER', 'BEFORE'].map((partnerOrderReferenceId) => ({
				partnerOrderReferenceId,
				orderStatus: 'SUCCESS',
				previousOrderStatus: 'PENDING',
				voucherCount: 2,
			})),
		);
		expect(JSON.stringify(items)).not.toMatch(/cardNumber|pin/);
		expect(await poller.poll()).toEqual(nothing);
	});

	it('gives the codes only where it is asked to', async () => {
		const poller = await watch(stage, 'orderStatusChanged', {
			parameters: { options: { includeVoucherCodes: true } },
		});
		stage.sandbox.settings.fulfilmentDelay = 0;
		await place('AFTER');
		expect((await poller.poll()).items).toMatchObject([
			{ voucherDetailsList: [{ cardNumber: expect.any(String) as string }, {}] },
		]);
	});

	it('watches what a filter finds whose expression gives another time with each poll', async () => {
		const createdOnFrom = '={{ $now.minus({ days: 30 }).toISO() }}';
		const poller = await watch(stage, 'orderStatusChanged', {
			parameters: { filters: { createdOnFrom } },
		});
		await place('AFTER');
		expect((await poller.poll()).items).toMatchObject([{ partnerOrderReferenceId: 'AFTER' }]);
	});

	it('watches orders by reference, also before they are placed', async () => {
		stage.sandbox.settings.fulfilmentDelay = 0;
		const locator = { __rl: true, mode: 'id', value: 'ONE, TWO' };
		const poller = await watch(stage, 'orderStatusChanged', {
			parameters: {
				whichOrders: 'references',
				orders: { order: [{ orderReferenceId: locator }, { orderReferenceId: 'THREE' }] },
			},
		});
		expect(await poller.poll()).toEqual(nothing);
		await place('TWO');
		await place('OTHER');
		expect((await poller.poll()).items).toMatchObject([{ partnerOrderReferenceId: 'TWO' }]);
		expect(await poller.poll()).toEqual(nothing);
	});

	it('asks for the orders to be named', async () => {
		const { first } = await activate(stage, 'orderStatusChanged', {
			parameters: { whichOrders: 'references' },
		});
		expect(first.error?.message).toBe("'Orders' is empty");
	});
});

describe('coinBalanceChanged', () => {
	const users = (...ids: string[]) => ({
		users: { user: ids.map((id) => ({ userId: { __rl: true, mode: 'id', value: id } })) },
	});

	it('gives the new balance, the one before and the difference, of those who are watched', async () => {
		const { coinBalances } = stage.sandbox.state;
		const [one, two, three] = coinBalances.keys();
		const poller = await watch(stage, 'coinBalanceChanged', { parameters: users(one, two) });
		expect(await poller.poll()).toEqual(nothing);
		coinBalances.set(one, 40).set(three, 9);
		expect((await poller.poll()).items).toEqual([
			{ userId: one, balance: 40, previousBalance: 0, change: 40 },
		]);
		coinBalances.set(one, 15).set(two, 1);
		expect((await poller.poll()).items).toEqual([
			{ userId: one, balance: 15, previousBalance: 40, change: -25 },
			{ userId: two, balance: 1, previousBalance: 0, change: 1 },
		]);
	});

	it('does not forget what it knows when a user is added', async () => {
		const { coinBalances } = stage.sandbox.state;
		const [one, two] = coinBalances.keys();
		await watch(stage, 'coinBalanceChanged', { parameters: users(one) });
		coinBalances.set(one, 40).set(two, 7);
		const { first } = await activate(stage, 'coinBalanceChanged', { parameters: users(one, two) });
		expect(first.items).toMatchObject([{ userId: one, change: 40 }]);
	});

	it('names the user that EnKash does not know', async () => {
		const { first } = await activate(stage, 'coinBalanceChanged', {
			parameters: users('EKNOBODY'),
		});
		expect(first.error?.message).toBe('User not found (user EKNOBODY)');
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
