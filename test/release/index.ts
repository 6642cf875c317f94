/**
 * `npm run release:check -- <tag> [folder]`: may what is here be published under this tag? Nothing is
 * sent and nothing changed; where all fits, `folder` gets the notes of the release, from CHANGELOG.md.
 */
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sectionsOf } from './changelog';
import { distTagOf, releaseFindings, tarballOf, type Lock, type Manifest } from './check';

const root = join(__dirname, '../..');
const read = async (file: string) => await readFile(join(root, file), 'utf8');

async function main([tag, folder]: string[]): Promise<void> {
	const manifest = JSON.parse(await read('package.json')) as Manifest;
	const changelog = await read('CHANGELOG.md');
	const found = releaseFindings({
		tag: tag ?? manifest.version,
		manifest,
		lock: JSON.parse(await read('package-lock.json')) as Lock,
		changelog,
		today: new Date().toISOString().slice(0, 10),
		repository: process.env.GITHUB_REPOSITORY ?? '',
	});
	for (const finding of found) console.log(`FOUND  release: ${finding}`);
	if (found.length > 0) {
		process.exitCode = 1;
		return;
	}
	const { version } = manifest;
	const outputs = { 'dist-tag': distTagOf(version), tarball: tarballOf(manifest) };
	console.log(`ok     release: ${outputs.tarball} as ${outputs['dist-tag']}`);
	if (folder) {
		await mkdir(folder, { recursive: true });
		const notes = sectionsOf(changelog).find(({ title }) => title === version)?.text ?? '';
		await writeFile(join(folder, 'notes.md'), `${notes}\n`);
	}
	const file = process.env.GITHUB_OUTPUT;
	const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`);
	if (file) await appendFile(file, lines.join(''));
}

void main(process.argv.slice(2));
