import assert from 'node:assert/strict';
import test from 'node:test';
import { setStage } from './stage';

void test('the package in a real n8n', async (t) => {
	const { sandbox, n8n, editor, step } = await setStage(t, 'smoke');

	await step('the credential test logs in once and passes', async () => {
		const credential = await n8n.rest.createCredential({
			name: 'EnKash sandbox',
			type: 'enkashApi',
			data: { ...sandbox.credential },
		});
		const outcome = await n8n.rest.testCredential(credential);
		assert.deepEqual(outcome, { status: 'OK', message: 'Connection successful!' });
		assert.equal(sandbox.logins().length, 1);
	});

	await step('the node panel finds the node by its name and by what it is for', async () => {
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

	await step('an action picked there opens and runs with the credential at hand', async () => {
		await editor.pick('Get reward account');
		await editor.screenshot('get-account');
		assert.equal(await editor.executeStep(), 'success');
		const [header, account] = await editor.outputTable();
		assert.equal(account[header.indexOf('cardAccountId')], 'CAVBMRFE8');
		await editor.screenshot('get-account-output');
		await editor.theme('dark');
		await editor.screenshot('get-account-output-dark');
	});

	await step('nothing of it left an error on the console', () => {
		assert.deepEqual(editor.tab.errors, []);
	});
});
