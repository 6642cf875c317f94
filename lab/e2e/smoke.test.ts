import assert from 'node:assert/strict';
import test from 'node:test';
import { startSandbox } from '../../sandbox';
import { startBrowser } from '../browser';
import { Editor } from '../editor';
import { startN8n } from '../n8n';

void test('the package in a real n8n', async (t) => {
	const sandbox = await startSandbox();
	t.after(async () => await sandbox.stop());
	const n8n = await startN8n({ name: 'smoke' });
	t.after(async () => await n8n.stop());
	const browser = await startBrowser();
	t.after(async () => await browser.close());
	const tab = await browser.newTab();
	const editor = new Editor(tab, n8n.url);

	await t.test('the credential test logs in once and passes', async () => {
		const credential = await n8n.rest.createCredential({
			name: 'EnKash sandbox',
			type: 'enkashApi',
			data: { ...sandbox.credential },
		});
		const outcome = await n8n.rest.testCredential(credential);
		assert.deepEqual(outcome, { status: 'OK', message: 'Connection successful!' });
		assert.equal(sandbox.logins().length, 1);
	});

	await t.test('the node panel finds the node by its name and by what it is for', async () => {
		await editor.signIn();
		await editor.newWorkflow();
		await editor.addNode('manual', 'Manual Trigger');
		for (const words of ['reward', 'gift card', 'loyalty', 'enkash']) {
			assert.ok((await editor.searchNodes(words)).includes('EnKash'), words);
		}
		await editor.screenshot('node-panel');
		assert.ok((await editor.actionsOf('EnKash')).includes('Get reward account'));
		await editor.screenshot('node-actions');
	});

	await t.test('an action picked there opens and runs with the credential at hand', async () => {
		await editor.pick('Get reward account');
		await editor.screenshot('get-account');
		assert.equal(await editor.executeStep(), 'success');
		const [header, account] = await editor.outputTable();
		assert.equal(account[header.indexOf('cardAccountId')], 'CAVBMRFE8');
		await editor.screenshot('get-account-output');
		await editor.theme('dark');
		await editor.screenshot('get-account-output-dark');
	});

	await t.test('nothing of it left an error on the console', () => {
		assert.deepEqual(tab.errors, []);
	});
});
