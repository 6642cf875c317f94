/**
 * `npm run coverage -- <patterns of test files>`: which branches of money/ and of errors the tests take,
 * in dist/, where they run; without a pattern, by all tests. The built files are made to count by
 * themselves, since the package is loaded in several processes, realms and copies: what V8 counts of
 * these cannot be put together, and Jest's own count sees its realm alone. dist/ is built anew afterwards.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ARTIFACTS, REPOSITORY, throwAwayFolder } from '../../lab/folders';
import { keptInstall } from '../../lab/kept-install';

const COUNTED = ['nodes/Enkash/money', 'nodes/Enkash/lib'];

async function main(patterns: string[]): Promise<void> {
	const read = (file: string) => readFileSync(join(__dirname, file), 'utf8');
	const root = await keptInstall(
		'coverage',
		{
			'package.json': read('package.json'),
			'package-lock.json': read('package-lock.json'),
			'.npmrc': readFileSync(join(REPOSITORY, 'lab/.npmrc'), 'utf8'),
		},
		{ what: 'nyc', gigabytes: 0.1, usual: 'some seconds' },
	);
	const nyc = join(root, 'node_modules/nyc/bin/nyc.js');
	const counts = throwAwayFolder('coverage');
	rmSync(join(ARTIFACTS, 'coverage'), { recursive: true, force: true });
	try {
		for (const folder of COUNTED) {
			const files = join('dist', folder);
			if (run([nyc, 'instrument', '--in-place', files]) !== 0)
				throw new Error(`${files} is not built`);
		}
		const tested = run(
			[join(REPOSITORY, 'node_modules/jest/bin/jest.js'), ...options(), ...patterns],
			{
				ENKASH_COUNTS: counts,
				NODE_OPTIONS: `--require=${join(__dirname, 'at-exit.cjs')}`,
			},
		);
		const told = run([
			nyc,
			'report',
			`--temp-dir=${counts}`,
			`--report-dir=${join(ARTIFACTS, 'coverage')}`,
			...['text', 'html', 'json'].map((reporter) => `--reporter=${reporter}`),
		]);
		process.exitCode = tested || told;
	} finally {
		run([join(REPOSITORY, 'node_modules/gulp/bin/gulp.js'), 'build', '--silent']);
	}
}

/** Jest with what its own configuration has, and tests of the sources turned to what was built of them. */
function options(): string[] {
	const config = createRequire(__filename)('../../jest.config.js') as {
		moduleNameMapper: Record<string, string>;
	};
	const counting = {
		...config,
		rootDir: REPOSITORY,
		testPathIgnorePatterns: ['/test/(chaos|fuzz|bench)/'],
		// Jest would throw the counts away between two test files.
		testEnvironmentOptions: { globalsCleanup: 'off' },
		setupFiles: ['<rootDir>/test/covered/one-count.ts'],
		moduleNameMapper: {
			...config.moduleNameMapper,
			'^(?:\\.\\./)+nodes/Enkash/(money|lib)/(.+)$': '<rootDir>/dist/nodes/Enkash/$1/$2.js',
		},
	};
	return [`--config=${JSON.stringify(counting)}`];
}

function run(args: string[], env: NodeJS.ProcessEnv = {}): number {
	const settings = { cwd: REPOSITORY, stdio: 'inherit', env: { ...process.env, ...env } } as const;
	return spawnSync(process.execPath, args, settings).status ?? 1;
}

void main(process.argv.slice(2));
