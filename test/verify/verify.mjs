// `npm run verify`: would n8n take this package? The source, the tarball and what n8n shows of it under
// n8n's own scan, the tarball's content against a list, the documents, the workflows, and the rules of
// the repository. One sentence per finding. Arguments: the repository, and a folder in which the very
// tarball that was verified is left, for a release to publish it.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { checkDocuments } from './documents.mjs';
import { listFiles } from './files.mjs';
import { npm } from './npm.mjs';
import { provePlanted } from './planted.mjs';
import { documents } from './plants/documents.mjs';
import { repository } from './plants/repository.mjs';
import { built, source } from './plants/scan.mjs';
import { screens } from './plants/screens.mjs';
import { tarball } from './plants/tarball.mjs';
import { workflows } from './plants/workflows.mjs';
import { checkRepository } from './repository.mjs';
import { loadScan } from './scan.mjs';
import { checkScreens } from './screens.mjs';
import { checkTarball, pack } from './tarball.mjs';
import { checkWorkflows } from './workflows.mjs';

const root = resolve(process.argv[2] ?? join(import.meta.dirname, '../..'));
const keptIn = process.argv[3];
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

const scanned = (findings) => ({ summary: "n8n's scan found nothing", findings });

function checksWith(scan) {
	return {
		source: async (folder) => scanned(await scan.source(folder)),
		built: async (folder) => scanned(await scan.package(folder)),
		screens: async (folder) => await checkScreens(scan, folder),
		tarball: async (folder) => await checkTarball({ name: 'a folder', bytes: 0, unpacked: folder }),
		documents: checkDocuments,
		workflows: async (folder) => await checkWorkflows(scan.workflow, folder),
		repository: async (folder) => {
			// The check asks git which files there are.
			if (!existsSync(join(folder, '.git')))
				await promisify(execFile)('git', ['init', '--quiet'], { cwd: folder });
			return await checkRepository(folder);
		},
	};
}

const work = await mkdtemp(join(tmpdir(), 'enkash-verify-'));
try {
	if (!(await buildIsFresh())) {
		console.log('building dist …');
		await npm(['run', 'build'], root);
	}
	const packed = await pack(root, work);
	const checks = checksWith(await loadScan());

	const plants = { source, built, screens, tarball, documents, workflows, repository };
	const proof = await provePlanted(plants, checks);
	report('self-check', {
		summary: `${proof.count} of ${proof.count} planted violations found`,
		...proof,
	});
	report('source', await checks.source(root));
	report('package', await checks.built(packed.unpacked));
	report('screens', await checks.screens(root));
	report('tarball', await checkTarball(packed));
	report('documents', await checks.documents(root));
	report('workflows', await checks.workflows(root));
	report('repository', await checks.repository(root));
	if (keptIn && found === 0) {
		await mkdir(keptIn, { recursive: true });
		await copyFile(join(work, packed.name), join(keptIn, packed.name));
	}
} catch (error) {
	report('verify', { findings: [error.message] });
} finally {
	await rm(work, { recursive: true, force: true });
}

console.log(found === 0 ? 'verify: nothing found' : `verify: ${found} found`);
process.exitCode = found === 0 ? 0 : 1;
