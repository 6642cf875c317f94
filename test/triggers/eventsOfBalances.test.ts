/** Events that happen because a balance changed: of an account, of coins. */
import { setStage, useEach } from '../stage';
import { activate, nothing, watch } from './watching';

const stage = useEach(setStage);

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
