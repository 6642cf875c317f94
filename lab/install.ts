/**
 * Brings n8n and the Node.js it needs onto this machine, once, into a cache outside the clone.
 * `tsx lab/install.ts` does it alone; every other file of the lab asks for it through `lab()`.
 */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { debianCommands } from './debian';
import { isKept, keptFolder, keptInstall, type Expected } from './kept-install';
import { headersOf, nodeFolder } from './platform';
import { runLogged } from './processes';
import { during } from './progress';
import { manifestOf, type Release } from './releases';

const N8N: Expected = { what: 'n8n', gigabytes: 2.4, usual: 'one to five minutes' };

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
	return describe(await keptInstall('lab', manifest, N8N, compileSqlite));
}

/** The lab, for those who can do without it where it is missing. */
export async function installedLab(): Promise<Lab | undefined> {
	const root = keptFolder('lab', await manifestOf('current'));
	return (await isKept(root)) ? describe(root) : undefined;
}

async function compileSqlite(root: string): Promise<void> {
	await during('Compiling sqlite3', 'about a minute', async () => await buildSqlite(root));
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

if (require.main === module) {
	const release = process.argv[2] === 'oldest' ? 'oldest' : 'current';
	void lab(release).then(({ root }) => console.log(root));
}
