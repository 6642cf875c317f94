/** Examples in which a person approves a sheet before it is paid. */
import assert from 'node:assert/strict';
import { itemsOf } from '../types';
import { basic, ending, pageOf, type Runs } from './example-import';
import { arrived, pressed, row } from './example-services';
import { awardsOf } from './example-sheets';

const NAMES = /Asha Rao: 1000[\s\S]*Meera Nair: 750[\s\S]*Row 5, Lakshmi Pillai: [\s\S]*12345/;

/** Sends the decision of an approver, whose page it gives. */
export async function decided(url: string, decision: string): Promise<string> {
	await pageOf(url);
	assert.equal((await fetch(url)).status, 401, 'it asks for name and password');
	const headers = { authorization: basic };
	const page = await (await fetch(url, { headers })).text();
	const body = new FormData();
	body.append('field-0', decision);
	await fetch(url, { method: 'POST', headers, body });
	return page;
}

export const runsOfApprovals: Runs = {
	async 'approve-on-a-form'({ upload, sandbox }) {
		const before = sandbox.ledger.length;
		const refused = await upload(awardsOf('FORM'));
		const page = await decided(refused.next, 'Refuse');
		assert.match(page, /5 rows, 2650.5 points in all/);
		assert.match(page, NAMES);
		assert.match(await ending(refused.next), /It was refused: nothing was paid/);
		await refused.finished();
		assert.equal(sandbox.ledger.length, before);

		const approved = await upload(awardsOf('FORM'));
		await decided(approved.next, 'Approve');
		assert.match(await ending(approved.next), /Rows: 5 paid, 1 not valid/);
		await approved.finished();
		assert.equal(sandbox.ledger.length, before + 5);
	},

	async 'approve-by-mail'({ upload, sandbox, mail }) {
		const before = sandbox.ledger.length;
		const refused = await upload(awardsOf('MAIL'), 'hr@example.com');
		await arrived(mail);
		assert.equal(mail.mails[0].to, 'manager@example.com');
		assert.equal(mail.mails[0].subject, 'May 2650.5 points be given?');
		assert.match(mail.mails[0].html, NAMES);
		await pressed(mail.mails[0].html, 'Refuse');
		await refused.finished();
		assert.equal(mail.mails[1].to, 'hr@example.com');
		assert.match(mail.mails[1].text, /It was refused\. Nothing was paid\./);
		assert.equal(sandbox.ledger.length, before);

		mail.mails.length = 0;
		const approved = await upload(awardsOf('MAIL'), 'hr@example.com');
		await arrived(mail);
		await pressed(mail.mails[0].html, 'Approve');
		await approved.finished();
		const [, { to, text, attachments }] = mail.mails;
		assert.equal(to, 'hr@example.com');
		assert.match(text, /Rows: 5 paid, 1 not valid/);
		assert.equal(sandbox.ledger.length, before + 5);
		assert.match(attachments[0].content, /12345/);
	},

	async 'approve-in-slack'({ start, sandbox, mail, table }) {
		const rows = () => [row(2, '9000006001', ''), row(3, '9000006002', ''), row(4, '12', '')];
		const named = rows().map((each, at) => ({ ...each, 'Award Reference': `SLACK-${at}` }));
		const paid = () => sandbox.ledger.filter(({ reference }) => /^SLACK-/.test(reference));
		table.rows = named;
		const refused = await start();
		await arrived(mail);
		assert.match(mail.mails[0].html, /2 rows, 200 points in all[\s\S]*Row 4, Asha Rao/);
		await pressed(mail.mails[0].html, 'Refuse');
		await refused.finished();
		assert.match(mail.mails[1].text, /It was refused: nothing was paid of 200 points/);

		mail.mails.length = 0;
		const approved = await start();
		await arrived(mail);
		await pressed(mail.mails[0].html, 'Approve');
		const written = itemsOf(await approved.finished(), 'Write to the Sheet');
		assert.deepEqual(
			written.map(({ row_number, Outcome }) => [row_number, Outcome]),
			[
				[2, 'allocated'],
				[3, 'allocated'],
				[4, 'invalid'],
			],
		);
		assert.equal(paid().length, 2);
	},
};
