/**
 * `npm run mutation -- <part> …`: changes the code in small ways, one at a time, and sees whether a test
 * notices. Without a part it prints them. What survives is listed with its line; the report stays in
 * artifacts/mutation/<part>. Stryker lives in a cache folder of its own.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ARTIFACTS, REPOSITORY } from '../../lab/folders';
import { keptInstall } from '../../lab/kept-install';
import { PARTS, type Part } from './parts';

const read = (file: string) => readFileSync(join(__dirname, file), 'utf8');

async function main(names: string[]): Promise<void> {
	const unknown = names.filter((name) => !(name in PARTS));
	if (names.length === 0 || unknown.length > 0) {
		for (const [name, { mutate }] of Object.entries(PARTS)) {
			console.log(`${name.padEnd(12)} ${mutate.join(', ')}`);
		}
		if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}`);
		return;
	}
	const stryker = await keptInstall(
		'mutation',
		{
			'package.json': read('package.json'),
			'package-lock.json': read('package-lock.json'),
			'.npmrc': readFileSync(join(REPOSITORY, 'lab/.npmrc'), 'utf8'),
		},
		{ what: 'Stryker', gigabytes: 0.2, usual: 'half a minute' },
	);
	for (const name of names) runPart(stryker, name, PARTS[name]);
}

function runPart(stryker: string, name: string, part: Part): void {
	const folder = join(ARTIFACTS, 'mutation', name);
	mkdirSync(folder, { recursive: true });
	const config = join(folder, 'stryker.config.json');
	const modules = join(stryker, 'node_modules/@stryker-mutator');
	writeFileSync(config, JSON.stringify(configuration(modules, folder, part), null, '\t'));
	const { status } = spawnSync(
		process.execPath,
		[join(modules, 'core/bin/stryker.js'), 'run', relative(REPOSITORY, config)],
		{ cwd: REPOSITORY, stdio: 'inherit' },
	);
	if (status !== 0) process.exitCode = 1;
}

function configuration(modules: string, folder: string, { mutate, tests }: Part) {
	return {
		plugins: [join(modules, 'jest-runner/dist/src/index.js')],
		testRunner: 'jest',
		mutate: mutate.map((file) => `nodes/Enkash/${file}`),
		// The sources are mutated, and built once with all mutants in them.
		buildCommand: 'npx gulp build',
		disableTypeChecks: '{nodes,credentials}/**/*.ts',
		ignorePatterns: ['/artifacts', '/dist', '/docs', '/coverage', '/lab/e2e'],
		// Ours names no file that Stryker would have to rewrite, and it has no compiler of its own.
		tsconfigFile: 'none',
		tempDirName: join(relative(REPOSITORY, folder), 'sandbox'),
		coverageAnalysis: 'perTest',
		jest: {
			projectType: 'custom',
			enableFindRelatedTests: false,
			config: {
				roots: ['<rootDir>/test'],
				testMatch: tests.map((file) => `<rootDir>/test/${file}`),
				setupFiles: ['<rootDir>/test/mutation/main-realm.ts'],
				testEnvironment: 'node',
			},
			configFile: 'jest.config.js',
		},
		concurrency: 1,
		timeoutMS: 8_000,
		reporters: ['clear-text', 'progress', 'json', 'html'],
		clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
		jsonReporter: { fileName: relative(REPOSITORY, join(folder, 'report.json')) },
		htmlReporter: { fileName: relative(REPOSITORY, join(folder, 'report.html')) },
	};
}

void main(process.argv.slice(2));
