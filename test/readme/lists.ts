/** What the README lists of other files: the examples, and the pages under docs/. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const filesIn = (folder: string, end: string) =>
	readdirSync(join(root, folder)).filter((file) => file.endsWith(end));
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');

interface Example {
	name: string;
	nodes: Array<{ type: string; parameters: { content?: string } }>;
}

/**
 * Title and purpose, as the first note on the canvas has them.
 * @param folder that of the examples, from the page that lists them
 */
export function examples(folder: string): string[][] {
	const rows = filesIn('examples', '.json').map((file) => {
		const { nodes } = JSON.parse(read('examples', file)) as Example;
		const note = nodes.find(({ type }) => type.endsWith('.stickyNote'))?.parameters.content ?? '';
		const [, title, purpose] = /^## (.+)\n(.+)/.exec(note) ?? [];
		if (!title) throw new Error(`The first note of examples/${file} has no title and purpose`);
		return [`[${title}](${folder}/${file})`, purpose];
	});
	return rows.sort(([one], [other]) => one.localeCompare(other));
}

/** For the README, which is short. */
export function recipes(folder: string): string {
	return examples(folder)
		.map(([link]) => link)
		.join(' · ');
}

/** In the order in which they are wanted; others come after them, by name. */
const ORDER = [
	'operations',
	'recipes',
	'paying-once',
	'spreadsheets',
	'vouchers',
	'trigger',
	'reconcile',
	'agents',
	'credentials',
	'troubleshooting',
	'sandbox',
	'going-live',
	'limits',
];

interface Page {
	file: string;
	title: string;
	/** Its first one. */
	sentence: string;
}

/** The pages that are there. */
function allPages(): Page[] {
	const names = filesIn('docs', '.md').map((file) => file.replace('.md', ''));
	const others = names.filter((name) => name !== 'README' && !ORDER.includes(name)).sort();
	return [...ORDER.filter((name) => names.includes(name)), ...others].map((name) => {
		const file = `${name}.md`;
		const [, title, sentence] = /^# (.+)\n\n(.+?[.])(?:\s|$)/.exec(read('docs', file)) ?? [];
		if (!title) throw new Error(`docs/${file} has to begin with a title and a sentence`);
		// A link that leads somewhere in the page would lead nowhere from a list.
		return { file, title, sentence: sentence.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1') };
	});
}

/** For the README, which is short. */
export function pagesInOneLine(): string {
	return allPages()
		.map(({ file, title }) => `[${title}](docs/${file})`)
		.join(' · ');
}

/** For docs/README.md. */
export function pages(): string {
	return allPages()
		.map(({ file, title, sentence }) => `- [${title}](${file}): ${sentence}`)
		.join('\n');
}
