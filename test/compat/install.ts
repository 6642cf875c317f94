/** Brings the engine of one n8n release onto this machine, once, into a cache outside the clone. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runLogged } from '../../lab/processes';
import { BEFORE, type Release } from './versions';

const FLAGS = [
	'--ignore-scripts',
	'--legacy-peer-deps',
	'--no-package-lock',
	'--no-audit',
	'--no-fund',
	'--loglevel=error',
	`--before=${BEFORE}`,
];

/** The folder whose `node_modules` holds that n8n's engine. */
export async function engineRoot({ n8n, ...dependencies }: Release): Promise<string> {
	const manifest = JSON.stringify({ private: true, dependencies });
	const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'n8n-nodes-enkash');
	const hash = createHash('sha256')
		.update(`${manifest}${FLAGS.join(' ')}`)
		.digest('hex');
	const root = join(cache, `engine-${hash.slice(0, 12)}`);
	if (existsSync(root)) return root;

	console.log(`compat: installing the engine of n8n ${n8n} into ${root}, once`);
	await mkdir(cache, { recursive: true });
	await install(root, manifest);
	return root;
}

/** Made beside its place and moved there when whole: an install that was killed leaves none. */
async function install(root: string, manifest: string): Promise<void> {
	const workshop = await mkdtemp(`${root}-`);
	try {
		await writeFile(join(workshop, 'package.json'), manifest);
		await runLogged('npm', ['install', ...FLAGS], { cwd: workshop });
		await rename(workshop, root);
	} catch (error) {
		await rm(workshop, { recursive: true, force: true });
		// Another run may have been faster.
		if (!existsSync(root)) throw error;
	}
}
