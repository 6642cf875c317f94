/**
 * What matters, in the oldest n8n that the package supports. Each part has a credential of its own,
 * and so a token of its own.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { CredentialDialog } from './credential-dialog';
import { itemsOf, type CredentialJson, type ExecutionData, type NodeJson } from './types';
import { branchOf, nodeOf, workflowOf } from './e2e/branches';
import { setStage } from './e2e/stage';
import { publishWebhooks } from './e2e/webhooks';

const type = 'enkashApi';
const read = { resource: 'reward', operation: 'getAccount' };
const pay = {
	resource: 'reward',
	operation: 'allocate',
	email: '={{ $json.email }}',
	mobile: '={{ $json.mobile }}',
	title: 'Ms',
	firstName: 'Asha',
	gender: 'F',
	loadAmount: '={{ $json.points }}',
	uniqueReferenceNumber: '={{ $json.reference }}',
};
const takeBack = { resource: 'reward', operation: 'unallocate' };
const tooMuch = {
	enKashCardId: 'EKCQMY9BQ0',
	loadAmount: 500_000,
	uniqueReferenceNumber: 'CLI-REFUSED-1',
};
const sheet = { resource: 'reward', operation: 'bulkAllocate' };

let people = 0;

/** Rows of different people, whom no other sheet has. */
function rowsOf(sheetName: string, count: number) {
	return Array.from({ length: count }, (_, row) => {
		people += 1;
		return {
			reference: `${sheetName}-${row + 1}`,
			name: 'Asha Rao',
			title: 'Ms',
			email: `user${people}@example.com`,
			mobile: String(9_000_002_000 + people),
			points: 10,
		};
	});
}

