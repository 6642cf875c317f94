/** Which n8n the lab can install, and what npm is told to install it. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { manifestFor } from './platform';

/** `oldest` is the oldest n8n that the package supports. */
export type Release = 'current' | 'oldest';

/** The content of each file that npm installs from. */
export type Manifest = Record<string, string>;

const FOLDERS: Record<Release, string> = { current: '.', oldest: 'n8n-1.123' };

/** As pinned here; in `ENKASH_LAB_N8N` a version or tag of n8n takes the place of the current one. */
export async function manifestOf(release: Release): Promise<Manifest> {
	const wanted = process.env.ENKASH_LAB_N8N;
	const { 'package.json': written, ...others } = await pinnedIn(FOLDERS[release]);
	const pinned = { 'package.json': manifestFor(written), ...others };
	return wanted && release === 'current' ? await unpinned(pinned, wanted) : pinned;
}

/** What a folder of the lab pins. */
export async function pinnedIn(folder: string): Promise<Manifest> {
	return {
		'package.json': await read(folder, 'package.json'),
		'package-lock.json': await read(folder, 'package-lock.json'),
		'.npmrc': await read('.npmrc'),
	};
}

/** Without a lock file: n8n comes with what its users get today. */
async function unpinned(pinned: Manifest, wanted: string): Promise<Manifest> {
	const { stdout } = await promisify(execFile)('npm', ['view', `n8n@${wanted}`, 'version']);
	const version = stdout.trim();
	if (!/^[\w.-]+$/.test(version)) throw new Error(`'${wanted}' is no version or tag of n8n`);
	const own = JSON.parse(pinned['package.json']) as { dependencies: Record<string, string> };
	const dependencies = { ...own.dependencies, n8n: version };
	return {
		'package.json': JSON.stringify({ ...own, dependencies }, null, '\t'),
		'.npmrc': pinned['.npmrc'],
	};
}

async function read(...path: string[]): Promise<string> {
	return await readFile(join(__dirname, ...path), 'utf8');
}
