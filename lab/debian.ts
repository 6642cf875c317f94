import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { runLogged } from './processes';

/**
 * Makes sure that commands are there, installing the Debian package of each that is missing.
 * Takes `{ command: package }`, gives `{ command: path }`.
 */
export async function debianCommands<Command extends string>(
	packages: Record<Command, string>,
): Promise<Record<Command, string>> {
	const commands = Object.keys(packages) as Command[];
	const missing: Command[] = [];
	for (const command of commands) if (!(await pathOf(command))) missing.push(command);
	if (missing.length > 0) await aptInstall(missing.map((command) => packages[command]));

	const paths = {} as Record<Command, string>;
	for (const command of commands) {
		const path = await pathOf(command);
		if (!path) throw new Error(`'${command}' is missing. Install it and run this again.`);
		paths[command] = path;
	}
	return paths;
}

async function aptInstall(packages: string[]): Promise<void> {
	if (!(await pathOf('apt-get'))) return;
	if (process.getuid?.() !== 0) {
		const words = packages.join(' ');
		throw new Error(`Missing: ${words}. Run 'sudo apt-get install ${words}', then this again.`);
	}
	console.log(`Installing ${packages.join(', ')} from Debian`);
	// In run level 1 a server that is installed is not started.
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	await runLogged('apt-get', ['update', '-qq'], { env });
	const flags = ['install', '-y', '-qq', '--no-install-recommends'];
	await runLogged('apt-get', [...flags, ...packages], { env });
}

async function pathOf(command: string): Promise<string | undefined> {
	// Debian keeps the commands of PostgreSQL in a folder of their own.
	const find = 'PATH="$PATH:$(echo /usr/lib/postgresql/*/bin | tr " " ":")" command -v "$0"';
	return await promisify(execFile)('sh', ['-c', find, command]).then(
		({ stdout }) => stdout.trim(),
		() => undefined,
	);
}
