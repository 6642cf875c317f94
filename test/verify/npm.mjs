import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs the npm that runs us, or the one on the path, in `cwd`; what it printed is in the error. */
export async function npm(args, cwd) {
	const cli = process.env.npm_execpath;
	const [command, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
	try {
		const { stdout } = await run(command, [...first, ...args], {
			cwd,
			maxBuffer: 64 * 1024 * 1024,
		});
		return stdout;
	} catch (error) {
		const printed = [error.stdout, error.stderr].filter(Boolean).join('\n').trim() || error.message;
		throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${printed}`);
	}
}
