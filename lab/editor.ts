/** n8n's editor as a person uses it: what is clicked, typed and read, in a page of Chromium. */
import type { Locator, Page } from 'playwright-core';
import type { Tab } from './browser';
import { NodePanel } from './node-panel';
import { OutputPanel } from './output-panel';
import { chooseOption, middleOf, optionNames, settled } from './page';
import { pause } from './processes';
import { OWNER } from './rest';

export class Editor {
	readonly page: Page;
	readonly nodes: NodePanel;
	readonly output: OutputPanel;

	constructor(
		readonly tab: Tab,
		private readonly url: string,
	) {
		this.page = tab.page;
		this.nodes = new NodePanel(tab.page);
		this.output = new OutputPanel(tab.page);
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

	/** Chooses a credential that is there. */
	async chooseCredential(name: string): Promise<void> {
		await this.id('node-credentials-select').click();
		await this.page.getByText(name, { exact: true }).filter({ visible: true }).last().click();
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
		return await this.output.outcome();
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
