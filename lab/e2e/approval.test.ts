/** A sheet that has to be approved, in a real n8n: from the upload to the result, whatever the answer is. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { lab } from '../install';
import { startMailServer } from '../mail';
import { pageOf, FOLDER, imported, PASSWORD } from './example-import';
import { pressed, row, withoutServices } from './example-services';
import { sample } from './example-sheets';
import { pause } from '../processes';
import { setStage, type Stage } from './stage';
import { openTable } from './table';
import { itemsOf, type ExecutionData, type NodeJson, type WorkflowJson } from '../types';

const APPROVER = { user: 'approver', password: 'another password' };
const headerOf = (who: typeof PASSWORD) => ({
	authorization: `Basic ${Buffer.from(Object.values(who).join(':')).toString('base64')}`,
});

/** A workflow to import, some of its nodes set otherwise. */
function example(name: string, changes: Record<string, NodeJson['parameters']> = {}): WorkflowJson {
	const json = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as WorkflowJson;
	const nodes = json.nodes.map((node) => ({
		...node,
		...(node.webhookId ? { webhookId: `${node.id}-${copies++}` } : {}),
		parameters: { ...node.parameters, ...changes[node.name] },
	}));
	return { ...json, nodes };
}
/** n8n publishes an address once. */
let copies = 0;

/** Over at once; n8n looks once in a minute. */
const SOON = { resumeAmount: 0.01, resumeUnit: 'minutes' };
const options = {
	limitWaitTime: { values: { limitType: 'afterTimeInterval', ...SOON } },
	appendAttribution: false,
};

async function begin(t: TestContext) {
	const stage = await setStage(t, 'approval');
	const { n8n, sandbox } = stage;
	const mail = await startMailServer(await lab());
	t.after(async () => await mail.stop());
	const table = await openTable();
	t.after(async () => await table.stop());
	const credential = async (name: string, type: string, data: object) => {
		const { id } = await n8n.rest.createCredential({ name, type, data: { ...data } });
		return { id, name };
	};
	const known = {
		enkashApi: await credential('EnKash sandbox', 'enkashApi', sandbox.credential),
		smtp: await credential('Mail', 'smtp', mail.credential),
		httpBasicAuth: await credential('Those who upload', 'httpBasicAuth', PASSWORD),
	};
	const approvers = await credential('Those who approve', 'httpBasicAuth', APPROVER);
	const open = async (json: WorkflowJson) => {
		const { nodes, pinData } = withoutServices('', json, table.url);
		const own = nodes.map((node) =>
			node.name === 'Approve' ? { ...node, credentials: { httpBasicAuth: approvers } } : node,
		);
		return await imported(n8n, { ...json, nodes: own, pinData }, known);
	};
	return { ...stage, mail, table, open };
}

/** In both themes. */
async function picture({ editor }: Pick<Stage, 'editor'>, name: string): Promise<void> {
	await editor.screenshot(`approval-${name}`);
	await editor.theme('dark');
	await editor.screenshot(`approval-${name}-dark`);
	await editor.theme('light');
}

