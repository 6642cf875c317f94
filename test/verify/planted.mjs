// Packages that are wrong in known ways. Checks that find nothing there would find nothing anywhere.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * How many planted violations had to be found, and the ones that were not. `plants` has for each check
 * its files, with their text (a file without one is made by the check) and words of what must be said
 * of each; `checks` the check of the same name.
 */
export async function provePlanted(plants, checks) {
	const proofs = await Promise.all(
		Object.entries(plants).map(([name, files]) => prove(name, files, checks[name])),
	);
	return {
		count: proofs.reduce((sum, { count }) => sum + count, 0),
		findings: proofs.flatMap(({ missed }) => missed),
	};
}

async function prove(name, files, check) {
	const root = await mkdtemp(join(tmpdir(), 'enkash-planted-'));
	try {
		for (const [file, { text }] of Object.entries(files)) {
			if (text === undefined) continue;
			await mkdir(dirname(join(root, file)), { recursive: true });
			await writeFile(join(root, file), text);
		}
		const { findings } = await check(root);
		const due = Object.entries(files).flatMap(([file, { found }]) =>
			found.map((words) => ({ file, words })),
		);
		// What is wrong with package.json may be told of the package as a whole.
		const isTold = ({ file, words }) =>
			findings.some(
				(each) => each.includes(words) && (ABOUT_ALL.test(file) || each.includes(file)),
			);
		return {
			count: due.length,
			missed: due
				.filter((each) => !isTold(each))
				.map(
					({ file, words }) =>
						`"${words}" was planted in ${file} and not found by '${name}', so finding nothing elsewhere proves nothing.`,
				),
		};
	} finally {
		await rm(root, { recursive: true, force: true });
	}
}

const ABOUT_ALL = /^(package\.json|examples\/.*)$/;
