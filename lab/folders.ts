import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const REPOSITORY = resolve(__dirname, '..');

/** What a run leaves to be looked at: logs and screenshots. */
export const ARTIFACTS = join(REPOSITORY, 'artifacts');

const thrownAway = new Set<string>();

process.on('exit', () => thrownAway.forEach(throwAway));

/** A new folder that goes when this process ends, if it was not thrown away before. */
export function throwAwayFolder(purpose: string): string {
	const folder = mkdtempSync(join(tmpdir(), `enkash-${purpose}-`));
	thrownAway.add(folder);
	return folder;
}

export function throwAway(folder: string): void {
	rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	thrownAway.delete(folder);
}