void test('a sheet that has to be approved', async (t) => {
	const { sandbox, n8n, editor, step, mail, table, open } = await begin(t);
	const { page } = editor;
	const paid = () => sandbox.ledger.length;
	const mailTo = async (to: string) => {
		const deadline = Date.now() + 30_000;
		for (;;) {
			const found = mail.mails.find((each) => each.to === to);
			if (found) return found;
			assert.ok(Date.now() < deadline, `no mail to ${to} came`);
			await pause(50);
		}
	};
	const lapsing: Array<() => Promise<ExecutionData>> = [];

	await step('nothing is paid while nobody has answered', async () => {
		const byForm = await open(example('approve-on-a-form', { Approve: SOON }));
		lapsing.push((await byForm.upload(sample('csv'))).finished);
		const byMail = await open(
			example('approve-by-mail', {
				'Ask a Director': { options },
				'Above the Threshold?': {
					conditions: {
						...(example('approve-by-mail').nodes.find(({ name }) => name === 'Above the Threshold?')
							?.parameters.conditions as object),
						conditions: [
							{
								id: 'low',
								leftValue: 1,
								rightValue: 0,
								operator: { type: 'number', operation: 'gt' },
							},
						],
					},
				},
			}),
		);
		lapsing.push((await byMail.upload(sample('csv'), 'hr@example.com')).finished);
		await pressed((await mailTo('manager@example.com')).html, 'Approve');
		await mailTo('director@example.com');
		assert.equal(paid(), 0);
	});

	await step('each example reads well in the editor', async () => {
		await editor.signIn();
		for (const name of ['approve-on-a-form', 'approve-by-mail', 'approve-in-slack']) {
			const { id } = await n8n.rest.createWorkflow(example(name));
			await editor.openWorkflow(id);
			await picture({ editor }, name);
		}
	});

	const form = example('approve-on-a-form');
	const trigger = form.nodes.find(({ type }) => type.endsWith('.formTrigger'));
	/** As a browser signs in where it is asked to: one person uploads, another one approves. */
	const signIn = async (path: string, who: typeof PASSWORD) => {
		await page.route(`**/${path}/**`, async (route) => {
			const headers = { ...route.request().headers(), ...headerOf(who) };
			await route.continue({ headers });
		});
	};
	const upload = async () => {
		await page.goto(`${n8n.url}/form/${String(trigger?.webhookId)}`);
		await page.locator('input[type=file]').setInputFiles(join(FOLDER, 'sample-awards.csv'));
		await page.locator('#submit-btn').click();
		await page.getByText('Approve a sheet of awards').waitFor();
	};
	const decide = async (decision: string, ending: RegExp) => {
		await page.locator('select').selectOption({ label: decision });
		await page.locator('#submit-btn').click();
		await page.getByText(ending).first().waitFor();
	};

	await step('who approves sees total, names and doubtful rows, and may refuse', async () => {
		const first = await open(form);
		// Publishes it.
		const { next } = await first.upload(sample('csv'));
		await pageOf(next);
		assert.equal((await fetch(next)).status, 401);
		assert.notEqual((await fetch(next, { headers: headerOf(PASSWORD) })).status, 200);
		await signIn('form', PASSWORD);
		await signIn('form-waiting', APPROVER);
		await upload();
		const text = await page.locator('body').innerText();
		assert.match(text, /5 rows, 2650\.5 points in all/);
		assert.match(text, /Asha Rao: 1000 \(new\)[\s\S]*Row 5, Lakshmi Pillai: .*12345/);
		await picture({ editor }, 'form');
		await decide('Refuse', /It was refused: nothing was paid/);
		await picture({ editor }, 'refused');
		assert.equal(paid(), 0);
	});

	await step('what was approved is paid, and the page says so', async () => {
		await upload();
		await decide('Approve', /Rows: 5 paid, 1 not valid/);
		await picture({ editor }, 'approved');
		assert.equal(paid(), 5);
	});

	await step('a row that is changed after the approval keeps all from being paid', async () => {
		const rows = [row(2, '9000006101', 'allocated'), row(3, '9000006102', '')];
		table.rows = rows;
		const { start } = await open(example('approve-in-slack'));
		const { finished } = await start();
		const { html } = await mailTo('channel@example.com');
		table.rows = [rows[0], { ...rows[1], Points: 5000 }];
		await pressed(html, 'Approve');
		const written = itemsOf(await finished(), 'Write to the Sheet');
		assert.deepEqual(
			written.map(({ Outcome }) => Outcome),
			['allocated', ''],
		);
		for (const { Problem } of written) {
			assert.match(
				String(Problem),
				/the sheet has 4900 points more: 1 row changed \(Asha Rao 100 → 5000\)/,
			);
		}
		assert.equal(paid(), 5);
	});

	await step('an approval that lapses ends the run, and says that nothing was paid', async () => {
		const [form, second] = await Promise.all(lapsing.map(async (each) => await each()));
		assert.deepEqual(
			itemsOf(form, 'Nothing Was Paid').map(({ outcome, message }) => [outcome, message]),
			[['lapsed', 'Nobody answered in time: nothing was paid.']],
		);
		assert.equal(itemsOf(second, 'Nothing Was Paid').length, 1);
		assert.match(
			(await mailTo('hr@example.com')).text,
			/Nobody answered in time\. Nothing was paid\./,
		);
		assert.equal(paid(), 5);
	});
});
