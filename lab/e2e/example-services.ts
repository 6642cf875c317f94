/** Examples that use what the lab does not have, such as Google, or a person who approves. */
import assert from 'node:assert/strict';
import type { MailServer } from '../mail';
import { pause } from '../processes';
import { itemsOf, type NodeJson, type WorkflowJson } from '../types';
import type { Runs } from './example-import';

const BROWSER =
	'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

const today = new Date();
/** So many years and days ago, as a sheet has it. */
const ago = (years: number, days: number) => {
	const date = new Date(today.getFullYear() - years, today.getMonth(), today.getDate() - days, 12);
	const two = (part: number) => String(part).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};
const asha = { Email: 'asha@example.com', Title: 'Ms', Gender: 'F', 'First Name': 'Asha' };
const person = (id: string, mobile: string, birthday: string, joined: string) => ({
	...asha,
	...{ 'Employee ID': id, Email: `${id}@example.com`, Mobile: mobile },
	...{ Birthday: birthday, 'Joined On': joined },
});
export const row = (row_number: number, mobile: string, Outcome: string) => ({
	row_number,
	...{
		'Full Name': 'Asha Rao',
		Email: `row${row_number}@example.com`,
		Mobile: mobile,
		Title: 'Ms',
	},
	...{ Points: 100, 'Award Reference': `SHEET-${row_number}`, Outcome, Problem: '' },
});

/** What the services say that the lab does not have: a Google Sheet, a chat. */
const pinned: Record<string, Record<string, object[]>> = {
	'google-sheet-results': {
		'Read the Sheet': [
			row(2, '9000003001', 'allocated'),
			row(3, '9000003002', ''),
			row(4, '12', 'invalid'),
			row(5, '7000000001', 'failed'),
			row(6, '7000000003', ''),
		],
	},
	birthdays: {
		'Read the People': [
			person('E1', '9000003101', ago(30, 0), ago(2, 3)),
			person('E2', '9000003102', ago(30, -1), ago(0, 0)),
			person('E3', '9000003103', ago(30, 7), 'unknown'),
			person('E4', '7000000001', ago(28, 6), ''),
		],
	},
	'agent-with-approval': {
		Chat: [{ sessionId: 'one', action: 'sendMessage', chatInput: 'Give Meera 250 points' }],
	},
};

/** What would ask a service is pinned, and what would write to one gives what it would have written. */
export function withoutServices(example: string, { nodes }: WorkflowJson, tableUrl: string) {
	const pins = pinned[example] ?? {};
	const pinData = Object.fromEntries(
		Object.entries(pins).map(([node, items]) => [node, items.map((json) => ({ json }))]),
	);
	const written = nodes.map((node): NodeJson => {
		if (node.type === '@n8n/n8n-nodes-langchain.lmChatOpenAi') {
			// The lab's model speaks the older of OpenAI's two interfaces.
			return { ...node, parameters: { ...node.parameters, responsesApiEnabled: false } };
		}
		if (node.type === 'n8n-nodes-base.slack') return byMail(node);
		if (node.type !== 'n8n-nodes-base.googleSheets' || node.name in pins) return node;
		if (!node.parameters.columns) return byHttp(node, tableUrl);
		const { value } = node.parameters.columns as { value: Record<string, string> };
		const assignments = Object.entries(value).map(([name, value]) => ({
			...{ id: name, name, value },
			type: name === 'row_number' ? 'number' : 'string',
		}));
		const parameters = { assignments: { assignments }, options: {} };
		return { ...node, type: 'n8n-nodes-base.set', typeVersion: 3.5, parameters };
	});
	return { pinData, nodes: written };
}

/** Mail stands in for Slack, with the same words and the same buttons. */
function byMail(node: NodeJson): NodeJson {
	const { channelId: _, select: __, text, otherOptions: ___, ...asked } = node.parameters;
	const mail = { fromEmail: 'slack@example.com', toEmail: 'channel@example.com', subject: 'Slack' };
	const parameters =
		text === undefined
			? { ...asked, ...mail }
			: { ...mail, text, emailFormat: 'text', options: { appendAttribution: false } };
	return { ...node, type: 'n8n-nodes-base.emailSend', typeVersion: 2.1, parameters };
}

/** A table on this machine stands in for a sheet that is read. */
function byHttp(node: NodeJson, url: string): NodeJson {
	const parameters = { url, options: {} };
	return { ...node, type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters };
}

