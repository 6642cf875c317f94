/** The output of an opened node: its items, branches, hints and errors. */
import type { Locator, Page } from 'playwright-core';

export class OutputPanel {
	private readonly panel: Locator;

	constructor(private readonly page: Page) {
		this.panel = page.getByTestId('output-panel');
	}

	/** Waits for the end of a run; gives 'success' or n8n's message of the failure. */
	async outcome(): Promise<string> {
		const success = this.panel.getByTestId('node-run-status-success');
		const failure = this.panel.getByTestId('node-run-status-danger');
		await success.or(failure).first().waitFor();
		return (await success.isVisible()) ? 'success' : (await this.error()).message;
	}

	/** Shows one of several outputs, such as 'Error Branch'; gives its name with the number of items. */
	async showBranch(name: string): Promise<string> {
		const branch = this.panel.getByTestId('branches').getByText(name);
		await branch.click();
		return (await branch.innerText()).trim();
	}

	/** The items of the output as the JSON view shows them. */
	async json(): Promise<unknown> {
		await this.panel.getByTestId('radio-button-json').click();
		const json = this.panel.locator('.vjs-tree');
		await json.waitFor();
		return JSON.parse((await json.innerText()).replace(/\s+/g, ' ')) as unknown;
	}

	/** What n8n says above the items. */
	async hints(): Promise<string> {
		return (await this.panel.getByTestId('run-data-hints').innerText()).trim();
	}

	/** The rows of the output's table, its header first. */
	async table(): Promise<string[][]> {
		await this.panel.getByTestId('radio-button-table').click();
		await this.panel.locator('table tr').nth(1).waitFor();
		const rows = await this.panel.locator('table tr').all();
		return await Promise.all(
			rows.map(async (row) =>
				(await row.locator(':is(th, td):not([class*=margin i])').allInnerTexts()).map((cell) =>
					cell.trim(),
				),
			),
		);
	}

	/** What the output panel says of a failed run: message and description. */
	async error(): Promise<{ message: string; description: string }> {
		const [message, description] = await Promise.all([
			this.page.getByTestId('node-error-message').first().innerText(),
			this.page.getByTestId('node-error-description').first().innerText(),
		]);
		return { message, description };
	}

	/** Replaces what a node has put out, or would put out, by hand. */
	async setMockData(rows: object[]): Promise<void> {
		await this.panel.getByTestId('ndv-edit-pinned-data').click();
		await this.panel.locator('.cm-content').click();
		await this.page.keyboard.press('Control+A');
		await this.page.keyboard.insertText(JSON.stringify(rows, null, 2));
		await this.panel.getByText('Save', { exact: true }).click();
		await this.panel
			.getByTestId('ndv-unpin-data')
			.or(this.panel.getByTestId('ndv-pin-data'))
			.first()
			.waitFor();
	}
}
