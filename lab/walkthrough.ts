/**
 * `npm run walkthrough`: from an empty editor to the points of a thousand awards, and of a single one
 * to somebody who has a card, with the node and with n8n's HTTP Request node. All is done in the
 * editor; what a person clicks, drags and fills in is counted in the page, and what became of the
 * awards is counted at the sandbox. `npm run walkthrough -- award` or `-- sheet` does the one alone.
 */
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { startSandbox, type Sandbox } from '../sandbox';
import { startBrowser, type Browser } from './browser';
import { CredentialDialog } from './credential-dialog';
import { Editor } from './editor';
import { countEffort } from './effort';
import { REPOSITORY } from './folders';
import { startN8n, type N8n } from './n8n';
import { pause } from './processes';

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

/** A card of the sandbox, whose owner receives the single award. */
const CARD = { owner: 'user.05@example.com', points: 250, reference: 'AWARD-1' };

/** The same for somebody who has a card, by which the guide lets a top-up name them (doc-1039425). */
const BY_CARD = {
	transactionCode: 'ALLOCATION',
	transactionType: 'CR',
	type: 'ALLOCATE_POINT',
	enkashCardId: '',
	loadAmount: '',
	uniqueReferenceNumber: '',
};

const TOKEN = 'Bearer {{ $("HTTP Request").first().json.access_token }}';

interface Job {
	editor: Editor;
	sandbox: Sandbox;
	/** Path of the spreadsheet. */
	sheet: string;
}

async function withTheNode({ editor, sandbox, sheet }: Job): Promise<void> {
	await readSheet(editor, sheet);
	await editor.nodes.add('reward', 'EnKash', 'Allocate reward points to many users');
	await fillCredential(editor, sandbox);
	await editor.onError('Continue (using error output)');
	await editor.executeStep();
}

/** The person is picked from the list. */
async function oneWithTheNode({ editor, sandbox }: Job): Promise<void> {
	await editor.nodes.add('reward', 'EnKash', 'Allocate reward points to user');
	await fillCredential(editor, sandbox);
	await editor.choose('recipient', 'Existing User');
	await editor.searchList('enKashCardId');
	await editor.takeFromList(CARD.owner);
	await editor.type('loadAmount', String(CARD.points));
	await editor.type('uniqueReferenceNumber', CARD.reference);
	await editor.executeStep();
}

async function fillCredential(editor: Editor, sandbox: Sandbox): Promise<void> {
	const dialog = new CredentialDialog(editor.page);
	await dialog.connect();
	await dialog.choose('environment', 'Custom');
	for (const name of CREDENTIAL_TEXTS) await dialog.type(name, String(sandbox.credential[name]));
	await dialog.save();
}

