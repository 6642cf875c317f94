/** The dialog in which a person fills in a credential, and n8n tests it. */
import type { Locator, Page } from 'playwright-core';
import { chooseOption } from './page';

export class CredentialDialog {
	constructor(private readonly page: Page) {}

	/** From an opened node, for whose type there is no credential yet. */
	async connect(): Promise<void> {
		await this.page.getByTestId('node-credentials-slot').getByRole('button').first().click();
		await this.dialog.getByTestId('credential-connection-parameter').first().waitFor();
	}

	/** From the opened node: the credential it uses, which n8n then tests; gives what it says of it. */
	async reopen(): Promise<string> {
		await this.page.getByTestId('credential-edit-button').click();
		const says = this.dialog
			.getByText(/^(Connection tested successfully|Couldn’t connect)/)
			.first();
		await says.waitFor();
		return (await says.innerText()).trim();
	}

	/** The labels of the fields, in their order; a required one ends with a star. */
	async fields(): Promise<string[]> {
		const labels = await this.dialog.getByTestId('credential-connection-parameter').allInnerTexts();
		return labels.map((label) => label.trim().split('\n')[0]);
	}

	/** What the dialog says is wrong with fields before anything was sent. */
	async complaints(): Promise<string[]> {
		return await this.dialog
			.locator('[data-test-id=parameter-issues], .cm-lintRange-error')
			.allInnerTexts();
	}

	/** Whether there is a text field of this name. */
	async has(name: string): Promise<boolean> {
		return await this.field(name).locator('input:not([readonly])').first().isVisible();
	}

	async choose(name: string, option: string): Promise<void> {
		await chooseOption(this.page, this.field(name), option);
	}

	async type(name: string, value: string): Promise<void> {
		await this.field(name).locator('input').first().fill(value);
	}

	/** Saves, upon which n8n tests. Gives 'success', which closes the dialog, or what the dialog says. */
	async save(): Promise<string> {
		const tested = this.page.waitForResponse(/\/rest\/credentials\/test/);
		await this.page.getByTestId('credential-save-button').click();
		const { data } = (await (await tested).json()) as { data: { status: string; message: string } };
		if (data.status === 'OK') {
			await this.dialog.waitFor({ state: 'hidden' });
			return 'success';
		}
		await this.dialog.getByText('Couldn’t connect with these settings').waitFor();
		const more = this.dialog.getByText('More details');
		if (await more.isVisible()) await more.click();
		return await this.dialog.getByText(data.message).innerText();
	}

	async close(): Promise<void> {
		await this.dialog.getByRole('button', { name: /close/i }).click();
		await this.dialog.waitFor({ state: 'hidden' });
	}

	private get dialog(): Locator {
		return this.page.getByTestId('editCredential-modal');
	}

	private field(name: string): Locator {
		return this.dialog.getByTestId(`parameter-input-${name}`);
	}
}
