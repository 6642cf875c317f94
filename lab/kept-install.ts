/** Installs from npm that are made once, in a cache outside the clone, and kept by what they are of. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isRunning, runLogged } from './processes';
import { during, fillingOf } from './progress';
import type { Manifest } from './releases';

/** What a person who waits for it is told. */
export interface Expected {
	what: string;
	gigabytes: number;
	/** How long it usually takes, in words. */
	usual: string;
}

/** The folder with the `node_modules` of a manifest, installed first where it is missing. */
export async function keptInstall(
	kind: string,
	manifest: Manifest,
	expected: Expected,
	finish: (workshop: string) => Promise<void> = async () => {},
): Promise<string> {
	const root = keptFolder(kind, manifest);
	if (await isKept(root)) return root;
	await mkdir(cacheFolder(), { recursive: true });
	await removeLeftovers();
	const { what, gigabytes } = expected;
	console.log(`${what} is installed into ${root}, once. This takes ${gigabytes} GB.`);
	await install(root, manifest, expected, finish);
	return root;
}

export function keptFolder(kind: string, manifest: Manifest): string {
	return join(cacheFolder(), `${kind}-${fingerprint(manifest)}`);
}

export async function isKept(root: string): Promise<boolean> {
	return await stat(root).then(
		() => true,
		() => false,
	);
}

function cacheFolder(): string {
	const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
	return process.env.ENKASH_LAB_CACHE ?? join(cache, 'n8n-nodes-enkash');
}

function fingerprint(manifest: Manifest): string {
	const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
	for (const text of Object.values(manifest)) hash.update(text);
	return hash.digest('hex').slice(0, 12);
}

/** Made beside its place and moved there when whole: an install that was killed leaves nothing. */
async function install(
	root: string,
	manifest: Manifest,
	{ gigabytes, usual }: Expected,
	finish: (workshop: string) => Promise<void>,
): Promise<void> {
	const workshop = join(cacheFolder(), `making-${process.pid}`);
	await mkdir(workshop);
	for (const [file, text] of Object.entries(manifest)) await writeFile(join(workshop, file), text);

	// Not `npm ci`: it insists on optional packages for other systems that the lock file lacks.
	const flags = ['--ignore-scripts', '--prefer-offline', '--loglevel=error'];
	const npmInstall = async () => await runLogged('npm', ['install', ...flags], { cwd: workshop });
	const filled = await fillingOf(workshop, gigabytes);
	await during('Downloading and unpacking', usual, npmInstall, filled);
	await finish(workshop);
	await rename(workshop, root).catch(async (error: unknown) => {
		await rm(workshop, { recursive: true, force: true });
		if (!(await isKept(root))) throw error;
	});
}

async function removeLeftovers(): Promise<void> {
	for (const name of await readdir(cacheFolder())) {
		const maker = /^making-(\d+)$/.exec(name)?.[1];
		if (maker && !isRunning(Number(maker))) {
			await rm(join(cacheFolder(), name), { recursive: true, force: true });
		}
	}
}
