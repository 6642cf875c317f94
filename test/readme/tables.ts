/** What README.md and pages under docs/ list, made from code, contract and examples. */
import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../nodes/Enkash/run/operation';
import { resources } from '../../nodes/Enkash/actions';
import {
	endpoints,
	isCallId,
	OLDER_GET_ORDER,
	type CallId,
	type Endpoint,
} from '../../nodes/Enkash/api/wire/endpoints';
import { optionsField } from '../../nodes/Enkash/fields/options';
import { operations } from '../../sandbox/contract';
import { examples, pages, pagesInOneLine, recipes } from './lists';
import { rehearsals } from './rehearsals';

/** Calls that have a second edition. */
const OLDER: Partial<Record<CallId, string>> = { 'redemption.getOrder': OLDER_GET_ORDER };

/** EnKash's own title of a call, from the page that the call is known from. */
function titleOf(call: CallId): string {
	const all = [...operations.values()].flatMap((operation) => operation['x-calls']);
	const entries = all.filter((entry) => entry.call === call);
	const best = entries.find(({ page }) => page === endpoints[call].page) ?? entries[0];
	return best?.title ?? '';
}

function sourceOf({ source, page }: Endpoint): string {
	const link = `[${page}](https://docs.enkash.com/${page})`;
	return source === 'inferred' ? `_inferred_ from ${link}` : `${source}, ${link}`;
}

function callRowOf(resource: string, { name, call }: Operation): string[] {
	if (!isCallId(call)) return [resource, `${name} \`${call}\``, 'several', '', ''];
	const { id, method, path } = endpoints[call];
	const older = OLDER[call] ? `, older edition \`${OLDER[call]}\`` : '';
	return [
		resource,
		`${name} \`${call}\``,
		`${id} ${titleOf(call)}`,
		`\`${method} ${path}\`${older}`,
		sourceOf(endpoints[call]),
	];
}

function fieldsRowOf({ name, description, fields }: Operation): string[] {
	const shown = fields.filter(({ type, name: field }) => type !== 'notice' && field !== 'options');
	// Lines can be given in two ways, under one name.
	const labels = new Map(shown.map((field) => [field.displayName, labelOf(field)]));
	return [name, description, [...labels.values()].join(', '), ownOptionsOf(fields).join(', ')];
}

/** A field that has to be filled in is bold; a collection names what can be added to it. */
function labelOf(field: INodeProperties): string {
	const { displayName, required, type } = field;
	if (required) return `**${displayName}**`;
	if (type !== 'collection') return displayName;
	return `${displayName} (${entriesOf(field).join(', ')})`;
}

/** What can be added to a collection. */
function entriesOf({ options = [] }: INodeProperties): string[] {
	return options.map((option) => ('displayName' in option ? option.displayName : option.name));
}

/** The options that not every operation has. */
function ownOptionsOf(fields: INodeProperties[]): string[] {
	const common = entriesOf(optionsField());
	const all = fields.filter(({ name }) => name === 'options').flatMap(entriesOf);
	return all.filter((option) => !common.includes(option));
}

const byName = <T extends { name: string }>(list: T[]) =>
	[...list].sort((one, other) => one.name.localeCompare(other.name));

function table(head: string[], rows: string[][]): string {
	const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
	return lines.join('\n');
}

/** One line for each operation, in the order of the dropdowns. */
function rowsOf(rowOf: (resource: string, operation: Operation) => string[]): string[][] {
	return byName(resources).flatMap(({ name, operations: of }) =>
		byName(of).map((operation) => rowOf(name, operation)),
	);
}

/** A heading and a table for each resource. */
function chapters(): string {
	const head = ['Operation', 'Does', 'Fields', 'Options of its own'];
	return byName(resources)
		.map(({ name, operations: of }) =>
			[`## ${name}`, '', table(head, byName(of).map(fieldsRowOf))].join('\n'),
		)
		.join('\n\n');
}

/** One line for each resource. */
function overview(): string {
	const rows = byName(resources).map(({ name, operations: of }) => [
		`[${name}](docs/operations.md#${name.toLowerCase()})`,
		byName(of)
			.map((operation) => operation.name)
			.join(' · '),
	]);
	return table(['Resource', 'Operations'], rows);
}

/** By the mark under which they stand in a page. */
const TABLES: Record<string, () => string> = {
	overview,
	operations: () => `\n${chapters()}\n`,
	calls: () =>
		table(['Resource', 'Operation', 'EnKash call', 'Method and path', 'Source'], rowsOf(callRowOf)),
	examples: () => table(['Workflow', 'Does'], examples('../examples')),
	recipes: () => recipes('examples'),
	pages: () => `\n${pages()}\n`,
	more: pagesInOneLine,
	rehearsals: () =>
		table(
			['Mobile', 'Reference begins with', 'The sandbox', 'The node says', 'In a sheet it hits'],
			rehearsals(),
		),
};

/** The pages that have such tables, from the root of the repository. */
export const PAGES = [
	'README.md',
	'docs/README.md',
	'docs/operations.md',
	'docs/recipes.md',
	'docs/sandbox.md',
];

/** A page with its tables as they should be. */
export function withTables(page: string): string {
	const marks = [...page.matchAll(/^<!-- (\w+) -->$/gm)];
	return marks.reduce((text, [start, name]) => {
		const end = `<!-- /${name} -->`;
		const [from, to] = [text.indexOf(start), text.indexOf(end)];
		if (to < from || !(name in TABLES)) throw new Error(`Nothing is made for ${start} … ${end}`);
		return `${text.slice(0, from + start.length)}\n${TABLES[name]()}\n${text.slice(to)}`;
	}, page);
}
