/** A person's first hour with the node, step by step in the editor. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { CredentialDialog } from '../credential-dialog';
import { setStage } from './stage';

void test('the node as a person meets it', async (t) => {
	const { sandbox, editor, step } = await setStage(t, 'editor');
	const dialog = new CredentialDialog(editor.page);
	const logins = () => sandbox.logins().length;

	await step('the node panel finds it by what it is for, and first for "reward"', async () => {
		await editor.signIn();
		await editor.newWorkflow();
		await editor.nodes.add('manual', 'Manual Trigger');
		for (const words of ['gift card', 'loyalty', 'enkash']) {
			assert.ok((await editor.nodes.search(words)).includes('EnKash'), words);
		}
		assert.equal((await editor.nodes.search('reward'))[0], 'EnKash');
		await editor.screenshot('panel');
		const actions = await editor.nodes.actionsOf('EnKash');
		await editor.screenshot('panel-actions');
		assert.ok(actions.includes('Get reward account'));
		await editor.nodes.pick('Get reward account');
		await editor.screenshot('added');
	});

	await step('a wrong password is told in a sentence, for one login', async () => {
		await dialog.connect();
		assert.deepEqual((await dialog.fields()).slice(0, 6), [
			'Environment',
			'Authentication',
			'Username *',
			'Password *',
			'Client ID *',
			'Client Secret *',
		]);
		await editor.screenshot('credential-new');
		await dialog.choose('environment', 'Custom');
		const { credential } = sandbox;
		const texts = [
			'username',
			'clientId',
			'clientSecret',
			'partnerId',
			'companyId',
			'cardAccountId',
		];
		assert.deepEqual((await dialog.fields()).slice(0, 7), [
			'Environment',
			'Token URL',
			'Card API URL',
			'Marketplace URL',
			'Points URL',
			'SSO URL',
			'Authentication',
		]);
		assert.deepEqual(await dialog.complaints(), []);
		for (const name of [
			...texts,
			'authUrl',
			'cardApiUrl',
			'marketplaceUrl',
			'pointsUrl',
			'ssoUrl',
		]) {
			await dialog.type(name, String(credential[name]));
		}
		await dialog.type('password', 'wrong example');
		assert.equal(await dialog.save(), 'EnKash refused the login: Bad credentials');
		await editor.screenshot('credential-wrong-password');
		assert.equal(logins(), 1);
	});

	await step('the right one passes the test, for one login more', async () => {
		await dialog.type('password', String(sandbox.credential.password));
		assert.equal(await dialog.save(), 'success');
		assert.equal(logins(), 2);
		assert.equal(await dialog.reopen(), 'Connection tested successfully');
		await editor.screenshot('credential-tested');
		await dialog.close();
	});

	await step('resource and operation are chosen from their lists', async () => {
		await editor.choose('resource', 'Incentive');
		await editor.choose('operation', 'Get Transactions');
		await editor.choose('resource', 'Reward');
		await editor.choose('operation', 'Unallocate Points');
		assert.ok((await editor.fields()).includes('Card'));
		await editor.screenshot('operation');
	});

	await step('a card is chosen from the list by a part of the name', async () => {
		const all = await editor.searchList('enKashCardId', '');
		await editor.screenshot('list');
		assert.ok(all.length > 30);
		const found = await editor.searchList('enKashCardId', 'lakshmi');
		await editor.screenshot('list-searched');
		assert.equal(found.length, 1);
		assert.match(found[0], /^Lakshmi Pillai · user\.26@example\.com · 9000000126/);
		await editor.takeFromList('Lakshmi Pillai');
	});

	await step('it runs, and the table shows what was done', async () => {
		await editor.type('loadAmount', '5');
		await editor.type('uniqueReferenceNumber', 'BACK-1');
		assert.equal(await editor.executeStep(), 'success');
		const [header, row] = await editor.output.table();
		const shown = Object.fromEntries(header.map((name, column) => [name, row[column]]));
		assert.equal(shown.outcome, 'allocated');
		assert.equal(shown.email, 'user.26@example.com');
		await editor.screenshot('output');
		assert.deepEqual(
			sandbox.ledger.map(({ kind, amount, reference }) => ({ kind, amount, reference })),
			[{ kind: 'debit', amount: 5, reference: 'BACK-1' }],
		);
	});

	await step('a list that cannot be had says why', async () => {
		await editor.type('cardAccountId', 'CANONE');
		const [reason] = await editor.searchList('enKashCardId', '');
		await editor.screenshot('list-failed');
		assert.match(reason, /Card account not found/);
		// n8n answers such a list with 500, which the browser puts on its console.
		assert.equal(editor.tab.errors.splice(0).length, 1);
		await editor.page.keyboard.press('Escape');
		await editor.type('cardAccountId', '');
	});

	await step('what fails stops with a message and says what to do', async () => {
		// Another account was named meanwhile, to which the card did not belong.
		await editor.searchList('enKashCardId', 'lakshmi');
		await editor.takeFromList('Lakshmi Pillai');
		await editor.type('loadAmount', '500000');
		await editor.type('uniqueReferenceNumber', 'BACK-2');
		assert.equal(await editor.executeStep(), 'Insufficient balance in card [item 0]');
		assert.ok((await editor.output.error()).description);
		await editor.screenshot('failed');
	});

	await step('it looks right in the dark too', async () => {
		await editor.theme('dark');
		await editor.screenshot('dark-failed');
		await editor.closeNode();
		await editor.screenshot('dark-canvas');
		await editor.theme('light');
		await editor.screenshot('canvas');
	});

	await step('nothing of it left an error on the console', () => {
		assert.deepEqual(editor.tab.errors, []);
	});
});
