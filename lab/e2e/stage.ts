import type { TestContext } from 'node:test';
import { startSandbox, type Sandbox } from '../../sandbox';
import { startBrowser } from '../browser';
import { Editor } from '../editor';
import { startN8n, type N8n, type N8nOptions } from '../n8n';

export interface Stage {
	sandbox: Sandbox;
	n8n: N8n;
	/** In a tab of its own, not signed in. */
	editor: Editor;
	/**
	 * A part of the test. Where it fails, a screenshot shows what was on the screen, and the steps
	 * after it, which begin where it should have ended, are skipped.
	 */
	step: (claim: string, body: () => Promise<void> | void) => Promise<void>;
}

/** A fresh sandbox, n8n and browser, which the end of the test clears away. */
export async function setStage(
	t: TestContext,
	name: string,
	options: N8nOptions = {},
): Promise<Stage> {
	const sandbox = await startSandbox();
	t.after(async () => await sandbox.stop());
	const n8n = await startN8n({ ...options, name });
	t.after(async () => await n8n.stop());
	const browser = await startBrowser();
	t.after(async () => await browser.close());
	const editor = new Editor(await browser.newTab(), n8n.url);

	let steps = 0;
	let failed = false;
	return {
		sandbox,
		n8n,
		editor,
		step: async (claim, body) => {
			steps += 1;
			const picture = `failed-${name}-${steps}`;
			await t.test(claim, { skip: failed && 'an earlier step failed' }, async () => {
				try {
					await body();
				} catch (error) {
					failed = true;
					await editor.tab.screenshot(picture);
					throw error;
				}
			});
		},
	};
}