void test('the oldest n8n', async (t) => {
	const { sandbox, n8n, editor, step } = await setStage(t, 'oldest', { release: 'oldest' });

	const newCredential = async (name: string) =>
		await n8n.rest.createCredential({ name, type, data: { ...sandbox.credential } });
	const logins = () => sandbox.logins().length;
	/** What was paid, by reference. */
	const paid = (sheetName: string) =>
		sandbox.ledger
			.filter(({ reference }) => reference.startsWith(`${sheetName}-`))
			.map(({ reference, amount }) => `${reference}: ${amount}`)
			.sort();

	await t.test('tests a wrong credential and the right one for one login each', async () => {
		const right = await newCredential('Tested');
		const wrong = { ...right, data: { ...right.data, password: 'wrong example' } };
		assert.deepEqual(await n8n.rest.testCredential(wrong), {
			status: 'Error',
			message: 'EnKash refused the login: Bad credentials',
		});
		assert.equal(logins(), 1);
		assert.equal((await n8n.rest.testCredential(right)).status, 'OK');
		assert.equal(logins(), 2);
	});

	await t.test('shows the editor a credential that has logged in', async () => {
		const right = await newCredential('Shown');
		await n8n.rest.testCredential(right);
		// The editor asks for this list when it starts, and offers no nodes where it fails.
		const shown = await n8n.rest.request<CredentialJson[]>('GET', '/credentials?includeData=true');
		const names = shown.map(({ data }) => data.username);
		assert.ok(names.includes(sandbox.credential.username));
	});

	await t.test('at the command line', async (part) => {
		const { id, name } = await newCredential('Command line');
		const credentials = { [type]: { id, name } };
		const branch = (node: string, parameters: NodeJson['parameters'], rows: object[]) =>
			branchOf({ name: node, parameters, credentials, rows });
		const branches = [
			branch('Read', read, [{}]),
			branch('Pay', pay, rowsOf('CLI-PAY', 2)),
			branch('Sheet', sheet, rowsOf('CLI-SHEET', 3)),
			branch('Refused', { ...takeBack, ...tooMuch }, [{}]),
		];
		await n8n.cli.importWorkflows([
			workflowOf('all', branches),
			workflowOf('again', [branch('Read', read, [{}, {}, {}])]),
		]);

		const before = logins();
		const data = await n8n.cli.execute('all');
		await part.test('all branches together cost one login', () =>
			assert.equal(logins() - before, 1),
		);
		await part.test('the reward account is read', () => {
			noneFailed(data, 'Read');
			assert.equal(itemsOf(data, 'Read').length, 1);
		});
		await part.test('each row is paid once, and told as paid', () => {
			assert.deepEqual(paid('CLI-PAY'), ['CLI-PAY-1: 10', 'CLI-PAY-2: 10']);
			noneFailed(data, 'Pay');
			assert.deepEqual(outcomes(data, 'Pay'), ['allocated', 'allocated']);
		});
		await part.test('a sheet is paid once, and told as paid', () => {
			assert.deepEqual(paid('CLI-SHEET'), [
				'CLI-SHEET-1: 10',
				'CLI-SHEET-2: 10',
				'CLI-SHEET-3: 10',
			]);
			noneFailed(data, 'Sheet');
			assert.deepEqual(outcomes(data, 'Sheet'), ['allocated', 'allocated', 'allocated']);
		});
		await part.test('what EnKash refuses goes to the error output alone', () => {
			assert.deepEqual(paid('CLI-REFUSED'), []);
			assert.deepEqual(itemsOf(data, 'Refused'), []);
			assert.match(String(itemsOf(data, 'Refused', 1)[0].error), /Insufficient balance/);
		});
		await part.test('a token that EnKash refuses is renewed, for one login', async () => {
			sandbox.expireTokens();
			const renewed = logins();
			const again = await n8n.cli.execute('again');
			noneFailed(again, 'Read');
			assert.equal(itemsOf(again, 'Read').length, 3);
			assert.equal(logins() - renewed, 1);
		});
	});

	await t.test('an active workflow behind a webhook', async (part) => {
		const { id, name } = await newCredential('Webhook');
		const jobs = { pay, 'pay-derived': { ...pay, uniqueReferenceNumber: '' } };
		const { deliver } = await publishWebhooks(n8n, jobs, { [type]: { id, name } });
		const delivered = async (rows: object[]) => {
			const before = logins();
			const { status, data } = await n8n.rest.finished(await deliver('pay', rows));
			return { status, message: data.resultData.error?.message, logins: logins() - before };
		};
		const success = { status: 'success', message: undefined, logins: 1 };

		await part.test('pays what is posted to it, once', async () => {
			const result = await delivered(rowsOf('HOOK', 2));
			assert.deepEqual(paid('HOOK'), ['HOOK-1: 10', 'HOOK-2: 10']);
			assert.deepEqual(result, success);
		});
		await part.test('pays with a renewed token too, once', async () => {
			sandbox.expireTokens();
			const result = await delivered(rowsOf('RENEWED', 2));
			assert.deepEqual(paid('RENEWED'), ['RENEWED-1: 10', 'RENEWED-2: 10']);
			assert.deepEqual(result, success);
		});
		await part.test('pays nobody twice when a failed execution is retried', async () => {
			const call = 'reward.allocate';
			sandbox.faults.add({ call, kind: 'refuse', skip: 2, times: 1 });
			const before = sandbox.ledger.length;
			const id = await deliver('pay-derived', rowsOf('RETRIED', 4));
			assert.equal((await n8n.rest.finished(id)).status, 'error');
			assert.equal(sandbox.ledger.length, before + 2);

			const { data } = await n8n.rest.retry(id);
			const [again, anew] = ['alreadyAllocated', 'allocated'];
			assert.deepEqual(outcomes(data, 'EnKash'), [again, again, anew, anew]);
			assert.equal(sandbox.ledger.length, before + 4);
		});
	});

	await t.test('the list of cards', async (part) => {
		const { id, name } = await newCredential('List');
		const node = nodeOf({
			name: 'Take back',
			parameters: takeBack,
			credentials: { [type]: { id, name } },
		});
		const search = async (text: string) =>
			(await n8n.rest.searchList(node, 'enKashCardId', 'searchCards', text)).map(
				(entry) => entry.name.split(' · ')[0],
			);

		await part.test('is long, and is searched by a part of a name', async () => {
			assert.ok((await search('')).length > 30);
			assert.deepEqual(await search('lakshmi'), ['Lakshmi Pillai']);
		});
		await part.test('is there with a renewed token too, for one login', async () => {
			sandbox.expireTokens();
			const before = logins();
			assert.deepEqual(await search('lakshmi'), ['Lakshmi Pillai']);
			assert.equal(logins() - before, 1);
		});
	});

	// n8n's screen has an 'Editor' of its own.
	await newCredential('In the editor');
	await step('its editor adds the node and passes its credential', async () => {
		await editor.signIn();
		await editor.newWorkflow();
		await editor.nodes.add('manual', 'Manual Trigger');
		await editor.nodes.add('enkash', 'EnKash', 'Unallocate reward points from user');
		await editor.chooseCredential('In the editor');
		const dialog = new CredentialDialog(editor.page);
		assert.equal(await dialog.reopen(), 'Connection tested successfully');
		await dialog.close();
	});

	await step('its editor offers the cards, and one is picked', async () => {
		const [found, ...others] = await editor.searchList('enKashCardId', 'lakshmi');
		assert.match(found, /^Lakshmi Pillai · user\.26@example\.com/);
		assert.deepEqual(others, []);
		await editor.takeFromList('Lakshmi Pillai');
		await editor.screenshot('oldest-picked');
	});

	await step('its editor runs it, and the table shows what was done', async () => {
		await editor.type('loadAmount', '5');
		await editor.type('uniqueReferenceNumber', 'EDITOR-1');
		const outcome = await editor.executeStep();
		await editor.screenshot('oldest-output');
		assert.deepEqual(paid('EDITOR'), ['EDITOR-1: 5']);
		assert.equal(outcome, 'success');
		const [header, row] = await editor.output.table();
		assert.equal(row[header.indexOf('email')], 'user.26@example.com');
	});

	await step('none of it left an error of the package on the console', () => {
		// This n8n has some of its own: it asks for what it has no licence for.
		const own = editor.tab.errors.filter((error) => /enkash/i.test(error));
		assert.deepEqual(own, []);
	});
});

/** What became of each item; shows the items where one does not say. */
function outcomes(data: ExecutionData, node: string): unknown[] {
	return itemsOf(data, node).map((item) => item.outcome ?? item);
}

/** Shows why, where something did. */
function noneFailed(data: ExecutionData, node: string): void {
	assert.equal(data.resultData.error?.message, undefined);
	assert.deepEqual(itemsOf(data, node, 1), []);
}
