/** Puts the built package into n8n's folder, as n8n's own installation from npm leaves it there. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY, throwAway, throwAwayFolder } from './folders';

const run = promisify(execFile);

interface Manifest {
	name: string;
	version: string;
}

/**
 * `userFolder` is n8n's `N8N_USER_FOLDER`; the package must have been built. Over a package that is
 * there, its folders stay the same ones, since n8n may be watching them.
 */
export async function installPackage(userFolder: string): Promise<void> {
	const workshop = throwAwayFolder('pack');
	await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', workshop], {
		cwd: REPOSITORY,
	});
	const [tarball] = await readdir(workshop);
	const { name, version } = await manifest(REPOSITORY);
	const nodes = join(userFolder, '.n8n/nodes');
	const target = join(nodes, 'node_modules', name);
	await mkdir(target, { recursive: true });
	await run('tar', ['-xzf', join(workshop, tarball), '-C', target, '--strip-components=1']);
	throwAway(workshop);
	const ledger = { name: 'installed-nodes', private: true, dependencies: { [name]: version } };
	await writeFile(join(nodes, 'package.json'), JSON.stringify(ledger, null, 2));
}

async function manifest(folder: string): Promise<Manifest> {
	return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}
