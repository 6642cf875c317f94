/** A sheet in the editor: what a person sees before it pays, when it pays, and where it cannot. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Editor } from '../editor';
import { setStage } from './stage';

const TRIGGER = 'When clicking ‘Execute workflow’';
const NODE = 'Pay the Sheet';

/** Headers of which none is known as a reference. */
const UNNAMED = ['Asha Rao', 'Meera Nair', 'Rohan Kulkarni'].map((name, index) => ({
	'Emp Name': name,
	Mail: `${name.toLowerCase().replace(' ', '.')}@example.com`,
	Contact: `+91 90000 0410${index}`,
	Prefix: index < 2 ? 'Ms.' : 'Mr.',
	Pts: ['₹ 750', '1,000', '250'][index],
	Why: 'Ten years',
	Ticket: `T-${index + 1}`,
}));

/** Rows of which some cannot be sent. */
const FLAWED = Array.from({ length: 8 }, (_, index) => ({
	Title: 'Ms',
	Name: `Person ${index + 1}`,
	Email: `person.${index + 1}@example.com`,
	Mobile: `900000420${index}`,
	Points: 100 + index,
	'Award ID': `FLAW-${index + 1}`,
	...(
		{
			2: { Points: 0 },
			3: { Mobile: '12345' },
			4: { Email: 'nobody' },
			6: { Points: 'many' },
		} as Record<number, object>
	)[index],
}));

/** Headers that nobody would recognize. */
const FOREIGN = UNNAMED.map((row, index) => ({
	Anrede: row.Prefix,
	Wer: row['Emp Name'],
	Post: row.Mail,
	Handy: row.Contact,
	Award: row.Pts,
	'Award ID': `HAND-${index + 1}`,
}));

/** Pictures of the panel in both themes. */
async function picture(editor: Editor, name: string): Promise<void> {
	await editor.screenshot(`sheet-${name}`);
	await editor.theme('dark');
	await editor.screenshot(`sheet-${name}-dark`);
	await editor.theme('light');
}