/** As fast as it can be: calls are imported as cURL, and the secrets stand in the workflow. */
async function withHttpRequests({ editor, sandbox, sheet }: Job): Promise<void> {
	await logInByHttp(editor, sandbox);
	await readSheet(editor, sheet, true);
	const { header, body } = await addCardCall(editor, sandbox, 'create-allocate-points', EXAMPLE);
	await typeExpression(header('authorization'), TOKEN);
	for (const [name, column] of Object.entries(COLUMNS)) await editor.mapOnto(column, body(name));
	// A number, where the sheet has the text "2,500".
	await typeExpression(body('loadAmount'), "{{ Number($json.Points.replaceAll(',', '')) }}");
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

/** The person's card is looked up in the list of users, and written into the award. */
async function oneWithHttpRequests({ editor, sandbox }: Job): Promise<void> {
	await logInByHttp(editor, sandbox);
	const list = await addCardCall(editor, sandbox, 'search', {});
	await typeExpression(list.header('authorization'), TOKEN);
	await editor.executeStep();
	await editor.closeNode();
	const { header, body } = await addCardCall(editor, sandbox, 'create-allocate-points', BY_CARD);
	await typeExpression(header('authorization'), TOKEN);
	await body('enkashCardId').locator('input').fill(cardOf(sandbox));
	// A field of that node is a text, which EnKash's documents do not allow here.
	await typeExpression(body('loadAmount'), `{{ ${CARD.points} }}`);
	await body('uniqueReferenceNumber').locator('input').fill(CARD.reference);
	await editor.executeStep();
}

/** What a person reads in the output of the list. */
function cardOf({ state }: Sandbox): string {
	const card = [...state.cards.values()].find(({ email }) => email === CARD.owner);
	if (!card) throw new Error(`The sandbox has no card of ${CARD.owner}`);
	return card.enKashCardId;
}

async function logInByHttp(editor: Editor, { credential, url }: Sandbox): Promise<void> {
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
}

/** A call of the account's cards, imported, with the token still to be filled in. */
async function addCardCall(
	editor: Editor,
	{ credential, url }: Sandbox,
	call: string,
	more: object,
) {
	const text = (name: string) => String(credential[name]);
	const fields = { companyId: text('companyId'), cardAccountId: text('cardAccountId'), ...more };
	const headers = ['partnerId', 'authorization', 'content-type'];
	await editor.nodes.add('http request', 'HTTP Request');
	await importCurl(
		editor,
		`curl '${url}/api/v0/partner/enKashCard/${call}' -H 'partnerId: ${text('partnerId')}' -H 'authorization: Bearer token' -H 'Content-Type: application/json' -d '${JSON.stringify(fields)}'`,
	);
	const value = (collection: string, index: number) =>
		editor.id(`fixed-collection-${collection}`).getByTestId('parameter-input-value').nth(index);
	return {
		header: (name: string) => value('headerParameters', headers.indexOf(name)),
		body: (name: string) => value('bodyParameters', Object.keys(fields).indexOf(name)),
	};
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
	// n8n takes a text over a moment after it was typed.
	await pause(500);
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

/** The single award: paid once, to the right card. */
function awardOf({ ledger, requests }: Sandbox) {
	const paid = ledger.filter(({ reference }) => reference === CARD.reference);
	return {
		'requests to EnKash': requests.length,
		'points paid': paid.reduce((sum, { amount }) => sum + amount, 0),
	};
}

interface Way {
	name: string;
	take: (job: Job) => Promise<void>;
	result: (sandbox: Sandbox) => object | Promise<object>;
}

async function walk(n8n: N8n, browser: Browser, { name, take, result }: Way) {
	const sandbox = await startSandbox();
	const sheet = join(n8n.userFolder, '.n8n-files/awards.csv');
	await mkdir(join(sheet, '..'), { recursive: true });
	await copyFile(join(FIXTURES, 'awards-1000.csv'), sheet);
	const editor = new Editor(await browser.newTab(), n8n.url);
	// A thousand requests one by one take a while on a busy machine.
	editor.page.setDefaultTimeout(180_000);
	await editor.signIn();
	await editor.newWorkflow();
	const effort = await countEffort(editor.page);
	await editor.nodes.add('manual', 'Manual Trigger');
	await take({ editor, sandbox, sheet });
	await editor.screenshot(`walkthrough-${name}`);
	const nodes = await editor.id('canvas-node').count();
	await sandbox.stop();
	return { nodes, ...effort, ...(await result(sandbox)) };
}

async function main(): Promise<void> {
	const browser = await startBrowser();
	const compare = async (title: string, own: Way, other: Way) => {
		// One n8n for both sides, without a credential of the comparison before.
		const n8n = await startN8n({ name: own.name });
		const node = await walk(n8n, browser, own);
		const http: Record<string, unknown> = await walk(n8n, browser, other);
		await n8n.stop();
		console.log(`| ${title} | EnKash node | HTTP Request node |\n| --- | ---: | ---: |`);
		for (const [what, count] of Object.entries(node)) {
			console.log(`| ${what} | ${String(count)} | ${String(http[what])} |`);
		}
	};
	const [only] = process.argv.slice(2);
	if (only !== 'sheet')
		await compare(
			'a single award',
			{ name: 'one-node', take: oneWithTheNode, result: awardOf },
			{ name: 'one-http', take: oneWithHttpRequests, result: awardOf },
		);
	if (only !== 'award')
		await compare(
			'a sheet',
			{ name: 'node', take: withTheNode, result: resultOf },
			{ name: 'http', take: withHttpRequests, result: resultOf },
		);
	await browser.close();
}

void main();
