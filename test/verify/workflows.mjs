// The workflows of GitHub Actions: what actionlint says, and what keeps a release in our own hands.
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { parse } from 'yaml';

const FOLDER = '.github/workflows';
const PINNED = /^\s*(?:- )?uses: (?:\.\/\S+|[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/;

export async function checkWorkflows(lint, root) {
	const folder = join(root, FOLDER);
	const files = existsSync(folder) ? await readdir(folder) : [];
	const found = [];
	for (const file of files) {
		const path = `${FOLDER}/${file}`;
		const text = await readFile(join(root, path), 'utf8');
		for (const { line, column, message } of await lint(text, path))
			found.push(`${path}:${line}:${column} ${message}.`);
		found.push(...pinFindings(path, text), ...policyFindings(path, parse(text) ?? {}));
	}
	return {
		summary: `${files.length} workflows under actionlint, actions pinned, permissions least`,
		findings: found,
	};
}

/** A tag can be moved to other code, a commit cannot; its version is for those who read. */
function pinFindings(path, text) {
	return text
		.split('\n')
		.flatMap((line, index) =>
			/^\s*(- )?uses:/.test(line) && !PINNED.test(line)
				? [`${path}:${index + 1} must name a commit and its version: ${line.trim()}`]
				: [],
		);
}

function policyFindings(path, { on = {}, permissions, jobs = {} }) {
	const found = [];
	if (Object.hasOwn(Object(on), 'pull_request_target'))
		found.push(`${path} runs on pull_request_target, which lends our rights to strangers.`);
	if (permissions === undefined || Object.values(permissions).some((right) => right !== 'read'))
		found.push(`${path} must begin with permissions that only read; a job may ask for more.`);
	for (const [name, job] of Object.entries(jobs)) {
		const steps = job.steps ?? [];
		if (!job.uses && !job['timeout-minutes'])
			found.push(`${path}: the job ${name} has no timeout-minutes.`);
		for (const step of steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout@'))) {
			if (step.with?.['persist-credentials'] !== false)
				found.push(
					`${path}: the job ${name} keeps its token after checkout (persist-credentials).`,
				);
		}
		const mayPublish = job.permissions?.['id-token'] === 'write';
		if (mayPublish && steps.some(({ run = '' }) => /npm (ci|install|run|test)|npx /.test(run)))
			found.push(`${path}: the job ${name} may publish, and runs code that was installed.`);
	}
	return found;
}
