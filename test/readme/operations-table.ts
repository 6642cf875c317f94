/** The README's table of operations, made from the code and the contract. */
import { resources } from '../../nodes/Enkash/actions/resources';
import { endpoints, OLDER_GET_ORDER, type CallId, type Endpoint } from '../../nodes/Enkash/api/endpoints';
import { operations } from '../../sandbox/contract';

const START = '<!-- operations -->';
const END = '<!-- /operations -->';

const HEAD = ['Resource', 'Operation', 'EnKash call', 'Method and path', 'Source'];

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

function rowOf(resource: string, name: string, call: CallId): string[] {
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

/** One line for each operation, in the order of the dropdowns. */
export function operationsTable(): string {
	const byName = <T extends { name: string }>(list: T[]) =>
		[...list].sort((one, other) => one.name.localeCompare(other.name));
	const rows = byName(resources).flatMap(({ name, operations: of }) =>
		byName(of).map((operation) => rowOf(name, operation.name, operation.call)),
	);
	const lines = [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
	return lines.join('\n');
}

/** A README with the table as it should be. */
export function withTable(readme: string): string {
	const start = readme.indexOf(START);
	const end = readme.indexOf(END);
	if (start < 0 || end < start) throw new Error(`README.md has no ${START} … ${END}`);
	return `${readme.slice(0, start + START.length)}\n${operationsTable()}\n${readme.slice(end)}`;
}

