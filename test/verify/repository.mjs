// Rules of the repository that no linter sees.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SHIPPED = /^(credentials|nodes)\/.*\.(ts|js|json)$/;
const MUTED = /eslint-(disable|enable)|@ts-(ignore|nocheck|expect-error)/;
const TEMPLATE = join(
	import.meta.dirname,
	'../../node_modules/@n8n/node-cli/dist/template/templates/shared/default/eslint.config.mjs',
);

export async function checkRepository(root) {
	const files = await repositoryFiles(root);
	const locks = files.filter((file) => /(^|\/)package-lock\.json$/.test(file));
	const shipped = files.filter((file) => SHIPPED.test(file));
	return {
		summary: `eslint.config.mjs is n8n's own, strict is on, ${locks.length} lock files without addresses, ${shipped.length} shipped sources without a muted rule`,
		findings: [
			...(await strictFindings(root)),
			...(await lockFindings(root, locks, files)),
			...(await mutedFindings(root, shipped)),
		],
	};
}

/** What a clone would hold: known to git, or new and not ignored. */
async function repositoryFiles(root) {
	const { stdout } = await promisify(execFile)(
		'git',
		['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
		{ cwd: root, maxBuffer: 16 * 1024 * 1024 },
	);
	return stdout.split('\0').filter(Boolean);
}

/** n8n-node refuses strict packages whose lint configuration differs from its template by more than blanks. */
async function strictFindings(root) {
	const found = [];
	const { n8n } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	if (n8n?.strict !== true) found.push('package.json does not say "strict": true under n8n.');
	const [own, template] = await Promise.all([
		readFile(join(root, 'eslint.config.mjs'), 'utf8'),
		readFile(TEMPLATE, 'utf8'),
	]);
	const blanks = (text) => text.replace(/\s+/g, ' ').trim();
	if (blanks(own) !== blanks(template)) {
		found.push(
			"eslint.config.mjs differs from the file that n8n's command line generates, which strict mode refuses.",
		);
	}
	return found;
}

async function lockFindings(root, locks, files) {
	const found = [];
	for (const lock of locks) {
		const { packages } = JSON.parse(await readFile(join(root, lock), 'utf8'));
		const addressed = Object.values(packages).filter((entry) => entry.resolved && !entry.link);
		if (addressed.length > 0)
			found.push(
				`${lock} records where ${addressed.length} packages were downloaded from (resolved).`,
			);
	}
	for (const file of files.filter((candidate) => /(^|\/)\.npmrc$/.test(candidate))) {
		const text = await readFile(join(root, file), 'utf8');
		if (/registry\s*=|_auth|:_password/.test(text))
			found.push(`${file} names a registry or a login, which is each user's own business.`);
	}
	return found;
}

async function mutedFindings(root, shipped) {
	const found = [];
	for (const file of shipped) {
		const lines = (await readFile(join(root, file), 'utf8')).split('\n');
		lines.forEach((line, index) => {
			const muted = MUTED.exec(line);
			if (muted)
				found.push(
					`${file}:${index + 1} holds ${muted[0]}, and no rule may be muted in shipped code.`,
				);
		});
	}
	return found;
}
