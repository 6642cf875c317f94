/** Examples that EnKash Trigger starts. */
import assert from 'node:assert/strict';
import { itemsOf } from '../types';
import type { Runs } from './example-import';

export const runsOfTriggers: Runs = {
	async 'trigger-transaction-to-sheet'({ execute, sandbox }) {
		const data = await execute();
		const [row] = itemsOf(data, 'Transaction Created');
		const references = sandbox.state.transactions.map(({ reference }) => reference);
		assert.ok(references.includes(String(row.reference)));
		assert.equal(itemsOf(data, 'Append Row').length, 1);
	},

	async 'trigger-low-balance'({ execute, mail }) {
		const [{ availableBalance }] = itemsOf(await execute(), 'Balance Below');
		assert.equal(mail.mails[0].to, 'finance@example.com');
		assert.match(mail.mails[0].subject, new RegExp(`${String(availableBalance)} points left`));
		assert.match(mail.mails[0].text, /fewer than 50000/);
	},

	async 'trigger-voucher-ready'({ execute, sandbox, mail }) {
		const { orders } = sandbox.state;
		const [model] = orders;
		orders.push({ ...model, orderId: 'ORTRIGGER', reference: 'AWARD-7/nathan@example.com' });
		await execute();
		orders.pop();
		const [{ cardNumber, pin }] = model.vouchers;
		assert.equal(mail.mails[0].to, 'nathan@example.com');
		assert.ok(mail.mails[0].text.includes(`Number ${cardNumber}, PIN ${pin}`));
	},

	async 'trigger-welcome'({ execute, mail }) {
		const [{ email, firstName }] = itemsOf(await execute(), 'User Created');
		assert.equal(mail.mails[0].to, email);
		assert.match(mail.mails[0].text, new RegExp(`Hello ${String(firstName)},`));
	},
};
