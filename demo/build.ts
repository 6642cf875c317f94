/** Brings dist/ up to date where it is missing or older than what it is built from. */
import { execFile } from 'node:child_process';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Obstacle } from './obstacle';

const sources = [
	'credentials',
	'nodes',
	'icons',
	'package.json',
	'tsconfig.json',
	'tsconfig.build.json',
	'gulpfile.js',
];

async function changeTimes(path: string): Promise<number[]> {
	const entry = await stat(path).catch(() => undefined);
	if (!entry) return [];
	if (!entry.isDirectory()) return [entry.mtimeMs];
	const names = await readdir(path);
	return (await Promise.all(names.map((name) => changeTimes(join(path, name))))).flat();
}

async function isUpToDate(root: string, built: string[]): Promise<boolean> {
	const [results, origins] = await Promise.all([
		Promise.all(built.map((file) => changeTimes(join(root, file)))),
		Promise.all(sources.map((source) => changeTimes(join(root, source)))),
	]);
	const missing = results.some((times) => times.length === 0);
	return !missing && Math.min(...results.flat()) >= Math.max(...origins.flat());
}

/** @param built the files that n8n loads, relative to `root` */
export async function ensureBuilt(root: string, built: string[]): Promise<void> {
	if (await isUpToDate(root, built)) return;
	const gulp = join(root, 'node_modules/gulp/bin/gulp.js');
	try {
		await promisify(execFile)(process.execPath, [gulp, 'build'], { cwd: root });
	} catch (error) {
		// Half a build would pass for a whole one the next time.
		await rm(join(root, 'dist'), { recursive: true, force: true });
		const { stdout, stderr } = error as { stdout: string; stderr: string };
		throw new Obstacle(
			`The build did not go through. Run "npm run build" and read:\n${stdout}${stderr}`,
		);
	}
}
