/** n8n's editor as a person uses it: what is clicked, typed and read, in a page of Chromium. */
import type { Locator, Page } from 'playwright-core';
import type { Tab } from './browser';
import { pause } from './processes';
import { OWNER } from './rest';

export class Editor {
	readonly page: Page;

	constructor(
		readonly tab: Tab,
		private readonly url: string,
	) {
		this.page = tab.page;
	}

	async signIn(): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.locator('input[name=emailOrLdapLoginId]').fill(OWNER.email);
		await this.page.locator('input[name=password]').fill(OWNER.password);
		await this.id('form-submit-button').click();
		await this.page.waitForURL(/\/home/);
		// Whoever is not signed in yet gets a 401, which is no complaint.
		this.tab.errors.length = 0;
	}

	/** n8n follows the system's theme unless a person chose one. */
	async theme(name: 'light' | 'dark'): Promise<void> {
		await this.page.emulateMedia({ colorScheme: name });
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.id('canvas-plus-button').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.id('canvas-node').first().waitFor();
	}

	// The node panel

	/** What the node panel offers for a search, in its order. */
	async searchNodes(text: string): Promise<string[]> {
		const search = this.id('node-creator-search-bar');
		if (!(await search.isVisible())) {
			await this.id('canvas-plus-button').or(this.id('node-creator-plus-button')).first().click();
		}
		const names = async () => await this.id('node-creator-item-name').allInnerTexts();
		// The list answers a moment after the typing, so it is known by differing from the empty one.
		await search.fill('');
		const unsearched = (await settled(names)).join();
		await search.fill(text);
		await until(async () => (await names()).join() !== unsearched);
		return await settled(names);
	}

	/** The actions listed for a node that the panel offers. */
	async actionsOf(name: string): Promise<string[]> {
		await this.panelEntry(name).click();
		for (const category of await this.id('node-creator-category-item').all()) {
			if ((await category.getAttribute('aria-expanded')) === 'false') await category.click();
		}
		return await settled(async () => await this.id('node-creator-item-name').allInnerTexts());
	}

	/** Adds what the panel lists under a name now, a node or an action, and waits for it. */
	async pick(name: string): Promise<void> {
		const before = await this.id('canvas-node').count();
		await this.panelEntry(name).click();
		await this.id('canvas-node').nth(before).waitFor();
	}

	/** Searches for a node and adds it, where it has actions with the one named. */
	async addNode(search: string, name: string, action?: string): Promise<void> {
		await this.searchNodes(search);
		if (action) await this.actionsOf(name);
		await this.pick(action ?? name);
	}

	private panelEntry(name: string): Locator {
		return this.id('node-creator-item-name')
			.filter({ hasText: exactly(name) })
			.first();
	}

	// The canvas

	canvasNode(name: string): Locator {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	async openNode(name: string): Promise<void> {
		await this.canvasNode(name).dblclick();
		await this.panel.waitFor();
	}

	async closeNode(): Promise<void> {
		await this.id('ndv-close-button').click();
		await this.panel.waitFor({ state: 'hidden' });
	}

	// The opened node

	get panel(): Locator {
		return this.id('ndv');
	}

	/** The labels of the fields that the opened node shows, in their order. */
	async fields(): Promise<string[]> {
		const labels = this.id('node-parameters').getByTestId('input-label').filter({ visible: true });
		// Behind the first line come the words of the buttons that appear beside a label.
		return await settled(async () =>
			(await labels.allInnerTexts()).map((label) => label.trim().split('\n')[0]),
		);
	}

	field(name: string): Locator {
		return this.panel.getByTestId(`parameter-input-${name}`);
	}

	async choose(name: string, option: string): Promise<void> {
		await chooseOption(this.page, this.field(name), option);
	}

	/** What the dropdown of a collection such as 'Options' offers to add. */
	async offered(): Promise<string[]> {
		await this.panel.getByTestId('collection-parameter-add').last().click();
		const names = await settled(async () => await optionNames(this.page));
		await this.page.keyboard.press('Escape');
		return names;
	}

	async addOption(option: string): Promise<void> {
		const add = this.panel.getByTestId('collection-parameter-add').last();
		await chooseOption(this.page, add, option);
	}

	/** Turns a switch on or off. */
	async toggle(name: string): Promise<void> {
		await this.field(name).locator('.el-switch').click();
	}

	/** 'Map Each Column Manually' or 'Map Automatically'. */
	async chooseMapping(mode: string): Promise<void> {
		await chooseOption(this.page, this.id('mapping-mode-select').getByRole('combobox'), mode);
	}

	/** The node's notices among the fields. */
	async notices(): Promise<string[]> {
		const own = '.notice:not([data-test-id=resource-mapper-container] *)';
		return await this.id('node-parameters').locator(own).allInnerTexts();
	}

	async type(name: string, value: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(value);
	}

	/** Opens a list of records, searches it, and gives what it then offers or why it cannot. */
	async searchList(name: string, text = ''): Promise<string[]> {
		const shown = this.id('rlc-item').or(this.id('rlc-error-container')).filter({ visible: true });
		const search = this.id('rlc-search').filter({ visible: true });
		const open = await search.isVisible();
		if (!open) await this.answered(() => this.field(name).getByTestId('rlc-input').click());
		if (text) await this.answered(() => search.fill(text));
		return await settled(async () => (await shown.allInnerTexts()).map((entry) => entry.trim()));
	}

	/** Waits for n8n's answer of a list; a list that it had before is not asked for again. */
	private async answered(act: () => Promise<void>): Promise<void> {
		const answer = this.page
			.waitForResponse(/\/resource-locator-results/, { timeout: 3000 })
			.catch(() => undefined);
		await act();
		await answer;
	}

	/** Takes an entry of the list that is open. */
	async takeFromList(entry: string): Promise<void> {
		await this.id('rlc-item').filter({ visible: true, hasText: entry }).first().click();
	}

	/** Drags a field of the input onto a parameter, which becomes an expression. */
	async map(input: string, name: string): Promise<void> {
		await this.mapOnto(input, this.field(name));
	}

	async mapOnto(input: string, onto: Locator): Promise<void> {
		const from = this.id('ndv-input-panel').getByText(input, { exact: true }).first();
		await onto.scrollIntoViewIfNeeded();
		const [start, end] = [await middleOf(from), await middleOf(onto)];
		await this.page.mouse.move(start.x, start.y);
		await this.page.mouse.down();
		await this.page.mouse.move(end.x, end.y, { steps: 10 });
		await this.page.mouse.up();
		// The field takes the focus a moment later, and its preview covers the fields below.
		await onto.locator('.cm-focused').waitFor();
		await this.page.evaluate('document.activeElement.blur()');
	}

	/** Replaces what a node has put out, or would put out, by hand. */
	async setMockData(rows: object[]): Promise<void> {
		await this.output.getByTestId('ndv-edit-pinned-data').click();
		await this.output.locator('.cm-content').click();
		await this.page.keyboard.press('Control+A');
		await this.page.keyboard.insertText(JSON.stringify(rows, null, 2));
		await this.output.getByText('Save', { exact: true }).click();
		await this.output.getByTestId('ndv-unpin-data').or(this.output.getByTestId('ndv-pin-data')).first().waitFor();
	}

	/** Sets 'On Error' among the node's settings. */
	async onError(option: string): Promise<void> {
		await this.id('tab-settings').click();
		await this.choose('onError', option);
		await this.id('tab-params').click();
	}

	/** Presses 'Execute step', waits for the end and gives 'success' or n8n's message of the failure. */
	async executeStep(): Promise<string> {
		// The mark of the run before is gone as soon as n8n has accepted the new one.
		const accepted = this.page.waitForResponse(/\/rest\/workflows\/[^/]+\/run/);
		await this.id('node-execute-button').click();
		await accepted;
		const success = this.output.getByTestId('node-run-status-success');
		const failure = this.output.getByTestId('node-run-status-danger');
		await success.or(failure).first().waitFor();
		return (await success.isVisible()) ? 'success' : (await this.outputError()).message;
	}

	get output(): Locator {
		return this.id('output-panel');
	}

	/** Shows one of several outputs, such as 'Error Branch'; gives its name with the number of items. */
	async showBranch(name: string): Promise<string> {
		const branch = this.output.getByTestId('branches').getByText(name);
		await branch.click();
		return (await branch.innerText()).trim();
	}

	/** The items of the output as the JSON view shows them. */
	async outputJson(): Promise<unknown> {
		await this.output.getByTestId('radio-button-json').click();
		const json = this.output.locator('.vjs-tree');
		await json.waitFor();
		return JSON.parse((await json.innerText()).replace(/\s+/g, ' ')) as unknown;
	}

	/** What n8n says above the items. */
	async hints(): Promise<string> {
		return (await this.output.getByTestId('run-data-hints').innerText()).trim();
	}

	/** The rows of the output's table, its header first. */
	async outputTable(): Promise<string[][]> {
		await this.output.getByTestId('radio-button-table').click();
		await this.output.locator('table tr').nth(1).waitFor();
		const rows = await this.output.locator('table tr').all();
		return await Promise.all(
			rows.map(async (row) =>
				(await row.locator(':is(th, td):not([class*=margin i])').allInnerTexts()).map((cell) =>
					cell.trim(),
				),
			),
		);
	}

	/** What the output panel says of a failed run: message and description. */
	async outputError(): Promise<{ message: string; description: string }> {
		const [message, description] = await Promise.all([
			this.id('node-error-message').first().innerText(),
			this.id('node-error-description').first().innerText(),
		]);
		return { message, description };
	}

	async screenshot(name: string): Promise<string> {
		// Panels slide in; a picture taken half-way is of no use.
		await pause(400);
		return await this.tab.screenshot(name);
	}

	id(testId: string): Locator {
		return this.page.getByTestId(testId);
	}
}

