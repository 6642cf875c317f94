/** Every link and every command in what people read leads somewhere in this repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = join(__dirname, '../..');
const ours = 'https://github.com/n8n-nodes-enkash/n8n-nodes-enkash';
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const pages = ['.', 'docs', 'lab'].flatMap((folder) =>
	readdirSync(join(root, folder))
		.filter((file) => file.endsWith('.md'))
		.map((file) => join(folder, file)),
);
/** What n8n links to: its 'Docs' buttons. */
const shipped = ['nodes/Enkash', 'credentials'].flatMap((folder) =>
	readdirSync(join(root, folder))
		.filter((file) => /\.(json|ts)$/.test(file))
		.map((file) => join(folder, file)),
);
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** The text without what stands in blocks of code. */
const prose = (text: string) => text.replace(/^ *```.*?^ *```$/gms, '');

/** As GitHub makes them; a second heading of the same words gets `-1`. */
function anchorsOf(text: string): string[] {
	const seen = new Map<string, number>();
	return [...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => {
		const words = heading.replace(/\]\([^)]*\)/g, '').replace(/(^|\s)_|_(\s|$)/g, '$1$2');
		const slug = words
			.trim()
			.toLowerCase()
			.replace(/[^\p{L}\p{N}_ -]/gu, '')
			.replaceAll(' ', '-');
		const before = seen.get(slug) ?? 0;
		seen.set(slug, before + 1);
		return before === 0 ? slug : `${slug}-${before}`;
	});
}

/** `[text](target)` and `<img src="target">`. */
function linksOf(text: string): string[] {
	return [...prose(text).matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)].map(
		([, link, source]) => link ?? source,
	);
}

/** What is wrong with a link, if anything is. */
function brokenBy(page: string, link: string): string | undefined {
	const [path, anchor] = link.split('#');
	const file = path === '' ? page : relative(root, resolve(root, dirname(page), decodeURI(path)));
	if (file.startsWith('..')) return `${link} leads out of the repository`;
	if (!existsSync(join(root, file))) return `${link}: there is no ${file}`;
	if (anchor === undefined || !file.endsWith('.md')) return undefined;
	return anchorsOf(read(file)).includes(anchor)
		? undefined
		: `${link}: ${file} has no such heading`;
}

describe.each(pages)('%s', (page) => {
	it('links to files and headings that are there', () => {
		const inside = linksOf(read(page)).filter((link) => !/^[a-z]+:/.test(link));
		expect(inside.map((link) => brokenBy(page, link)).filter(Boolean)).toEqual([]);
	});

	it('links elsewhere by https alone', () => {
		const outside = linksOf(read(page)).filter((link) => /^[a-z]+:/.test(link));
		expect(outside.filter((link) => !link.startsWith('https://'))).toEqual([]);
	});

	it('names commands that are there', () => {
		const named = [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script);
		expect(named.filter((script) => !(script in scripts))).toEqual([]);
	});
});

it('the map of CONTRIBUTING.md has folders and files that are there', () => {
	const folders = ['', 'nodes/Enkash', 'nodes/Enkash/api', 'nodes/Enkash/money'];
	const named = [...prose(read('CONTRIBUTING.md')).matchAll(/`([\w/.]+(?:\/|\.(?:ts|md|yaml)))`/g)];
	const missing = named.filter(
		([, path]) => !folders.some((folder) => existsSync(join(root, folder, path))),
	);
	expect(named.length).toBeGreaterThan(20);
	expect(missing.map(([, path]) => path)).toEqual([]);
});

it('n8n links to headings that are there', () => {
	const links = shipped.flatMap((file) =>
		[...read(file).matchAll(/https:\/\/github\.com\/[^'"\s]+/g)].map(([link]) => link),
	);
	expect(links.length).toBeGreaterThan(0);
	const inside = links.map((link) =>
		link.replace(`${ours}/blob/main/`, '').replace(`${ours}#`, 'README.md#'),
	);
	expect(inside.map((link) => brokenBy('README.md', link)).filter(Boolean)).toEqual([]);
});

it('every picture of docs/images is shown on a page', () => {
	const shown = new Set(
		pages.flatMap((page) => linksOf(read(page)).map((link) => join(dirname(page), link))),
	);
	const pictures = readdirSync(join(root, 'docs/images')).map((name) => `docs/images/${name}`);
	expect(pictures.filter((picture) => !shown.has(picture))).toEqual([]);
});

describe('the check itself', () => {
	it.each([
		['nowhere.md', 'there is no nowhere.md'],
		['README.md#no-such-thing', 'README.md has no such heading'],
		['../elsewhere.md', 'leads out of the repository'],
	])('finds that %s is broken', (link, problem) => {
		expect(brokenBy('README.md', link)).toContain(problem);
	});

	it('makes anchors as GitHub does', () => {
		const text = '# One `two`, _three_ & snake_case\n## Same\n```\n# no heading\n```\n## Same\n';
		expect(anchorsOf(text)).toEqual(['one-two-three--snake_case', 'same', 'same-1']);
	});
});