/** What each of them must come to. */
export const runsWithServices: Runs = {
	async 'google-sheet-results'({ execute }) {
		const written = itemsOf(await execute(), 'Write the Outcome');
		assert.deepEqual(
			written.map(({ row_number, Outcome }) => [row_number, Outcome]),
			[
				[3, 'dryRun'],
				[4, 'invalid'],
				[5, 'dryRun'],
				[6, 'dryRun'],
			],
		);
		assert.match(String(written[1].Problem), /Indian mobile/);
	},

	async birthdays({ execute, sandbox, mail }) {
		const paid = () => sandbox.ledger.filter(({ reference }) => /^E\d-/.test(reference));
		await execute();
		const year = (date: string) => date.slice(0, 4);
		const now = Number(year(ago(0, 0)));
		assert.deepEqual(
			paid().map(({ reference, amount }) => [reference, amount]),
			[
				[`E1-BIRTHDAY-${now}`, 500],
				[`E1-ANNIVERSARY-${year(ago(0, 3))}`, 1000],
			],
		);
		assert.deepEqual(mail.mails.map(({ to, subject }) => `${to}: ${subject}`).sort(), [
			'E1@example.com: Happy birthday!',
			'E1@example.com: Happy work anniversary!',
			'hr@example.com: No points for Asha (E4)',
		]);
		assert.match(mail.mails.map(({ text }) => text).join(), /thank you for 2 year\(s\) with us/);
		await execute();
		assert.equal(paid().length, 2);
		assert.equal(mail.mails.length, 4, 'HR is told again, nobody else');
	},

	async 'agent-with-approval'({ start, sandbox, mail, model }) {
		const meera = { Email: 'meera.nair@example.com', Mobile: '9000003201', First_Name: 'Meera' };
		const wish = { ...meera, Title: 'Ms', Gender: 'F', Points: 250 };
		const paid = () => sandbox.ledger.filter(({ email }) => email === meera.Email).length;
		for (const [button, effect] of [
			['Decline', 0],
			['Approve', 1],
		] as const) {
			mail.mails.length = 0;
			// As n8n has a model fill in a tool that somebody reviews.
			const input = { toolParameters: wish, hitlParameters: {} };
			model.begin([[{ tool: 'Allocate_Points', input }], 'Done.']);
			const { finished } = await start();
			await arrived(mail);
			const [{ to, html }] = mail.mails;
			assert.equal(to, 'manager@example.com');
			assert.match(html, /Allocate_Points[\s\S]*250/);
			assert.equal(paid(), 0, 'before somebody has approved');
			await pressed(html, button);
			await finished();
			assert.equal(paid(), effect);
		}
	},

	async 'vouchers-for-a-sheet'({ submit, sandbox, mail }) {
		const rows = [
			'Gift ID,Name,Email,Value',
			'GIFT-1,Asha,asha@example.com,100',
			',Ravi,ravi@example.com,100',
			'GIFT-1,Meera,meera@example.com,100',
			'GIFT-2,Nathan,nathan@example.com,7',
		];
		const bought = () => sandbox.ledger.filter(({ reference }) => /^GIFT-/.test(reference)).length;
		const sheet = () => new File([rows.join('\n')], 'gifts.csv', { type: 'text/csv' });
		const data = await submit(sheet());
		assert.equal(bought(), 1);
		const told = mail.mails.map(({ to, subject, text }) => [to, subject, text]);
		const [{ voucherDetailsList }] = itemsOf(data, 'Buy a Voucher');
		const [{ cardNumber, pin }] = voucherDetailsList as Array<Record<string, string>>;
		const codes = told.filter(([, , text]) => text.includes(`Number ${cardNumber}, PIN ${pin}`));
		assert.deepEqual(
			codes.map(([to]) => to),
			['asha@example.com'],
			'nobody else has the code',
		);
		const desk = told.filter(([to]) => to === 'rewards@example.com').map(([, , text]) => text);
		assert.equal(desk.length, 3);
		assert.match(desk.join(), /\(missing\), ravi@example.com: nothing was bought/);
		assert.match(desk.join(), /GIFT-1, meera@example.com: it was bought before/);
		assert.match(desk.join(), /GIFT-2, nathan@example.com: Denomination is not available/);
		await submit(sheet());
		assert.equal(bought(), 1);
	},
};

/** Waits for a mail. */
export async function arrived({ mails }: MailServer, seconds = 30): Promise<void> {
	const deadline = Date.now() + seconds * 1000;
	while (mails.length === 0) {
		assert.ok(Date.now() < deadline, 'no mail came');
		await pause(50);
	}
}

/** A button of a mail, pressed again as long as the execution is not yet waiting: people are slower. */
export async function pressed(html: string, button: string): Promise<void> {
	const link = new RegExp(`href="([^"]+)"[^>]*>\\s*${button}`).exec(html)?.[1];
	assert.ok(link, html);
	const deadline = Date.now() + 30_000;
	for (;;) {
		// n8n takes whoever does not look like a browser for one that looks into mails.
		const { ok, status } = await fetch(link.replaceAll('&amp;', '&'), {
			headers: { 'user-agent': BROWSER },
		});
		if (ok) return;
		assert.ok(Date.now() < deadline, `HTTP ${status}`);
		await pause(100);
	}
}
