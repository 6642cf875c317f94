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
		await this.field(name).click();
		const options = this.page.getByRole('option').filter({ visible: true });
		await options.filter({ hasText: option }).first().click();
	}

	async type(name: string, value: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(value);
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

	private id(testId: string): Locator {
		return this.page.getByTestId(testId);
	}
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
