/** Puts the built package into n8n's folder, as n8n's own installation from npm leaves it there. */
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY, throwAway, throwAwayFolder } from './folders';

const run = promisify(execFile);

const NODES = '.n8n/nodes';

interface Manifest {
	name: string;
	version: string;
}

/** `userFolder` is n8n's `N8N_USER_FOLDER`; the package must have been built. */
export async function installPackage(userFolder: string): Promise<void> {
	const workshop = throwAwayFolder('pack');
	await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', workshop], {
		cwd: REPOSITORY,
	});
	const [tarball] = await readdir(workshop);
	const { name, version } = await manifest(REPOSITORY);
	const nodes = join(userFolder, NODES);
	const target = join(nodes, 'node_modules', name);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await run('tar', ['-xzf', join(workshop, tarball), '-C', target, '--strip-components=1']);
	throwAway(workshop);
	const ledger = { name: 'installed-nodes', private: true, dependencies: { [name]: version } };
	await writeFile(join(nodes, 'package.json'), JSON.stringify(ledger, null, 2));
}

/**
 * Copies a new build over an installed package. Its folders stay the same ones, since n8n may be
 * watching them; a file that is no longer built stays too, and is loaded by nothing.
 */
export async function updatePackage(userFolder: string): Promise<void> {
	const { name } = await manifest(REPOSITORY);
	const target = join(userFolder, NODES, 'node_modules', name, 'dist');
	await cp(join(REPOSITORY, 'dist'), target, { recursive: true });
}

async function manifest(folder: string): Promise<Manifest> {
	return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}
