/** Every importable workflow in a real n8n: run as its users run it, with mail that goes nowhere. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { REPOSITORY } from '../folders';
import { lab } from '../install';
import { startMailServer } from '../mail';
import { startModel } from '../model';
import type { N8n } from '../n8n';
import { pause } from '../processes';
import {
	itemsOf,
	type Execution,
	type ExecutionData,
	type NodeJson,
	type WorkflowJson,
} from '../types';
import { receiptsFor } from '../../nodes/Enkash/payments/sheet/receipts';
import { runsWithServices, withoutServices, type Example } from './example-services';
import { startServers } from './servers';

const FOLDER = join(REPOSITORY, 'examples');

const PASSWORD = { user: 'rewards', password: 'example password' };
const basic = `Basic ${Buffer.from(Object.values(PASSWORD).join(':')).toString('base64')}`;

/** The sample sheet that stands beside the examples. */
function sample(kind: string): File {
	const name = `sample-awards.${kind}`;
	return new File([readFileSync(join(FOLDER, name))], name);
}

/** Rows as a sheet holds them, all columns of the first. */
function csvOf(rows: object[]): File {
	const columns = Object.keys(rows[0] ?? { digest: '' });
	const line = (cells: Array<string | number | undefined>) =>
		cells.map((each = '') => `"${String(each).replaceAll('"', '""')}"`).join(',');
	const lines = rows.map((row) =>
		line(columns.map((name) => (row as Record<string, string | number>)[name])),
	);
	return new File([[line(columns), ...lines].join('\n')], 'receipts.csv', { type: 'text/csv' });
}

