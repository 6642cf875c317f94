/** Another build of the package, laid out so that n8n's loader takes it. */
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const REPOSITORY = join(__dirname, '..');

/**
 * @param dist the folder that a build left
 * @returns the folder of a package with a copy of it, gone when this process ends
 */
export function otherBuild(dist: string): string {
	const from = resolve(dist);
	if (!existsSync(join(from, 'nodes/Enkash/Enkash.node.js'))) {
		throw new Error(`--against: ${from} is not the dist folder of a build of this package.`);
	}
	const folder = mkdtempSync(join(tmpdir(), 'bench-build-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	cpSync(from, join(folder, 'dist'), { recursive: true });
	const own = join(dirname(from), 'package.json');
	const manifest = existsSync(own) ? own : join(REPOSITORY, 'package.json');
	cpSync(manifest, join(folder, 'package.json'));
	symlinkSync(realpathSync(join(REPOSITORY, 'node_modules')), join(folder, 'node_modules'));
	return folder;
}
