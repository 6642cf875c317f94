/** Examples that make one payment or one order, or look up a balance. */
import assert from 'node:assert/strict';
import { itemsOf } from '../types';
import type { Runs } from './example-import';

export const runsOfCalls: Runs = {
	async 'reward-balance'({ execute, sandbox }) {
		const [{ cardAccountId, availableBalance }] = itemsOf(await execute(), 'Get Reward Account');
		const account = sandbox.state.accounts.get(String(cardAccountId));
		assert.equal(availableBalance, (account?.available ?? 0) / 100);
	},

	async 'buy-voucher'({ execute, sandbox }) {
		const data = await execute();
		const [order] = itemsOf(data, 'Create Order');
		assert.equal(order.outcome, 'ordered');
		assert.equal(order.vouchersPending, false);
		const [found] = itemsOf(data, 'Get Order');
		assert.equal(found.partnerOrderReferenceId, order.orderReferenceId);
		assert.equal(
			sandbox.ledger.filter(({ reference }) => reference === order.orderReferenceId).length,
			1,
		);
	},

	async 'coins-for-event'({ execute, sandbox }) {
		const data = await execute();
		const [coins] = itemsOf(data, 'Allocate Coins');
		assert.equal(coins.outcome, 'allocated');
		assert.equal(itemsOf(data, 'Get Balance')[0].balance, 50);
		assert.equal(sandbox.ledger.filter(({ kind }) => kind === 'coins').length, 1);
	},

	async 'reward-on-event'({ call, sandbox }) {
		const event = {
			eventId: 'DEAL-7',
			points: 250,
			email: 'nathan@example.com',
			mobile: '9000002001',
			title: 'Mr',
			firstName: 'Nathan',
			gender: 'M',
		};
		const first = await call(event);
		assert.deepEqual(first.body, { outcome: 'allocated', reference: 'DEAL-7', points: 250 });
		const again = await call(event);
		assert.deepEqual(again.body, { outcome: 'alreadyAllocated', reference: 'DEAL-7', points: 250 });
		assert.equal(sandbox.ledger.filter(({ reference }) => reference === 'DEAL-7').length, 1);
		const failed = await call({ ...event, eventId: 'DEAL-8', mobile: 'none' });
		assert.equal(failed.status, 422);
		assert.match(JSON.stringify(failed.body), /'Mobile' is not an Indian mobile number/);
	},

	async 'take-back-a-run'({ execute, sandbox }) {
		const before = sandbox.ledger.length;
		const outcomes = async () =>
			itemsOf(await execute(), 'Take Back').map(({ outcome }) => outcome);
		assert.deepEqual(await outcomes(), ['reversed', 'reversed']);
		assert.deepEqual(await outcomes(), ['alreadyReversed', 'alreadyReversed']);
		assert.equal(sandbox.ledger.length, before + 4);
	},

	async reconciliation({ execute }) {
		const findings = itemsOf(await execute(), 'Reconcile').filter(({ uniqueReferenceNumber }) =>
			String(uniqueReferenceNumber).startsWith('DEMO-CHECK-'),
		);
		assert.deepEqual(
			findings.map(({ finding }) => finding),
			['paid', 'paid'],
		);
	},
};
