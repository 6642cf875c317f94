/** The panel of n8n's editor in which a person searches for nodes and adds them. */
import type { Locator, Page } from 'playwright-core';
import { settled, until } from './page';

export class NodePanel {
	constructor(private readonly page: Page) {}

	/** What the node panel offers for a search, in its order. */
	async search(text: string): Promise<string[]> {
		const search = this.page.getByTestId('node-creator-search-bar');
		if (!(await search.isVisible())) {
			await this.page
				.getByTestId('canvas-plus-button')
				.or(this.page.getByTestId('node-creator-plus-button'))
				.first()
				.click();
		}
		const names = async () => await this.page.getByTestId('node-creator-item-name').allInnerTexts();
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
		for (const category of await this.page.getByTestId('node-creator-category-item').all()) {
			if ((await category.getAttribute('aria-expanded')) === 'false') await category.click();
		}
		return await settled(
			async () => await this.page.getByTestId('node-creator-item-name').allInnerTexts(),
		);
	}

	/** Adds what the panel lists under a name now, a node or an action, and waits for it. */
	async pick(name: string): Promise<void> {
		const before = await this.page.getByTestId('canvas-node').count();
		await this.panelEntry(name).click();
		await this.page.getByTestId('canvas-node').nth(before).waitFor();
	}

	/** Searches for a node and adds it, where it has actions with the one named. */
	async add(search: string, name: string, action?: string): Promise<void> {
		await this.search(search);
		if (action) await this.actionsOf(name);
		await this.pick(action ?? name);
	}

	private panelEntry(name: string): Locator {
		return this.page
			.getByTestId('node-creator-item-name')
			.filter({ hasText: exactly(name) })
			.first();
	}
}

function exactly(text: string): RegExp {
	return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
