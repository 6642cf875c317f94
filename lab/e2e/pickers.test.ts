/** Records are picked from lists that depend on one another, also inside a line of a list. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { setStage } from './stage';

void test('a cart filled by picking', async (t) => {
	const { sandbox, n8n, editor, step } = await setStage(t, 'pickers');
	await n8n.rest.createCredential({
		name: 'EnKash sandbox',
		type: 'enkashApi',
		data: { ...sandbox.credential },
	});
	await editor.signIn();
	await editor.newWorkflow();
	await editor.nodes.add('manual', 'Manual Trigger');
	await editor.nodes.add('enkash', 'EnKash', 'Add vouchers to cart');

	/** Opens the list of a locator and picks an entry. */
	const pick = async (name: string, entry: string) => {
		await editor.field(name).getByTestId('rlc-input').first().click();
		const entries = editor.page.getByTestId('rlc-item').filter({ visible: true });
		await entries.filter({ hasText: entry }).first().click();
	};

	await step('the list of brands opens, and one is picked', async () => {
		await editor.screenshot('add-to-cart');
		await pick('productCatalogId', 'Aldo E-Gift Card');
	});

	await step('a line offers the denominations of that brand, with their price', async () => {
		await pick('productConfigId', '500 for 490');
		await editor.screenshot('add-to-cart-picked');
	});

	await step('the cart holds what was picked', async () => {
		assert.equal(await editor.executeStep(), 'success');
		const [header, entry] = await editor.output.table();
		assert.equal(entry[header.indexOf('totalAmount')], '490');
		await editor.screenshot('add-to-cart-output');
	});

	await step('lines can be given as JSON instead', async () => {
		await editor.choose('specifyItems', 'Using JSON');
		await editor.screenshot('add-to-cart-json');
		assert.deepEqual(editor.tab.errors, []);
	});
});
