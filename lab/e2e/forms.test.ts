/** What a form does while a person fills it in, and what they read when it has run. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { until } from '../page';
import { setStage } from './stage';

void test('forms', async (t) => {
	const { sandbox, n8n, editor, step } = await setStage(t, 'forms');
	await n8n.rest.createCredential({
		name: 'EnKash sandbox',
		type: 'enkashApi',
		data: { ...sandbox.credential },
	});
	sandbox.settings.fulfilmentDelay = 3_600_000;
	await editor.signIn();

	const chosen = async (name: string) =>
		await editor.field(name).getByTestId('rlc-input').first().inputValue();
	const pick = async (name: string, entry: string) => {
		await editor.searchList(name);
		await editor.takeFromList(entry);
	};
	const begin = async (action: string) => {
		await editor.newWorkflow();
		await editor.nodes.add('manual', 'Manual Trigger');
		await editor.nodes.add('enkash', 'EnKash', action);
	};

	await step('a denomination does not outlive its brand', async () => {
		await begin('Create voucher order');
		await pick('productCatalogId', 'Aldo E-Gift Card');
		await pick('denomination', '500 for 490');
		assert.match(await chosen('denomination'), /500 for 490/);
		await pick('productCatalogId', 'Amazon');
		await until(async () => (await chosen('denomination')) === '');
		assert.equal(await chosen('denomination'), '');
		await editor.screenshot('forms-other-brand');
	});

	await step('an order says that its voucher is not issued yet', async () => {
		await pick('productCatalogId', 'Aldo E-Gift Card');
		await pick('denomination', '100 for 98');
		assert.equal(await editor.executeStep(), 'success');
		assert.match(
			await editor.output.hints(),
			/^Voucher not issued yet: use 'Get Order' later\. To have the next orders wait, turn on 'Wait for Vouchers'/,
		);
		await editor.screenshot('forms-order-pending');
	});

	await step('points go to somebody who is picked from the list', async () => {
		await begin('Allocate reward points to user');
		await editor.screenshot('forms-allocate-details');
		await editor.choose('recipient', 'Existing User');
		const shown = await editor.fields();
		assert.deepEqual(shown.slice(shown.indexOf('Recipient')), [
			'Recipient',
			'User',
			'Points',
			'Reference',
			'Simplify',
			'Company ID',
			'Card Account ID',
			'Options',
		]);
		const user = editor.field('enKashCardId').getByTestId('rlc-input').first();
		assert.equal(await user.getAttribute('placeholder'), 'Select a user...');
		await pick('enKashCardId', 'user.05@example.com');
		await editor.type('loadAmount', '25');
		await editor.type('uniqueReferenceNumber', 'PICKED-1');
		await editor.screenshot('forms-allocate-existing');
		assert.equal(await editor.executeStep(), 'success');
		const [paid] = (await editor.output.json()) as Array<Record<string, unknown>>;
		assert.equal(paid.email, 'user.05@example.com');
		await editor.screenshot('forms-allocate-paid');
	});

	await step('a second execution shows the same fields', async () => {
		const [before] = (await editor.output.json()) as Array<Record<string, unknown>>;
		assert.equal(await editor.executeStep(), 'success');
		await until(async () => JSON.stringify(await editor.output.json()).includes('already'));
		const [again] = (await editor.output.json()) as Array<Record<string, unknown>>;
		assert.deepEqual(again, { ...before, outcome: 'alreadyAllocated' });
		assert.equal(sandbox.ledger.filter(({ kind }) => kind === 'credit').length, 1);
	});

	await step('company and card account say where they come from', async () => {
		for (const name of ['companyId', 'cardAccountId']) {
			const input = editor.field(name).locator('input').first();
			assert.equal(await input.getAttribute('placeholder'), 'From the credential');
		}
	});

	await step('the options read well, in the dark too', async () => {
		await editor.addOption('Resend Unconfirmed');
		await editor.addOption('On Duplicate Reference');
		await editor.field('resendUnconfirmed').scrollIntoViewIfNeeded();
		await editor.screenshot('forms-options');
		await editor.theme('dark');
		await editor.screenshot('forms-options-dark');
		await editor.closeNode();
		await editor.screenshot('forms-canvas-dark');
		await editor.theme('light');
		assert.deepEqual(editor.tab.errors, []);
	});
});
