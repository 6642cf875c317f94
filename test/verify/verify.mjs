// `npm run verify`: would n8n take this package? The source and the tarball under n8n's own scan, the
// tarball's content against a list, and the rules of the repository. One sentence per finding.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { listFiles } from './files.mjs';
import { npm } from './npm.mjs';
import { provePlanted } from './planted.mjs';
import { checkRepository } from './repository.mjs';
import { loadScan } from './scan.mjs';
import { checkTarball, pack } from './tarball.mjs';

const root = resolve(process.argv[2] ?? join(import.meta.dirname, '../..'));
let found = 0;

function report(check, { summary, findings }) {
	if (findings.length === 0) console.log(`ok     ${check}: ${summary}`);
	for (const finding of findings) console.log(`FOUND  ${check}: ${finding}`);
	found += findings.length;
}

/** A build is used as it is while no source is younger; `npm test` has usually just made one. */
async function buildIsFresh() {
	if (!existsSync(join(root, 'dist'))) return false;
	const written = async (folder, pattern) =>
		[...(await listFiles(join(root, folder)))]
			.filter(([path]) => pattern.test(path))
			.map(([, { mtimeMs }]) => mtimeMs);
	const sources = (
		await Promise.all(['credentials', 'nodes', 'icons'].map((folder) => written(folder, /./)))
	).flat();
	return Math.max(...sources) <= Math.min(...(await written('dist', /\.js$/)));
}

const work = await mkdtemp(join(tmpdir(), 'enkash-verify-'));
try {
	if (!(await buildIsFresh())) {
		console.log('building dist …');
		await npm(['run', 'build'], root);
	}
	const tarball = await pack(root, work);
	const scan = await loadScan();

	const proof = await provePlanted(scan, checkTarball);
	report('self-check', {
		summary: `${proof.count} of ${proof.count} planted violations found`,
		...proof,
	});
	report('source', { summary: "n8n's scan found nothing", findings: await scan.source(root) });
	report('package', {
		summary: "n8n's scan found nothing",
		findings: await scan.package(tarball.unpacked),
	});
	report('tarball', await checkTarball(tarball));
	report('repository', await checkRepository(root));
} catch (error) {
	report('verify', { findings: [error.message] });
} finally {
	await rm(work, { recursive: true, force: true });
}

console.log(found === 0 ? 'verify: nothing found' : `verify: ${found} found`);
process.exitCode = found === 0 ? 0 : 1;
