/** The tests that touch n8n, run by Jest on the engine of another release. */
import { spawn, type StdioOptions } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

/** Folders, each with all that is below it. */
export const SUITES = [
	'test/api/login',
	'test/api/wire',
	'test/actions',
	'test/methods',
	'test/money',
	'test/payments',
	'test/reconcile',
	'test/run',
	'test/setup',
	'test/triggers',
];

export interface Outcome {
	/** The file, from the root of the repository. */
	file: string;
	test: string;
	status: 'passed' | 'failed' | 'skipped';
	/** The beginning of what a failed test said. */
	message: string;
}

interface JestReport {
	testResults: Array<{
		name: string;
		message: string;
		assertionResults: Array<{ fullName: string; status: string; failureMessages: string[] }>;
	}>;
}

const repository = join(__dirname, '../..');

export async function runTests(root: string, patterns: string[]): Promise<Outcome[]> {
	const folder = await mkdtemp(join(tmpdir(), 'compat-'));
	const report = join(folder, 'report.json');
	try {
		// A single test file on n8n 2.20 left Jest running for good; why was not looked into.
		const flags = ['-w', '2', '--forceExit', '--json', `--outputFile=${report}`];
		// Nothing is left to a longer run. This option takes all that follows it, up to the next one.
		const whole = [
			'--testPathIgnorePatterns=^$',
			'--globals',
			JSON.stringify({ wholeMatrix: true }),
		];
		const said = await jest(root, [...whole, ...flags, ...patterns]);
		return outcomes(await reportIn(report, said));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function reportIn(file: string, said: string): Promise<JestReport> {
	const text = await readFile(file, 'utf8').catch(() => {
		throw new Error(`Jest ended without a report. Its last words: ${summary(said)}`);
	});
	return JSON.parse(text) as JestReport;
}

/** Gives the end of what it said, which is needed only where there is no report. */
async function jest(root: string, args: string[]): Promise<string> {
	const preload = pathToFileURL(join(__dirname, 'resolve.mjs')).href;
	const { NODE_OPTIONS = '' } = process.env;
	const env = {
		...process.env,
		TEST_ENGINE_ROOT: root,
		NODE_OPTIONS: `${NODE_OPTIONS} --import=${preload}`,
	};
	const bin = require.resolve('jest/bin/jest');
	const stdio: StdioOptions = ['ignore', 'ignore', 'pipe'];
	const child = spawn(process.execPath, [bin, ...args], { cwd: repository, env, stdio });
	let said = '';
	child.stderr?.on('data', (chunk: Buffer) => {
		said = (said + chunk.toString()).slice(-300);
	});
	await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
	return said;
}

function outcomes({ testResults }: JestReport): Outcome[] {
	return testResults.flatMap(({ name, message, assertionResults }) => {
		const file = relative(repository, name);
		// A file that could not be loaded has a message and no tests.
		if (assertionResults.length === 0) {
			return [{ file, test: file, status: 'failed' as const, message: summary(message) }];
		}
		return assertionResults.map(({ fullName, status, failureMessages }) => ({
			file,
			test: fullName,
			status: status === 'passed' || status === 'failed' ? status : ('skipped' as const),
			message: summary(failureMessages[0] ?? ''),
		}));
	});
}

function summary(message: string): string {
	return stripVTControlCharacters(message).replace(/\s+/g, ' ').slice(0, 300);
}
