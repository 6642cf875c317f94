/** The README's tables of operations, made from the code and the contract. */
import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../nodes/Enkash/run/operation';
import { resources } from '../../nodes/Enkash/actions';
import {
	endpoints,
	OLDER_GET_ORDER,
	type CallId,
	type Endpoint,
} from '../../nodes/Enkash/api/wire/endpoints';
import { optionsField } from '../../nodes/Enkash/fields/options';
import { operations } from '../../sandbox/contract';

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

function fieldsRowOf(resource: string, { name, description, fields }: Operation): string[] {
	const shown = fields.filter(({ type, name: field }) => type !== 'notice' && field !== 'options');
	// Lines can be given in two ways, under one name.
	const labels = new Map(shown.map((field) => [field.displayName, labelOf(field)]));
	return [
		resource,
		name,
		description,
		[...labels.values()].join(', '),
		ownOptionsOf(fields).join(', '),
	];
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

/** One line for each operation, in the order of the dropdowns. */
function table(
	head: string[],
	rowOf: (resource: string, operation: Operation) => string[],
): string {
	const byName = <T extends { name: string }>(list: T[]) =>
		[...list].sort((one, other) => one.name.localeCompare(other.name));
	const rows = byName(resources).flatMap(({ name, operations: of }) =>
		byName(of).map((operation) => rowOf(name, operation)),
	);
	const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
	return lines.join('\n');
}

/** By the mark under which they stand in the README. */
const TABLES = {
	operations: () =>
		table(['Resource', 'Operation', 'Does', 'Fields', 'Options of its own'], fieldsRowOf),
	calls: () =>
		table(['Resource', 'Operation', 'EnKash call', 'Method and path', 'Source'], callRowOf),
};

/** A README with the tables as they should be. */
export function withTables(readme: string): string {
	let text = readme;
	for (const [name, content] of Object.entries(TABLES)) {
		const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
		const [from, to] = [text.indexOf(start), text.indexOf(end)];
		if (from < 0 || to < from) throw new Error(`README.md has no ${start} … ${end}`);
		text = `${text.slice(0, from + start.length)}\n${content()}\n${text.slice(to)}`;
	}
	return text;
}
