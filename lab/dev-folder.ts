/** The folder in which `npm run dev` keeps what was built: one n8n at a time may use it. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from './processes';

/** Holds the id of the process that uses the folder. */
const OWNER_FILE = 'process';

/**
 * Takes the folder for this process.
 * @param fresh whether what is in it is thrown away first
 * @throws where another process that still runs has it
 */
export async function claim(folder: string, fresh: boolean): Promise<void> {
	const file = join(folder, OWNER_FILE);
	const owner = existsSync(file) ? Number(await readFile(file, 'utf8')) : 0;
	if (owner > 0 && owner !== process.pid && isRunning(owner)) {
		throw new Error(
			`'npm run dev' is running already, as process ${owner}. Stop it first: two n8n would spoil each other's data in ${folder}.`,
		);
	}
	if (fresh) await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(file, String(process.pid));
}
