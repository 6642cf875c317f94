/** Examples that write to people. */
import assert from 'node:assert/strict';
import { itemsOf } from '../types';
import type { Runs } from './example-import';

export const runsWithMail: Runs = {
	async 'low-balance-alert'({ execute, sandbox, mail }) {
		await execute();
		assert.equal(mail.mails.length, 0, 'enough is left');
		const account = sandbox.state.accounts.get('CAVBMRFE8');
		assert.ok(account);
		const { available } = account;
		account.available = 49_999_00;
		const [found] = itemsOf(await execute(), 'Get Account');
		account.available = available;
		assert.equal(found.availableBalance, 49_999);
		assert.equal(mail.mails[0].to, 'finance@example.com');
		assert.match(mail.mails[0].subject, /49999 points left/);
	},

	async 'onboarding-sso-link'({ submit, sandbox, mail }) {
		const form = ['Meera', 'Meera.Nair@example.com', '+91 90000 02201', 'Ms', 'F'];
		const data = await submit(...form);
		const [points] = itemsOf(data, 'Give Welcome Points');
		assert.equal(points.outcome, 'allocated');
		const [{ url }] = itemsOf(data, 'Create SSO Link');
		assert.match(String(url), /\/sso\/.+\/employee_rewards\/hrms$/);
		assert.equal(mail.mails[0].to, 'Meera.Nair@example.com');
		assert.ok(mail.mails[0].text.includes(String(url)));
		assert.match(mail.mails[0].text, /500 points are waiting/);
		const again = await submit(...form);
		assert.equal(itemsOf(again, 'Give Welcome Points')[0].outcome, 'alreadyAllocated');
		assert.equal(mail.mails.length, 2, 'a new link');
		assert.equal(sandbox.ledger.filter(({ reference }) => /^WELCOME-/.test(reference)).length, 1);
	},

	async 'voucher-by-email'({ submit, sandbox, mail }) {
		const form = ['HR-2041', 'Meera', 'meera.nair@example.com', '100'];
		const data = await submit(...form);
		const [order] = itemsOf(data, 'Create Order');
		assert.equal(order.outcome, 'ordered');
		const [{ cardNumber, pin }] = order.voucherDetailsList as Array<Record<string, string>>;
		assert.equal(mail.mails[0].to, 'meera.nair@example.com');
		assert.ok(mail.mails[0].text.includes(`Number ${cardNumber}, PIN ${pin}, good until 20`));
		assert.doesNotMatch(mail.mails[0].text, /\d\dT\d\d:/, 'the day is enough');
		await submit(...form);
		assert.equal(
			sandbox.ledger.filter(({ reference }) => reference === 'VOUCHER-HR-2041').length,
			1,
		);
		assert.equal(mail.mails[1].text, mail.mails[0].text);
	},

	async 'monthly-statement'({ execute, sandbox, mail }) {
		const { state } = sandbox;
		const [model] = state.transactions;
		const now = new Date();
		const lastMonth = (day: number) =>
			new Date(now.getFullYear(), now.getMonth() - 1, day, 12).getTime();
		for (const [id, at] of [
			['ECTBEFORE', lastMonth(-1)],
			['ECTONE', lastMonth(2)],
			['ECTTWO', lastMonth(27)],
		] as const) {
			state.addTransaction({ ...model, id, at, reference: `STATEMENT-${id}` });
		}
		const data = await execute();
		assert.equal(itemsOf(data, 'Get Transactions').length, 2);
		const [{ attachments, subject }] = mail.mails;
		assert.match(subject, /EnKash statement of \w+ \d{4}/);
		const [sheet] = attachments;
		assert.match(sheet.filename, /^EnKash \d{4}-\d\d\.csv$/);
		const [header, ...lines] = sheet.content
			.trim()
			.replace(/^\uFEFF/, '')
			.split('\n');
		assert.match(header, /reference/);
		assert.deepEqual(lines.map((line) => /STATEMENT-\w+/.exec(line)?.[0]).sort(), [
			'STATEMENT-ECTONE',
			'STATEMENT-ECTTWO',
		]);
	},
};
