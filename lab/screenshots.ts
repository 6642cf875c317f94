/** `npm run screenshots`: the pictures of the README, taken in a real n8n, into docs/images. */
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { startSandbox } from '../sandbox';
import { startBrowser } from './browser';
import { CredentialDialog } from './credential-dialog';
import { Editor } from './editor';
import { REPOSITORY } from './folders';
import { startN8n } from './n8n';
import { pause } from './processes';
import type { WorkflowJson } from './types';

const IMAGES = join(REPOSITORY, 'docs/images');
const MOST_BYTES = 120_000;
const TRIGGER = 'When clicking ‘Execute workflow’';

/** As they come out of a spreadsheet; the last one cannot be sent. */
const AWARDS = [
	['Mr.', 'Rohan Kulkarni', 'rohan.kulkarni@example.com', '+91 98765 43210', '250', 'AW-1'],
	['ms', 'Meera Nair', 'meera.nair@example.com', '098765-43211', '1,000', 'AW-2'],
	['Ms', 'Asha Rao', 'asha.rao@example.com', '12345', '100', 'AW-3'],
].map(([title, name, email, mobile, points, reference]) => ({
	Salutation: title,
	Employee: name,
	'Work E-mail': email,
	Phone: mobile,
	Award: points,
	'Award ID': reference,
}));

const COLUMNS = {
	title: '={{ $json.Salutation }}',
	name: '={{ $json.Employee }}',
	email: "={{ $json['Work E-mail'] }}",
	mobile: '={{ $json.Phone }}',
	loadAmount: '={{ $json.Award }}',
	uniqueReferenceNumber: "={{ $json['Award ID'] }}",
};

/** A manual trigger with an EnKash node behind it. */
function workflow(
	name: string,
	parameters: object,
	rows: object[],
	settings: object = {},
): WorkflowJson {
	return {
		name,
		nodes: [
			{
				name: TRIGGER,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				name,
				type: 'n8n-nodes-enkash.enkash',
				typeVersion: 1,
				position: [220, 0],
				parameters: { ...parameters },
				...settings,
			},
		],
		connections: { [TRIGGER]: { main: [[{ node: name, type: 'main', index: 0 }]] } },
		pinData: { [TRIGGER]: rows.map((json) => ({ json })) },
	};
}

const CATALOG = workflow(
	'Search voucher catalog',
	{ resource: 'redemption', operation: 'searchCatalog', limit: 6 },
	[{ season: 'Diwali' }],
);

/** A node just added behind the sample sheet, whose headers it knows. */
const sheet = (rows: object[]) =>
	workflow('Pay the awards', { resource: 'reward', operation: 'bulkAllocate' }, rows);

const MAPPED = workflow(
	'Allocate reward points to many users',
	{
		resource: 'reward',
		operation: 'bulkAllocate',
		columns: 'map',
		columnMapping: { mappingMode: 'defineBelow', value: COLUMNS },
	},
	AWARDS,
	{ onError: 'continueErrorOutput' },
);

async function main(): Promise<void> {
	await mkdir(IMAGES, { recursive: true });
	const sandbox = await startSandbox();
	const n8n = await startN8n({ name: 'screenshots' });
	const browser = await startBrowser();
	const editor = new Editor(await browser.newTab(), n8n.url);
	const { page } = editor;
	await page.setViewportSize({ width: 1280, height: 760 });

	const save = async (name: string, take: (path: string) => Promise<unknown>) => {
		await page.evaluate(
			"document.querySelectorAll('.el-notification').forEach((each) => each.remove())",
		);
		await pause(500);
		const path = join(IMAGES, `${name}.png`);
		await take(path);
		const { size } = await stat(path);
		if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes, of ${MOST_BYTES} at most`);
		console.log(`${path}: ${Math.round(size / 1000)} kB`);
	};
	const saveNode = async (name: string) =>
		await save(name, (path) => editor.panel.screenshot({ path }));
	const open = async (each: WorkflowJson) => {
		const { id } = await n8n.rest.createWorkflow(each);
		await editor.openWorkflow(id);
		await editor.openNode(each.name);
		await editor.chooseCredential('EnKash account');
	};

	await editor.signIn();
	await editor.newWorkflow();
	await editor.nodes.add('manual', 'Manual Trigger');
	await editor.nodes.search('reward');
	await editor.nodes.actionsOf('EnKash');
	const clip = { x: 896, y: 0, width: 384, height: 760 };
	await save('node-panel', (path) => page.screenshot({ path, clip }));

	await editor.nodes.pick('Get reward account');
	const dialog = new CredentialDialog(page);
	await dialog.connect();
	await dialog.choose('environment', 'Custom');
	for (const [name, value] of Object.entries(sandbox.credential)) {
		if (await dialog.has(name)) await dialog.type(name, String(value));
	}
	await dialog.save();
	await dialog.reopen();
	await save('credential', (path) => page.getByTestId('editCredential-modal').screenshot({ path }));

	await open(CATALOG);
	await editor.executeStep();
	await saveNode('items');

	const sample = await readFile(join(REPOSITORY, 'examples/sample-awards.csv'), 'utf8');
	await open(sheet(parse(sample, { columns: true })));
	await editor.toggle('dryRun');
	await editor.executeStep();
	await editor.output.table();
	await editor.field('dryRun').scrollIntoViewIfNeeded();
	await saveNode('sheet');

	await open(MAPPED);
	await editor.toggle('dryRun');
	await editor.executeStep();
	await editor.field('columns').scrollIntoViewIfNeeded();
	await saveNode('sheet-mapped');
	await editor.toggle('dryRun');
	await editor.executeStep();
	await editor.output.showBranch('Error Branch');
	await editor.output.json();
	await editor.id('node-credentials-select').scrollIntoViewIfNeeded();
	await saveNode('error-output');

	await browser.close();
	await n8n.stop();
	await sandbox.stop();
}

void main();
