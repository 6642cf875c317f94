/**
 * `npm run coverage -- <patterns of test files>`: which branches of money/ and of errors the tests take,
 * in dist/, where they run; without a pattern, by all tests. V8 itself counts, in every process and realm,
 * since Jest's own count sees its realm alone, and the package is loaded in the main one. Where a process
 * loads a module several times, as n8n's loader does, merging the counts can lose some: before a branch is
 * called untested, count it by its own tests alone.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ARTIFACTS, REPOSITORY } from '../../lab/folders';
import { keptInstall } from '../../lab/kept-install';

const COUNTED = ['dist/nodes/Enkash/money/**', 'dist/nodes/Enkash/lib/**'];

async function main(patterns: string[]): Promise<void> {
	const read = (file: string) => readFileSync(join(__dirname, file), 'utf8');
	const root = await keptInstall(
		'coverage',
		{
			'package.json': read('package.json'),
			'package-lock.json': read('package-lock.json'),
			'.npmrc': readFileSync(join(REPOSITORY, 'lab/.npmrc'), 'utf8'),
		},
		{ what: 'c8', gigabytes: 0.1, usual: 'some seconds' },
	);
	const counts = mkdtempSync(join(tmpdir(), 'enkash-coverage-'));
	try {
		const jest = join(REPOSITORY, 'node_modules/jest/bin/jest.js');
		const tested = run([jest, '--workerThreads=false', ...patterns], { NODE_V8_COVERAGE: counts });
		const told = run([
			join(root, 'node_modules/c8/bin/c8.js'),
			'report',
			`--temp-directory=${counts}`,
			`--reports-dir=${join(ARTIFACTS, 'coverage')}`,
			...COUNTED.map((files) => `--include=${files}`),
			'--exclude-after-remap=false',
			'--all',
			'--reporter=text',
			'--reporter=html',
			'--reporter=json',
		]);
		process.exitCode = tested || told;
	} finally {
		rmSync(counts, { recursive: true, force: true });
	}
}

function run(args: string[], env: NodeJS.ProcessEnv = {}): number {
	const options = { cwd: REPOSITORY, stdio: 'inherit', env: { ...process.env, ...env } } as const;
	return spawnSync(process.execPath, args, options).status ?? 1;
}

void main(process.argv.slice(2));
