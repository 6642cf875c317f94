// What `npm publish` would send: the tarball is made, unpacked, and its content held against a list.
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { promisify } from 'node:util';

import { listFiles } from './files.mjs';
import { npm } from './npm.mjs';

const ALLOWED = [
	/^(package\.json|README\.md|LICENSE)$/,
	/^dist\/(credentials|nodes)\/([\w-]+\/)*[\w.-]+\.js$/,
	/^dist\/nodes\/\w+\/\w+\.node\.json$/,
	/^dist\/nodes\/\w+\/__schema__\/v\d+\.\d+\.\d+\/\w+\/\w+\.json$/,
	/^dist\/icons\/[\w-]+(\.dark)?\.svg$/,
];
const NEVER =
	/\.(test|spec)\.|tsbuildinfo|\.map$|(^|\/)(test|tests|sandbox|lab|examples|openapi)\//;
const REQUIRED = ['package.json', 'README.md', 'LICENSE'];

const LIMITS = { icon: 4_000, file: 60_000, total: 800_000 };
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** Scripts that npm would run on the machine of whoever installs the package. */
const INSTALL_SCRIPTS = [
	'preinstall',
	'install',
	'postinstall',
	'preprepare',
	'prepare',
	'postprepare',
	'prepublish',
];
const FOREIGN_CODE = [
	'dependencies',
	'optionalDependencies',
	'bundleDependencies',
	'bundledDependencies',
	'overrides',
];
/** Servers that the code may name: EnKash's, those of examples, and the pages that it links to. */
const HOSTS = /(^|\.)(enkash\.(in|com)|example\.com|github\.com)$/;
/** Code that nobody can follow to its end, by what a reviewer would search for. */
const HIDDEN = /\beval\(|\bnew Function\(|\brequire\([^"')]|\bimport\(|\bprocess\.|\bglobalThis\b/;
const LONGEST_LINE = 1_000;
/** All that n8n gives a node at run time and this package may lean on. */
const MODULES = ['n8n-workflow', 'crypto', 'node:crypto'];

/** Packs `root` and unpacks the tarball into `folder`. */
export async function pack(root, folder) {
	const [{ filename }] = JSON.parse(
		await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
	);
	const tarball = join(folder, filename);
	await promisify(execFile)('tar', ['-xzf', tarball, '-C', folder]);
	return { name: filename, bytes: (await stat(tarball)).size, unpacked: join(folder, 'package') };
}

export async function checkTarball({ name, bytes, unpacked }) {
	const files = await listFiles(unpacked);
	const total = [...files.values()].reduce((sum, { size }) => sum + size, 0);
	const manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8'));
	return {
		summary: `${name}: ${files.size} files, ${kB(bytes)} packed, ${kB(total)} unpacked`,
		findings: [
			...content(files, total),
			...manifestFindings(manifest, files),
			...(await codeFindings(unpacked, files)),
		],
	};
}

function content(files, total) {
	const found = [];
	for (const [path, { size }] of files) {
		if (NEVER.test(path) || !ALLOWED.some((pattern) => pattern.test(path))) {
			found.push(`The tarball holds ${path}, which is not on the list of what is shipped.`);
		}
		const limit = path.endsWith('.svg') ? LIMITS.icon : LIMITS.file;
		if (size > limit)
			found.push(
				`${path} has ${kB(size)} in the tarball, more than the ${kB(limit)} that one file may have.`,
			);
		if (size === 0) found.push(`${path} is empty in the tarball.`);
	}
	for (const path of REQUIRED) {
		if (!files.has(path)) found.push(`The tarball lacks ${path}.`);
	}
	if (total > LIMITS.total)
		found.push(
			`The package unpacks to ${kB(total)}, more than the ${kB(LIMITS.total)} it may have.`,
		);
	return found;
}

function manifestFindings(manifest, files) {
	const found = [];
	const nodes = manifest.n8n?.nodes ?? [];
	const credentials = manifest.n8n?.credentials ?? [];
	const codexes = nodes.map((path) => path.replace(/\.js$/, '.json'));
	for (const path of [...nodes, ...credentials, ...codexes]) {
		if (!files.has(path)) found.push(`package.json promises n8n ${path}, which the tarball lacks.`);
	}
	if (nodes.length === 0) found.push('package.json names no node under n8n.nodes.');
	for (const script of INSTALL_SCRIPTS) {
		if (manifest.scripts?.[script])
			found.push(`package.json has a ${script} script, which would run on the user's machine.`);
	}
	for (const field of FOREIGN_CODE) {
		if (Object.keys(manifest[field] ?? {}).length > 0)
			found.push(`package.json has ${field}, and nothing may be installed beside the package.`);
	}
	if (JSON.stringify(manifest.peerDependencies) !== '{"n8n-workflow":"*"}') {
		found.push('package.json must have the peer dependency "n8n-workflow": "*" and no other.');
	}
	return found;
}

/** Every module and icon that the shipped code asks for is one that will be there. */
async function codeFindings(root, files) {
	const found = [];
	for (const path of files.keys()) {
		if (!path.endsWith('.js')) continue;
		const code = await readFile(join(root, path), 'utf8');
		const resolve = (target) => posix.join(posix.dirname(path), target);
		for (const [url, host] of code.matchAll(/https?:\/\/([\w.-]*\w)/g)) {
			if (!HOSTS.test(host)) found.push(`${path} names ${url}, a server that is not EnKash's.`);
		}
		const hidden = HIDDEN.exec(withoutComments(code));
		if (hidden) found.push(`${path} holds ${hidden[0]}, which no node may use.`);
		if (code.split('\n').some((line) => line.length > LONGEST_LINE))
			found.push(`${path} has a line of more than ${LONGEST_LINE} characters, as packed code has.`);
		for (const [, target] of code.matchAll(/\brequire\(["']([^"']+)["']\)/g)) {
			const there = target.startsWith('.')
				? ['', '.js', '/index.js'].some((ending) => files.has(resolve(target + ending)))
				: MODULES.includes(target);
			if (!there)
				found.push(`${path} requires ${target}, which is not there once the package is installed.`);
		}
		for (const [, target] of code.matchAll(/["']file:([^"']+\.(?:svg|png))["']/g)) {
			if (!files.has(resolve(target)))
				found.push(`${path} shows the icon ${target}, which the tarball lacks.`);
		}
	}
	return found;
}

const withoutComments = (code) => code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
