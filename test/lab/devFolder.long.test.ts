/** The folder that `npm run dev` keeps. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claim } from '../../lab/dev-folder';

let home: string;
beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'enkash-dev-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const NOBODY = 2 ** 22 + 1;

it('keeps what is in it, and begins anew where it is told to', async () => {
	await claim(home, false);
	writeFileSync(join(home, 'built'), '');
	await claim(home, false);
	expect(existsSync(join(home, 'built'))).toBe(true);
	await claim(home, true);
	expect(existsSync(join(home, 'built'))).toBe(false);
});

it('is given to one process at a time, and taken from one that has ended', async () => {
	writeFileSync(join(home, 'process'), String(process.ppid));
	for (const fresh of [false, true])
		await expect(claim(home, fresh)).rejects.toThrow(`running already, as process ${process.ppid}`);
	writeFileSync(join(home, 'process'), String(NOBODY));
	await expect(claim(home, false)).resolves.toBeUndefined();
});
