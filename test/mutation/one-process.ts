/**
 * Runs test files by Jest's own runner (jest-circus), but in one process and one realm, where n8n is
 * loaded once; Jest itself would take seconds for each mutant. What is tested, and the tests, are loaded
 * anew each time, so that a mutant in what a module does while it loads takes effect as well.
 */
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import type { Circus } from '@jest/types';
import { expect } from 'expect';
import { configureGlobal } from 'fast-check';
import * as circus from 'jest-circus';

/** As Stryker numbers them. */
export const enum Status {
	Success,
	Failed,
	Skipped,
}

/** What Stryker is told of a test. */
export interface Told {
	id: string;
	name: string;
	fileName: string;
	timeSpentMs: number;
	status: Status;
	failureMessage?: string;
}

interface Modules {
	/** Forgets what the modules of a built package know. */
	startAnew(folder: string): void;
}

/** Runs of a property that names no number. How small its failure can be made is for Jest to show. */
const RUNS = 60;

/** A test hangs or it does not: what a mutant may take is Stryker's to say. */
const TEST_TIMEOUT = 120_000;

/** Below `test`, what lives as long as the process: n8n, and what keeps nothing of a test. */
const KEPT = ['engine', 'outside'];

export class OneProcess {
	private readonly require: NodeJS.Require;

	private readonly modules: Modules;

	/** The file whose tests run now, and which of them are to run; all of them where it is not said. */
	private file = '';
	private wanted?: Set<string>;

	/**
	 * @param folder a copy of the repository, built
	 * @param begun told of each test that begins, and of none when it has ended
	 */
	constructor(
		private readonly folder: string,
		private readonly begun: (id?: string) => void,
	) {
		this.require = createRequire(join(folder, 'package.json'));
		const engine = this.require('./test/engine/n8n.ts') as { requireFromCore: NodeJS.Require };
		this.modules = engine.requireFromCore(join(folder, 'test/engine/modules.cjs')) as Modules;

		configureGlobal({ numRuns: RUNS, endOnFailure: true });
		const { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } = circus;
		const names = { afterAll, afterEach, beforeAll, beforeEach, describe, it, test, expect };
		Object.assign(globalThis, names);
		circus.addEventHandler((event) => this.follow(event));
		process.on('uncaughtException', (error) => {
			circus.getState().currentlyRunningTest?.errors.push(error);
		});
	}

	/** Runs the tests of a file, until the first that fails. */
	async run(file: string, wanted?: Set<string>): Promise<Told[]> {
		this.file = file;
		this.wanted = wanted;
		this.forget();
		circus.resetState();
		circus.getState().testTimeout = TEST_TIMEOUT;
		try {
			this.require(join(this.folder, 'test', file));
		} catch (error) {
			return [{ ...this.named('loads'), timeSpentMs: 0, ...failure([String(error)]) }];
		}
		const { testResults, unhandledErrors } = await circus.run();
		const told = testResults.map(({ testPath, duration, status, errors }): Told => {
			const named = { ...this.named(testPath.slice(1).join(' ')), timeSpentMs: duration ?? 0 };
			if (errors.length > 0) return { ...named, ...failure(errors) };
			return { ...named, status: status === 'done' ? Status.Success : Status.Skipped };
		});
		if (unhandledErrors.length === 0) return told;
		return [...told, { ...this.named('ends'), timeSpentMs: 0, ...failure(unhandledErrors) }];
	}

	private named(name: string) {
		return { id: `${this.file}: ${name}`, name, fileName: join(this.folder, 'test', this.file) };
	}

	private forget(): void {
		const inFolder = (...names: string[]) => join(this.folder, ...names) + sep;
		const anew = ['nodes', 'credentials', 'test'].map((name) => inFolder(name));
		const kept = KEPT.map((name) => inFolder('test', name));
		this.modules.startAnew(inFolder('dist'));
		const starts = (file: string) => (folder: string) => file.startsWith(folder);
		for (const file of Object.keys(this.require.cache)) {
			if (anew.some(starts(file)) && !kept.some(starts(file))) delete this.require.cache[file];
		}
	}

	private follow(event: Circus.Event): void {
		if (event.name === 'run_start') {
			for (const test of this.tests()) if (!this.isWanted(test)) test.mode = 'skip';
		} else if (event.name === 'test_start') {
			this.begun(this.idOf(event.test));
		} else if (event.name === 'test_done') {
			this.begun(undefined);
			if (event.test.errors.length === 0) return;
			for (const test of this.tests()) if (test.invocations === 0) test.mode = 'skip';
		}
	}

	private isWanted(test: Circus.TestEntry): boolean {
		return !this.wanted || this.wanted.has(this.idOf(test));
	}

	private idOf({ name, parent }: Circus.TestEntry): string {
		const names = [name];
		for (let block = parent; block.parent; block = block.parent) names.unshift(block.name);
		return this.named(names.join(' ')).id;
	}

	private *tests(
		block: Circus.DescribeBlock = circus.getState().rootDescribeBlock,
	): Generator<Circus.TestEntry> {
		for (const child of block.children) {
			if (child.type === 'describeBlock') yield* this.tests(child);
			else yield child;
		}
	}
}

function failure(errors: unknown[]) {
	return { status: Status.Failed, failureMessage: errors.join('\n\n') };
}
