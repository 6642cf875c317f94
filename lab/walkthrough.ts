/**
 * `npm run walkthrough`: from an empty editor to the points of a thousand awards, with the node and
 * with n8n's HTTP Request node. Both are done in the editor; what a person clicks, drags and fills in
 * is counted in the page, and what became of the sheet is counted at the sandbox.
 */
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../sandbox';
import { startBrowser, type Browser } from './browser';
import { CredentialDialog } from './credential-dialog';
import { Editor } from './editor';
import { REPOSITORY } from './folders';
import { startN8n, type N8n } from './n8n';

const FIXTURES = join(REPOSITORY, 'test/fixtures');
const CREDENTIAL_TEXTS = [
	'username',
	'password',
	'clientId',
	'clientSecret',
	'partnerId',
	'companyId',
	'cardAccountId',
	'authUrl',
	'cardApiUrl',
];

/** EnKash's own example of the call (api-9796905), emptied where the sheet has the value. */
const EXAMPLE = {
	transactionCode: 'ALLOCATION',
	transactionType: 'CR',
	type: 'ALLOCATE_POINT',
	email: '',
	mobile: '',
	title: '',
	firstName: '',
	gender: '',
	loadAmount: '',
	uniqueReferenceNumber: '',
};

/** What of it can be taken from the sheet as it stands. */
const COLUMNS = {
	email: 'Email',
	mobile: 'Mobile',
	title: 'Title',
	firstName: 'Full Name',
	gender: 'Gender',
	uniqueReferenceNumber: 'Award Reference',
};

interface Job {
	editor: Editor;
	sandbox: Sandbox;
	/** Path of the spreadsheet. */
	sheet: string;
}

async function withTheNode({ editor, sandbox, sheet }: Job): Promise<void> {
	await readSheet(editor, sheet);
	await editor.nodes.add('reward', 'EnKash', 'Allocate reward points to many users');
	const dialog = new CredentialDialog(editor.page);
	await dialog.connect();
	await dialog.choose('environment', 'Custom');
	for (const name of CREDENTIAL_TEXTS) await dialog.type(name, String(sandbox.credential[name]));
	await dialog.save();
	await editor.onError('Continue (using error output)');
	await editor.executeStep();
}

/** As fast as it can be: calls are imported as cURL, and the secrets stand in the workflow. */
async function withHttpRequests({
	editor,
	sandbox: { credential, url },
	sheet,
}: Job): Promise<void> {
	const text = (name: string) => String(credential[name]);
	const basic = Buffer.from(`${text('clientId')}:${text('clientSecret')}`).toString('base64');
	await editor.nodes.add('http request', 'HTTP Request');
	await importCurl(
		editor,
		`curl '${url}/oauth/token' -H 'Authorization: Basic ${basic}' -d 'grant_type=password' -d 'username=${text('username')}' --data-urlencode 'password=${text('password')}' -d 'clientId=${text('clientId')}'`,
	);
	// Its output is what the next nodes are filled in with.
	await editor.executeStep();
	await editor.closeNode();
	await readSheet(editor, sheet, true);

	const body = { companyId: text('companyId'), cardAccountId: text('cardAccountId'), ...EXAMPLE };
	await editor.nodes.add('http request', 'HTTP Request');
	await importCurl(
		editor,
		`curl '${url}/api/v0/partner/enKashCard/create-allocate-points' -H 'partnerId: ${text('partnerId')}' -H 'Content-Type: application/json' -H 'authorization: Bearer token' -d '${JSON.stringify(body)}'`,
	);
	const value = (collection: string, index: number) =>
		editor.id(`fixed-collection-${collection}`).getByTestId('parameter-input-value').nth(index);
	const bodyValue = (name: string) => value('bodyParameters', Object.keys(body).indexOf(name));
	const token = 'Bearer {{ $("HTTP Request").first().json.access_token }}';
	await typeExpression(value('headerParameters', 1), token);
	for (const [name, header] of Object.entries(COLUMNS))
		await editor.mapOnto(header, bodyValue(name));
	// A number, where the sheet has the text "2,500".
	await typeExpression(bodyValue('loadAmount'), "{{ Number($json.Points.replaceAll(',', '')) }}");
	await editor.onError('Continue (using error output)');
	await editor.closeNode();

	// EnKash tells a refusal with HTTP 200.
	await editor.nodes.add('if', 'If');
	await typeExpression(editor.id('filter-condition-left'), '{{ $json.code }}');
	await editor.id('filter-operator-select').click();
	const shown = (words: string) =>
		editor.page.getByText(words, { exact: true }).filter({ visible: true });
	await shown('Number').hover();
	await shown('does not exist').waitFor();
	await shown('is equal to').last().click();
	await editor.id('filter-condition-right').locator('input').fill('0');
	await editor.executeStep();
}