/** Chooses from a dropdown by the name of the option. */
export async function chooseOption(page: Page, dropdown: Locator, option: string): Promise<void> {
	await dropdown.click();
	const options = page.getByRole('option').filter({ visible: true });
	await options.filter({ has: page.getByText(option, { exact: true }) }).first().click();
}

async function optionNames(page: Page): Promise<string[]> {
	const options = page.getByRole('option').filter({ visible: true });
	return (await options.allInnerTexts()).map((option) => option.trim().split('\n')[0]);
}

/** Where to point at something, once it has stopped moving. */
async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
	const [middle] = await settled(async () => {
		const box = await locator.boundingBox();
		return box ? [JSON.stringify({ x: box.x + box.width / 2, y: box.y + box.height / 2 })] : [];
	});
	if (!middle) throw new Error('What is to be dragged is not on the screen');
	return JSON.parse(middle) as { x: number; y: number };
}

/** A reading that has been the same for a third of a second; the last one after five. */
async function settled(read: () => Promise<string[]>): Promise<string[]> {
	let last = await read();
	let since = Date.now();
	await until(async () => {
		const now = await read();
		if (now.join('\n') !== last.join('\n')) since = Date.now();
		last = now;
		return last.length > 0 && Date.now() - since > 330;
	});
	return last;
}

/** Waits until something is so, at most five seconds. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 5000;
	while (!(await isSo()) && Date.now() < deadline) await pause(50);
}

function exactly(text: string): RegExp {
	return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
