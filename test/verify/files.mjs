import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Every file under `root` by its path from there, with forward slashes: its size and when it was written. */
export async function listFiles(root) {
	const entries = await readdir(root, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => !entry.isDirectory())
		.map((entry) => join(entry.parentPath, entry.name));
	const files = await Promise.all(
		paths.sort().map(async (path) => {
			const { size, mtimeMs } = await stat(path);
			return [relative(root, path).split(sep).join('/'), { size, mtimeMs }];
		}),
	);
	return new Map(files);
}
