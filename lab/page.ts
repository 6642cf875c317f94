/** What all parts of the editor need: dropdowns, places on the screen, and waiting for calm. */
import type { Locator, Page } from 'playwright-core';
import { pause } from './processes';

/** Chooses from a dropdown by the name of the option. */
export async function chooseOption(page: Page, dropdown: Locator, option: string): Promise<void> {
	await dropdown.click();
	const options = page.getByRole('option').filter({ visible: true });
	await options
		.filter({ has: page.getByText(option, { exact: true }) })
		.first()
		.click();
}

/** What the open dropdown offers. */
export async function optionNames(page: Page): Promise<string[]> {
	const options = page.getByRole('option').filter({ visible: true });
	return (await options.allInnerTexts()).map((option) => option.trim().split('\n')[0]);
}

/** Where to point at something, once it has stopped moving. */
export async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
	const [middle] = await settled(async () => {
		const box = await locator.boundingBox();
		return box ? [JSON.stringify({ x: box.x + box.width / 2, y: box.y + box.height / 2 })] : [];
	});
	if (!middle) throw new Error('What is to be dragged is not on the screen');
	return JSON.parse(middle) as { x: number; y: number };
}

/** A reading that has been the same for a third of a second; the last one after five. */
export async function settled(read: () => Promise<string[]>): Promise<string[]> {
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
export async function until(isSo: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 5000;
	while (!(await isSo()) && Date.now() < deadline) await pause(50);
}
