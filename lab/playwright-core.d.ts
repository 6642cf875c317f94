/** The little of playwright-core's types that the lab uses; the package itself comes with the lab. */
declare module 'playwright-core' {
	interface Timeout {
		timeout?: number;
	}

	export interface Locator {
		locator(selector: string | Locator): Locator;
		getByTestId(testId: string | RegExp): Locator;
		getByText(text: string | RegExp, options?: { exact?: boolean }): Locator;
		getByRole(role: string, options?: { name?: string | RegExp; exact?: boolean }): Locator;
		filter(options: { hasText?: string | RegExp; has?: Locator; visible?: boolean }): Locator;
		or(other: Locator): Locator;
		first(): Locator;
		last(): Locator;
		nth(index: number): Locator;
		count(): Promise<number>;
		all(): Promise<Locator[]>;
		click(options?: Timeout & { button?: 'left' | 'right'; force?: boolean }): Promise<void>;
		dblclick(options?: Timeout): Promise<void>;
		hover(options?: Timeout): Promise<void>;
		fill(value: string, options?: Timeout): Promise<void>;
		press(key: string, options?: Timeout): Promise<void>;
		pressSequentially(text: string, options?: { delay?: number }): Promise<void>;
		focus(options?: Timeout): Promise<void>;
		check(options?: Timeout): Promise<void>;
		inputValue(options?: Timeout): Promise<string>;
		innerText(options?: Timeout): Promise<string>;
		textContent(options?: Timeout): Promise<string | null>;
		allInnerTexts(): Promise<string[]>;
		allTextContents(): Promise<string[]>;
		getAttribute(name: string, options?: Timeout): Promise<string | null>;
		isVisible(): Promise<boolean>;
		scrollIntoViewIfNeeded(options?: Timeout): Promise<void>;
		screenshot(options?: { path?: string }): Promise<Buffer>;
		waitFor(
			options?: Timeout & { state?: 'attached' | 'detached' | 'visible' | 'hidden' },
		): Promise<void>;
	}

	export interface Page
		extends Pick<Locator, 'getByTestId' | 'getByText' | 'getByRole' | 'locator'> {
		goto(url: string, options?: Timeout): Promise<unknown>;
		reload(): Promise<unknown>;
		url(): string;
		waitForURL(url: string | RegExp, options?: Timeout): Promise<void>;
		waitForResponse(url: string | RegExp, options?: Timeout): Promise<unknown>;
		waitForTimeout(milliseconds: number): Promise<void>;
		evaluate<Result>(body: string | (() => Result)): Promise<Result>;
		emulateMedia(options: { colorScheme: 'dark' | 'light' }): Promise<void>;
		setViewportSize(size: { width: number; height: number }): Promise<void>;
		screenshot(options?: { path?: string; fullPage?: boolean }): Promise<Buffer>;
		keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> };
		on(
			event: 'console',
			listener: (message: { type(): string; text(): string; location(): { url: string } }) => void,
		): this;
		on(event: 'pageerror', listener: (error: Error) => void): this;
	}

	export interface Browser {
		newContext(options?: {
			viewport?: { width: number; height: number };
			colorScheme?: 'dark' | 'light';
		}): Promise<{ newPage(): Promise<Page>; close(): Promise<void> }>;
		close(): Promise<void>;
	}

	export const chromium: {
		launch(options: {
			executablePath: string;
			headless: boolean;
			args: string[];
		}): Promise<Browser>;
	};
	export const selectors: { setTestIdAttribute(name: string): void };
}