void test('a sheet in the editor', async (t) => {
	const { sandbox, n8n, editor, step } = await setStage(t, 'sheet');
	const [name, type] = ['EnKash sandbox', 'enkashApi'];
	const { id } = await n8n.rest.createCredential({ name, type, data: { ...sandbox.credential } });
	const paid = () => sandbox.ledger.map(({ reference }) => reference);

	/** Opens the node behind rows, as a person leaves it who has just added it. */
	const open = async (rows: object[], parameters: object = {}) => {
		const workflow = await n8n.rest.createWorkflow({
			name: NODE,
			nodes: [
				{
					name: TRIGGER,
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					name: NODE,
					type: 'n8n-nodes-enkash.enkash',
					typeVersion: 1,
					position: [220, 0],
					parameters: { resource: 'reward', operation: 'bulkAllocate', ...parameters },
					credentials: { [type]: { id, name } },
				},
			],
			connections: { [TRIGGER]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
			pinData: { [TRIGGER]: rows.map((json) => ({ json })) },
		});
		await editor.openWorkflow(workflow.id);
		await editor.openNode(NODE);
	};

	await step(
		'its form begins with the dry run, and ends with what the credential knows',
		async () => {
			await editor.signIn();
			await open(UNNAMED);
			const fields = await editor.fields();
			assert.deepEqual(fields.slice(fields.indexOf('Operation') + 1), [
				...['Dry Run', 'Rows', 'Columns', 'Pay Existing Users'],
				...['Compare With', 'Simplify', 'Company ID', 'Card Account ID', 'Options'],
			]);
			assert.match((await editor.notices()).join(), /This pays everybody in the sheet/);
			await picture(editor, 'fresh');
		},
	);

	await step(
		'a dry run says which columns it found, and what rows without a reference mean',
		async () => {
			await editor.toggle('dryRun');
			assert.match((await editor.notices()).join(), /Nothing is sent while 'Dry Run' is on/);
			assert.equal(await editor.executeStep(), 'success');
			const hints = await editor.output.hints();
			await picture(editor, 'dry-run');
			assert.match(
				hints,
				/3 rows: 3 would be sent \(2000 points, the largest 1000 in row 2\)\. This is plan 3-2000-/,
			);
			assert.match(hints, /'Emp Name' → Name.*'Pts' → Points\. Not used: 'Why', 'Ticket'/);
			assert.match(hints, /No column was recognized as the reference/);
			assert.deepEqual(paid(), []);
		},
	);

	await step('without it the sheet is paid, and told that a second time pays again', async () => {
		await editor.toggle('dryRun');
		assert.equal(await editor.executeStep(), 'success');
		assert.match(await editor.output.hints(), /executing it again pays everybody again/);
		await picture(editor, 'paid');
		assert.equal(paid().length, 3);
		await editor.closeNode();
	});

	await step('a sheet that fails names all rows that are not valid', async () => {
		await open(FLAWED);
		assert.equal(await editor.executeStep(), 'Rows 3, 4, 5 and 7 are not valid [item 2]');
		assert.match((await editor.output.error()).description, /Row 4: 'Mobile' is '12345'/);
		await picture(editor, 'failed');
		assert.equal(paid().length, 3);
		await editor.closeNode();
	});

	await step('rows that are not valid keep their person, where they are reported', async () => {
		await open(FLAWED, { options: { onInvalidRow: 'report' } });
		assert.equal(await editor.executeStep(), 'success');
		const [header, ...rows] = await editor.output.table();
		await picture(editor, 'invalid');
		assert.deepEqual(header.slice(0, 7), [
			...['outcome', 'row', 'problem', 'name', 'email', 'mobile', 'loadAmount'],
		]);
		assert.deepEqual(
			[rows[3][0], rows[3][1], ...rows[3].slice(3, 7)],
			['invalid', '4', 'Person 4', 'person.4@example.com', '12345', '103'],
		);
		for (const row of rows) assert.ok(!row.slice(0, 9).includes('undefined'), row.join(' | '));
		assert.equal(paid().length, 7);
		await editor.closeNode();
	});

	await step('columns are mapped by hand where the headers say nothing', async () => {
		await open(FOREIGN);
		await editor.choose('columns', 'Map by Hand');
		const columns = {
			title: 'Anrede',
			name: 'Wer',
			email: 'Post',
			mobile: 'Handy',
			loadAmount: 'Award',
			uniqueReferenceNumber: 'Award ID',
		};
		for (const [column, header] of Object.entries(columns)) await editor.map(header, column);
		await picture(editor, 'mapped');
		assert.doesNotMatch(await editor.panel.innerText(), /Map Automatically|same names|exactly/i);
		await editor.toggle('dryRun');
		assert.equal(await editor.executeStep(), 'success');
		assert.match(await editor.output.hints(), /3 rows: 3 would be sent \(2000 points/);
		await editor.toggle('dryRun');
		assert.equal(await editor.executeStep(), 'success');
		assert.deepEqual(paid().slice(7), ['HAND-1', 'HAND-2', 'HAND-3']);
	});

	await step('the rows that can be paid are, and the others go to the error output', async () => {
		await editor.closeNode();
		await open(FLAWED.map((row) => ({ ...row, 'Award ID': `AGAIN-${row['Award ID']}` })));
		await editor.onError('Continue (using error output)');
		assert.equal(await editor.executeStep(), 'success');
		assert.equal(await editor.output.showBranch('Error Branch'), 'Error Branch (4 items)');
		const [header, failed] = await editor.output.table();
		const told = Object.fromEntries(header.map((column, at) => [column, failed[at]]));
		await picture(editor, 'error-output');
		assert.match(told.error, /'Points' is 0: write a number above 0 \[item 2\]/);
		assert.match(told.message, /^Field: points\./);
	});

	await step('nothing of it left an error on the console', () => {
		assert.deepEqual(editor.tab.errors, []);
	});
});
