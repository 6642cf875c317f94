/**
 * Brings n8n and the Node.js it needs onto this machine, once, into a cache outside the clone.
 * `tsx lab/install.ts` does it alone; every other file of the lab asks for it through `lab()`.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { debianCommands } from './debian';
import { headersOf, nodeFolder } from './platform';
import { isRunning, runLogged } from './processes';
import { during, fillingOf } from './progress';
import { manifestOf, type Manifest, type Release } from './releases';

/** GB that an installed n8n takes. */
const SIZE = 2.4;

export interface Lab {
	/** The folder that holds `node_modules`. */
	root: string;
	/** The Node.js that n8n is run with. */
	node: string;
	/** n8n's command, to be run with `node`. */
	n8n: string;
	/** `PATH` with the lab's Node.js first. */
	path: string;
	/** Loads a package of the lab into this process. */
	require: NodeJS.Require;
}

/** The lab, installed first where it is missing. */
export async function lab(release: Release = 'current'): Promise<Lab> {
	const manifest = await manifestOf(release);
	const root = rootFolder(manifest);
	if (!(await exists(root))) await install(root, manifest);
	return describe(root);
}

/** The lab, for those who can do without it where it is missing. */
export async function installedLab(): Promise<Lab | undefined> {
	const root = rootFolder(await manifestOf('current'));
	return (await exists(root)) ? describe(root) : undefined;
}

function rootFolder(manifest: Manifest): string {
	return join(cacheFolder(), `lab-${fingerprint(manifest)}`);
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

/** Made beside its place and moved there when whole: an install that was killed leaves no lab. */
async function install(root: string, manifest: Manifest): Promise<void> {
	await mkdir(cacheFolder(), { recursive: true });
	await removeLeftovers();
	const workshop = join(cacheFolder(), `making-${process.pid}`);
	await mkdir(workshop);
	for (const [file, text] of Object.entries(manifest)) await writeFile(join(workshop, file), text);

	console.log(`n8n is installed into ${root}, once. This takes some minutes and ${SIZE} GB.`);
	// Not `npm ci`: it insists on optional packages for other systems that the lock file lacks.
	const flags = ['--ignore-scripts', '--prefer-offline', '--loglevel=error'];
	const npmInstall = async () => await runLogged('npm', ['install', ...flags], { cwd: workshop });
	const filled = await fillingOf(workshop, SIZE);
	await during('Downloading and unpacking', 'one to five minutes', npmInstall, filled);
	await during('Compiling sqlite3', 'about a minute', async () => await buildSqlite(workshop));
	await rename(workshop, root).catch(async (error: unknown) => {
		await rm(workshop, { recursive: true, force: true });
		if (!(await exists(root))) throw error;
	});
}

/** The one native module that n8n cannot do without and that has no ready-made binary on npm. */
async function buildSqlite(root: string): Promise<void> {
	await debianCommands({ 'g++': 'g++', make: 'make', python3: 'python3' });
	const { node, path } = describe(root);
	const env = { ...process.env, PATH: path, ...headersOf(dirname(node)) };
	const flags = ['--ignore-scripts=false', '--loglevel=error'];
	await runLogged('npm', ['rebuild', 'sqlite3', ...flags], { cwd: root, env });
	await promisify(execFile)(node, ['-e', 'require("sqlite3")'], { cwd: root });
}

async function removeLeftovers(): Promise<void> {
	for (const name of await readdir(cacheFolder())) {
		const maker = /^making-(\d+)$/.exec(name)?.[1];
		if (maker && !isRunning(Number(maker))) {
			await rm(join(cacheFolder(), name), { recursive: true, force: true });
		}
	}
}

function describe(root: string): Lab {
	const bin = nodeFolder(root);
	return {
		root,
		node: join(bin, 'node'),
		n8n: join(root, 'node_modules/n8n/bin/n8n'),
		path: [bin, process.env.PATH].join(delimiter),
		require: createRequire(join(root, 'package.json')),
	};
}

async function exists(path: string): Promise<boolean> {
	return await stat(path).then(
		() => true,
		() => false,
	);
}

if (require.main === module) {
	const release = process.argv[2] === 'oldest' ? 'oldest' : 'current';
	void lab(release).then(({ root }) => console.log(root));
}