/** The same for both. `run` shows its columns to what is filled in next. */
async function readSheet(editor: Editor, sheet: string, run = false): Promise<void> {
	await editor.nodes.add('read files', 'Read/Write Files from Disk', 'Read File(s) From Disk');
	await editor.type('fileSelector', sheet);
	await editor.closeNode();
	await editor.nodes.add('extract', 'Extract from File', 'Extract from CSV');
	if (run) await editor.executeStep();
	await editor.closeNode();
}

async function importCurl(editor: Editor, curl: string): Promise<void> {
	await editor.panel.getByText('Import cURL', { exact: true }).click();
	await editor.id('import-curl-modal-input').fill(curl);
	await editor.id('import-curl-modal-button').click();
	await editor.id('import-curl-modal-input').waitFor({ state: 'hidden' });
}

/** An equals sign at the beginning makes an expression of a field. */
async function typeExpression(field: Locator, expression: string): Promise<void> {
	await field.locator('input').fill('=');
	await field.locator('.cm-content').focus();
	await field.page().keyboard.press('Control+A');
	await field.page().keyboard.insertText(expression);
}

type Effort = Record<'clicks' | 'drags' | 'fields' | 'characters', number>;

/**
 * Counts from now on what a person would do in the page. A dropdown is two clicks; a field that is
 * filled is one, without the click that leads there.
 */
async function countEffort(page: Page): Promise<Effort> {
	const effort: Effort = { clicks: 0, drags: 0, fields: 0, characters: 0 };
	await page.exposeFunction('countEffort', (kind: keyof Effort, amount: number) => {
		effort[kind] += amount;
	});
	await page.evaluate(`
		let from, filled;
		addEventListener('pointerdown', (event) => { from = event; }, true);
		addEventListener('pointerup', (event) => {
			const far = Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > 10;
			countEffort(far ? 'drags' : 'clicks', 1);
		}, true);
		addEventListener('focusout', () => { filled = undefined; }, true);
		addEventListener('input', (event) => {
			countEffort('characters', event.data?.length ?? 0);
			// The sign that makes an expression: the field it makes is the one that counts.
			if (event.target === filled || event.data === '=') return;
			filled = event.target;
			countEffort('fields', 1);
		}, true);
		undefined;
	`);
	return effort;
}

interface Expected {
	valid: boolean;
	send?: { uniqueReferenceNumber: string; loadAmount: number };
}

/** What became of the rows, beside what should have. */
async function resultOf({ ledger, requests }: Sandbox) {
	const text = await readFile(join(FIXTURES, 'awards-1000.expected.json'), 'utf8');
	const { outcomes } = JSON.parse(text) as { outcomes: Expected[] };
	const paid = new Map(ledger.map(({ reference, amount }) => [reference, amount]));
	const due = outcomes.flatMap(({ valid, send }) => (valid && send ? [send] : []));
	const right = due.filter((row) => paid.get(row.uniqueReferenceNumber) === row.loadAmount).length;
	return {
		'requests to EnKash': requests.length,
		[`of ${due.length} valid rows, paid`]: right,
		'other payments': ledger.length - right,
	};
}

async function walk(n8n: N8n, browser: Browser, name: string, way: (job: Job) => Promise<void>) {
	const sandbox = await startSandbox();
	const sheet = join(n8n.userFolder, '.n8n-files/awards.csv');
	await mkdir(join(sheet, '..'), { recursive: true });
	await copyFile(join(FIXTURES, 'awards-1000.csv'), sheet);
	const editor = new Editor(await browser.newTab(), n8n.url);
	await editor.signIn();
	await editor.newWorkflow();
	const effort = await countEffort(editor.page);
	await editor.nodes.add('manual', 'Manual Trigger');
	await way({ editor, sandbox, sheet });
	await editor.screenshot(`walkthrough-${name}`);
	const nodes = await editor.id('canvas-node').count();
	await sandbox.stop();
	return { nodes, ...effort, ...(await resultOf(sandbox)) };
}

async function main(): Promise<void> {
	const n8n = await startN8n({ name: 'walkthrough' });
	const browser = await startBrowser();
	const node = await walk(n8n, browser, 'node', withTheNode);
	const http = await walk(n8n, browser, 'http', withHttpRequests);
	await browser.close();
	await n8n.stop();
	console.log('| | EnKash node | HTTP Request node |\n| --- | ---: | ---: |');
	for (const [what, count] of Object.entries(node)) {
		console.log(`| ${what} | ${count} | ${(http as Record<string, number>)[what]} |`);
	}
}

void main();
