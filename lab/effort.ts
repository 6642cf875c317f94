/** What a person does in the editor, counted in the page. */
import type { Page } from 'playwright-core';

export type Effort = Record<'clicks' | 'drags' | 'fields' | 'characters', number>;

/**
 * Counts from now on what a person would do in the page. A dropdown is two clicks; a field that is
 * filled is one, without the click that leads there.
 */
export async function countEffort(page: Page): Promise<Effort> {
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