/** What each example must come to. */
const runs: Record<string, (example: Example) => Promise<void>> = {
	...runsWithServices,

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

	async 'spreadsheet-to-allocation'({ submit, fill, sandbox }) {
		const before = sandbox.ledger.length;
		await assert.rejects(submit(sample('csv')), /401/, 'it asks for name and password');
		for (const kind of ['csv', 'xlsx']) {
			const { page, data } = await fill(sample(kind));
			const items = itemsOf(data, 'Bulk Allocate');
			assert.deepEqual(
				items.map(({ outcome, row, loadAmount }) => [outcome, row, loadAmount]),
				[
					['dryRun', 1, 1000],
					['dryRun', 2, 250],
					['dryRun', 3, 750],
					['dryRun', 4, 500.5],
					['invalid', 5, kind === 'csv' ? '300' : 300],
					['dryRun', 6, 150],
				],
			);
			assert.match(String(items[4].problem), /'Mobile' is '12345'/);
			assert.match(page, /Dry run: nothing was sent/);
			assert.match(page, /6 rows, of which 5 dryRun, 1 invalid/);
			assert.match(page, /EnKash%20result\.csv/);
		}
		assert.equal(sandbox.ledger.length, before, 'a dry run');
	},

	async 'sheet-with-receipts'({ fill, paying, sandbox }) {
		const before = sandbox.ledger.length;
		const dry = await fill(sample('csv'));
		assert.match(dry.page, /Nobody was paid, so there is no receipt/);
		assert.equal(sandbox.ledger.length, before, 'a dry run');
		const { page, data } = await (await paying()).fill(sample('csv'));
		const receipts = itemsOf(data, 'Receipt of Each Row').filter(({ digest }) => digest);
		assert.equal(receipts.length, 5);
		assert.match(page, /5 receipts/);
		assert.ok(page.includes(String(receipts[4].digest)));
		assert.equal(sandbox.ledger.length, before + 5);
	},

	async 'check-receipts'({ fill }) {
		const receipts = receiptsFor(
			['Asha Rao', 'Meera "Mini" Nair', 'Zoë Khan'].map((name, index) => ({
				clean: {
					title: 'Ms',
					name,
					email: `person${index}@example.com`,
					mobile: `900000510${index}`,
					loadAmount: [10.5, 1000, 7][index],
					uniqueReferenceNumber: `00${index}`,
				},
				result: { outcome: 'allocated', record: { enkashCardTxnId: `ECT${index}` } },
			})),
			{ execution: '17', issuedAt: '2026-11-27T10:00:00.000Z' },
		);
		const check = async (rows: object[]) => (await fill(csvOf(rows))).page;
		const whole = await check([...receipts, { reference: 'FAILED', outcome: 'failed' }]);
		assert.match(whole, /All receipts are in order/);
		assert.ok(whole.includes(`3 receipts. The last digest is ${receipts[2].digest}`));
		const [first, second, third] = receipts;
		const changed = await check([first, { ...second, points: 1001 }, third]);
		assert.match(changed, /not in order/);
		assert.match(changed, /Receipt 2 \(001\) was changed/);
		assert.match(await check([first, third]), /Receipt 3 \(002\) does not follow the one before/);
		assert.match(await check([first, second]), /Receipt 1 \(000\) is not in its place, or others/);
		assert.match(await check([]), /not in order/);
	},

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
		assert.ok(mail.mails[0].text.includes(`Number ${cardNumber}, PIN ${pin}`));
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

void test('the examples in n8n', async (t) => {
	const servers = await startServers(t, { name: 'examples' });
	const { n8n, credentials } = servers;
	const mail = await startMailServer(await lab());
	t.after(async () => await mail.stop());
	const type = 'smtp';
	const { id, name } = await n8n.rest.createCredential({
		name: 'Mail',
		type,
		data: mail.credential,
	});
	const door = await n8n.rest.createCredential({
		name: 'Door',
		type: 'httpBasicAuth',
		data: PASSWORD,
	});
	const model = await startModel();
	t.after(async () => await model.stop());
	const chat = await n8n.rest.createCredential({
		name: 'Model',
		type: 'openAiApi',
		data: model.credential,
	});
	const known: NonNullable<NodeJson['credentials']> = {
		...credentials,
		[type]: { id, name },
		httpBasicAuth: { id: door.id, name: door.name },
		openAiApi: { id: chat.id, name: chat.name },
	};
	const versions = await latestVersions(n8n);

	for (const file of readdirSync(FOLDER).filter((each) => each.endsWith('.json'))) {
		const example = file.replace('.json', '');
		const json = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WorkflowJson;
		await t.test(example, async (t) => {
			await t.test('uses nodes that n8n ships, in their current versions', () => {
				for (const { type, typeVersion, name } of json.nodes) {
					assert.match(type, /^(n8n-nodes-(base|enkash)|@n8n\/n8n-nodes-langchain)\./);
					assert.equal(typeVersion, versions.get(type), `${name} (${type})`);
				}
			});
			await t.test('does what it says', async () => {
				mail.mails.length = 0;
				const run = runs[example];
				assert.ok(run, 'has no test');
				const paying = async () => await imported(n8n, withoutDryRun(json), known);
				const { pinData, nodes } = withoutServices(example, json);
				const workflow = { ...json, pinData, nodes };
				await run({ ...servers, mail, model, paying, ...(await imported(n8n, workflow, known)) });
			});
		});
	}
});

/** The same under addresses of its own: n8n publishes a form once. */
function withoutDryRun(json: WorkflowJson): WorkflowJson {
	const nodes = json.nodes.map((node) => ({
		...node,
		...(node.webhookId ? { webhookId: randomUUID() } : {}),
		parameters:
			'dryRun' in node.parameters ? { ...node.parameters, dryRun: false } : node.parameters,
	}));
	return { ...json, nodes };
}

/** The version that n8n gives to a node which is added now. */
async function latestVersions(n8n: N8n): Promise<Map<string, number>> {
	const { text } = await n8n.rest.file('/types/nodes.json');
	const types = JSON.parse(text) as Array<{
		name: string;
		version: number | number[];
		defaultVersion?: number;
	}>;
	const versions = new Map<string, number>();
	for (const { name, version, defaultVersion } of types) {
		const latest = defaultVersion ?? Math.max(...[version].flat());
		versions.set(name, Math.max(latest, versions.get(name) ?? 0));
	}
	return versions;
}

/** Imports an example, and chooses the credentials in its nodes. */
async function imported(n8n: N8n, json: WorkflowJson, known: NonNullable<NodeJson['credentials']>) {
	const nodes = json.nodes.map((node): NodeJson => {
		const type = credentialOf(node);
		return type ? { ...node, credentials: { [type]: known[type] } } : node;
	});
	// Nobody has a Google account here: what such a node would put out is pinned.
	const sheets = nodes.filter((node) => node.type === 'n8n-nodes-base.googleSheets');
	const pinData = Object.fromEntries(sheets.map((node) => [node.name, [{ json: {} }]]));
	const { id } = await n8n.rest.createWorkflow({ ...json, nodes, pinData });
	const trigger = nodes.find(({ type }) => /trigger$|\.webhook$/i.test(type));
	assert.ok(trigger);
	let published: Promise<void> | undefined;
	const post = async (path: string, init: RequestInit): Promise<Response> => {
		await (published ??= n8n.rest.activate(id));
		return await fetch(n8n.url + path, { ...init, method: 'POST' });
	};
	/** The data of the execution that something starts. */
	const dataOf = async <T>(
		start: () => Promise<T>,
	): Promise<{ answer: T; data: ExecutionData }> => {
		const [last] = await n8n.rest.executions(id);
		const answer = await start();
		for (;;) {
			const [newest] = await n8n.rest.executions(id);
			if (newest && newest.id !== last?.id)
				return { answer, data: succeeded(await n8n.rest.finished(newest.id)) };
			await pause(50);
		}
	};
	const send = async (fields: Array<string | Blob>, headers = {}) => {
		const body = new FormData();
		fields.forEach((field, index) => body.append(`field-${index}`, field));
		const answer = await post(`/form/${String(trigger.webhookId)}`, { body, headers });
		assert.equal(answer.status, 200, `HTTP ${answer.status}`);
		return answer;
	};
	const start = async () => {
		const execution = await n8n.rest.run(id, trigger.name);
		return { finished: async () => succeeded(await n8n.rest.finished(execution)) };
	};
	return {
		start,
		execute: async () => await (await start()).finished(),
		call: async (body: object) => {
			const path = `/webhook/${String(trigger.parameters.path)}`;
			const headers = { 'content-type': 'application/json' };
			const { answer, data } = await dataOf(() =>
				post(path, { headers, body: JSON.stringify(body) }),
			);
			return { status: answer.status, body: await answer.json(), data };
		},
		submit: async (...fields: Array<string | Blob>) => {
			const { data } = await dataOf(() => send(fields));
			return data;
		},
		fill: async (...fields: Array<string | Blob>) => {
			let page = '';
			const { data } = await dataOf(async () => {
				const { formWaitingUrl } = (await (
					await send(fields, { authorization: basic })
				).json()) as { formWaitingUrl: string };
				page = await ending(formWaitingUrl);
			});
			return { page, data };
		},
	};
}

/** The page that a form ends on, once the workflow has come to it; what the page does then ends the run. */
async function ending(url: string): Promise<string> {
	const status = new URL(url);
	status.pathname += '/n8n-execution-status';
	const deadline = Date.now() + 60_000;
	while ((await (await fetch(status)).text()) !== 'form-waiting') {
		assert.ok(Date.now() < deadline, 'The form has come to no page');
		await pause(100);
	}
	const page = await (await fetch(url)).text();
	await fetch(url, { method: 'POST' });
	return page;
}

function credentialOf({ type, parameters }: NodeJson): string | undefined {
	if (type.startsWith('n8n-nodes-enkash.')) return 'enkashApi';
	if (type.startsWith('n8n-nodes-base.emailSend')) return 'smtp';
	if (type.endsWith('.lmChatOpenAi')) return 'openAiApi';
	return parameters.authentication === 'basicAuth' ? 'httpBasicAuth' : undefined;
}

function succeeded({ status, data }: Execution): ExecutionData {
	const { error } = data.resultData;
	assert.equal(status, 'success', `${error?.message}: ${error?.description}`);
	return data;
}
