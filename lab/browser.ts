/** Debian's Chromium without a window, and what a page in it complained about. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, selectors, type Page } from 'playwright-core';
import { debianCommands } from './debian';
import { ARTIFACTS } from './folders';

/** Chromium as root, quiet, and kept on this machine: it resolves no name and so reaches nobody. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

const HERE = /^(https?:\/\/(127\.0\.0\.1|localhost)[:/]|data:|blob:|$)/;

export interface Tab {
	page: Page;
	/**
	 * Errors on the console and uncaught exceptions; empty it to start counting anew. That some
	 * server elsewhere cannot be reached is none: the editor asks for a community package's page.
	 */
	errors: string[];
	/** Saves `artifacts/screenshots/<name>.png` and gives its path. */
	screenshot(name: string): Promise<string>;
}

export interface Browser {
	newTab(): Promise<Tab>;
	close(): Promise<void>;
}

export async function startBrowser(): Promise<Browser> {
	const { chromium: executablePath } = await debianCommands({ chromium: 'chromium' });
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });

	return {
		async newTab() {
			const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
			return watch(await context.newPage());
		},
		close: async () => await browser.close(),
	};
}

function watch(page: Page): Tab {
	const errors: string[] = [];
	page.on('console', (message) => {
		const { url } = message.location();
		if (message.type() === 'error' && HERE.test(url)) errors.push(`${message.text()} ${url}`);
	});
	page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
	return {
		page,
		errors,
		async screenshot(name) {
			const folder = join(ARTIFACTS, 'screenshots');
			await mkdir(folder, { recursive: true });
			const path = join(folder, `${name}.png`);
			await page.screenshot({ path });
			return path;
		},
	};
}
