// What a reviewer reads beside the code: README, licence, examples, and that all of them name one
// repository. Links are followed as far as this repository goes; nothing is asked of the network.
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The sections of n8n's own README template. */
const SECTIONS = ['Installation', 'Operations', 'Credentials', 'Compatibility', 'Resources'];
/** Pages that a stranger may open first. */
const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'];
const LEFT_OVER = /\b(TODO|FIXME|XXX|lorem ipsum)\b|<(your|insert|name)[^>]*>/i;

export async function checkDocuments(root) {
	const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	const pages = await pagesOf(root);
	const examples = await examplesOf(root);
	return {
		summary: `${pages.length} pages with working links, MIT, ${examples.length} example workflows, one repository`,
		findings: [
			...readmeFindings(manifest, await textOf(root, 'README.md')),
			...licenceFindings(manifest, await textOf(root, 'LICENSE')),
			...(await repositoryFindings(root, manifest)),
			...(await Promise.all(pages.map((page) => pageFindings(root, page)))).flat(),
			...exampleFindings(manifest, examples),
		],
	};
}

async function textOf(root, file) {
	return existsSync(join(root, file)) ? await readFile(join(root, file), 'utf8') : '';
}

async function pagesOf(root) {
	const docs = existsSync(join(root, 'docs')) ? await readdir(join(root, 'docs')) : [];
	const inDocs = docs.filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`);
	return [...PAGES, ...inDocs].filter((page) => existsSync(join(root, page)));
}

function readmeFindings({ name }, text) {
	const headings = headingsOf(text);
	const found = SECTIONS.filter((section) => !headings.includes(section)).map(
		(section) => `README.md lacks the section '${section}' of n8n's template.`,
	);
	if (!text.startsWith(`# ${name}\n`)) found.push(`README.md does not begin with '# ${name}'.`);
	if (!/\bn8n community node\b/.test(text))
		found.push('README.md does not say that this is an n8n community node.');
	return found;
}

function licenceFindings({ license }, text) {
	const found = [];
	if (license !== 'MIT') found.push(`package.json says "license": "${license}", n8n wants MIT.`);
	if (!/^MIT License\n\nCopyright \(c\) \d{4} \S/.test(text))
		found.push('LICENSE is not the MIT licence with a year and a holder.');
	return found;
}

/** npm refuses provenance where package.json names another repository than the one that publishes. */
async function repositoryFindings(root, manifest) {
	const found = [];
	const home = /^git\+(https:\/\/github\.com\/[\w.-]+\/[\w.-]+)\.git$/.exec(
		manifest.repository?.url ?? '',
	)?.[1];
	if (!home) return ['package.json names no public repository at github.com under repository.url.'];
	const links = { homepage: manifest.homepage, bugs: manifest.bugs?.url ?? manifest.bugs };
	for (const [field, link] of Object.entries(links)) {
		if (!isBelow(home, link)) found.push(`package.json: ${field} is not below ${home}.`);
	}
	if (!manifest.author?.name || !/^\S+@\S+\.\S+$/.test(manifest.author?.email ?? ''))
		found.push('package.json must name an author with an email address.');
	for (const path of manifest.n8n?.nodes ?? []) {
		const codex = path.replace(/^dist\//, '').replace(/\.js$/, '.json');
		const { node, resources } = JSON.parse((await textOf(root, codex)) || '{}');
		if (node !== manifest.name) found.push(`${codex}: "node" must be the package's name.`);
		const urls = Object.values(resources ?? {}).flatMap((list) => list.map(({ url }) => url));
		for (const url of urls.filter((each) => !isBelow(home, each)))
			found.push(`${codex} links to ${url}, which is not below ${home}.`);
	}
	return found;
}

const isBelow = (home, link) =>
	typeof link === 'string' &&
	(link === home || /^[/#]/.test(link.slice(home.length))) &&
	link.startsWith(home);

async function pageFindings(root, page) {
	const text = await readFile(join(root, page), 'utf8');
	const found = [];
	const left = LEFT_OVER.exec(withoutCode(text));
	if (left) found.push(`${page} still holds '${left[0]}'.`);
	for (const [, target] of withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)) {
		if (/^[a-z]+:/.test(target)) continue;
		const [path, anchor] = target.split('#');
		const file = path ? join(dirname(page), path) : page;
		if (!existsSync(join(root, file)))
			found.push(`${page} links to ${target}, which is not there.`);
		else if (anchor && file.endsWith('.md') && !(await anchorsOf(root, file)).includes(anchor))
			found.push(`${page} links to ${target}, and there is no such heading.`);
	}
	return found;
}

const withoutCode = (text) => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');

const headingsOf = (text) =>
	[...text.replace(/```[\s\S]*?```/g, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, title]) =>
		title.trim(),
	);

/** As GitHub makes them of headings. */
async function anchorsOf(root, file) {
	return headingsOf(await readFile(join(root, file), 'utf8')).map((title) =>
		title
			.toLowerCase()
			.replace(/[^\w\- ]/g, '')
			.replaceAll(' ', '-'),
	);
}

async function examplesOf(root) {
	const folder = join(root, 'examples');
	const files = existsSync(folder) ? await readdir(folder) : [];
	return await Promise.all(
		files
			.filter((file) => file.endsWith('.json'))
			.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })),
	);
}

function exampleFindings({ name, n8n }, examples) {
	const found = [];
	const used = new Set();
	for (const { file, text } of examples) {
		for (const { type, credentials = {} } of JSON.parse(text).nodes) {
			used.add(type);
			if (Object.values(credentials).some(({ id }) => id))
				found.push(`examples/${file} names a credential by ID, which no other n8n has.`);
		}
	}
	for (const path of n8n?.nodes ?? []) {
		const [className] = path.split('/').at(-1).split('.');
		const type = `${name}.${className[0].toLowerCase()}${className.slice(1)}`;
		if (!used.has(type)) found.push(`No workflow in examples/ shows ${type}.`);
	}
	return found;
}
