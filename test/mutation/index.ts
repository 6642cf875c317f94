/**
 * `npm run mutation -- <part> …`: changes the code in small ways, one at a time, and sees whether a test
 * notices. Without a part it prints them. What survives is listed with its line; the report stays in
 * artifacts/mutation/<part>. Stryker lives in a cache folder of its own.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ARTIFACTS, REPOSITORY } from '../../lab/folders';
import { keptInstall } from '../../lab/kept-install';
import { PARTS, type Part } from './parts';

/** Has Node.js take TypeScript in each process of Stryker's, for the plugin and for the tests. */
const TYPESCRIPT = `--import=${pathToFileURL(createRequire(__filename).resolve('tsx')).href}`;

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
	writeFileSync(config, JSON.stringify(configuration(folder, part), null, '\t'));
	const { status } = spawnSync(
		process.execPath,
		[join(modules, 'core/bin/stryker.js'), 'run', relative(REPOSITORY, config)],
		{ cwd: REPOSITORY, stdio: 'inherit', env: { ...process.env, NODE_OPTIONS: TYPESCRIPT } },
	);
	if (status !== 0) process.exitCode = 1;
}

function configuration(folder: string, { mutate, tests }: Part) {
	return {
		plugins: [join(__dirname, 'runner.ts')],
		testRunner: 'one-process',
		tests: tests.flatMap(filesOf),
		warnings: { unknownOptions: false },
		mutate: mutate.map((file) => `nodes/Enkash/${file}`),
		// The sources are mutated, and built once with all mutants in them.
		buildCommand: 'npx gulp build',
		disableTypeChecks: '{nodes,credentials}/**/*.ts',
		ignorePatterns: ['/artifacts', '/dist', '/docs', '/coverage', '/lab/e2e'],
		// Ours names no file that Stryker would have to rewrite, and it has no compiler of its own.
		tsconfigFile: 'none',
		tempDirName: join(relative(REPOSITORY, folder), 'sandbox'),
		coverageAnalysis: 'perTest',
		concurrency: 1,
		timeoutMS: 8_000,
		reporters: ['clear-text', 'progress', 'json', 'html'],
		clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
		jsonReporter: { fileName: relative(REPOSITORY, join(folder, 'report.json')) },
		htmlReporter: { fileName: relative(REPOSITORY, join(folder, 'report.html')) },
	};
}

/** A file, or those of a folder, whose name ends in a slash. */
function filesOf(name: string): string[] {
	if (!name.endsWith('/')) return [name];
	const files = readdirSync(join(REPOSITORY, 'test', name));
	return files.filter((file) => file.endsWith('.test.ts')).map((file) => name + file);
}

void main(process.argv.slice(2));
