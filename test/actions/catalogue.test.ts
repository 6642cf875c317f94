/** Nothing of an operation may be missing: handler, text, schema, docs, test. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { findOperation, nodeProperties, resources } from '../../nodes/Enkash/actions';
import { endpoints, isCallId, type CallId } from '../../nodes/Enkash/api/wire/endpoints';
import { createEngine } from '../engine';
import { allCases } from './cases';
import { composites } from './samples';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');
const calls = Object.keys(endpoints) as CallId[];

const schemaOf = (resource: string, operation: string) =>
	join(root, 'nodes/Enkash/__schema__/v1.0.0', resource, `${operation}.json`);

interface Offered {
	call: string;
	name: string;
	action: string;
	description: string;
}

/** The resource or operation that a property is shown for. */
function shownFor(
	options: INodeProperties['displayOptions'],
	name: 'resource' | 'operation',
): string {
	return (options?.show?.[name] as string[] | undefined)?.[0] ?? '';
}

/** All that the dropdowns of the built node offer. */
async function offered(): Promise<Offered[]> {
	const { properties } = (await createEngine()).nodeType('enkash').description;
	const isOperation = ({ name }: INodeProperties) => name === 'operation';
	return properties.filter(isOperation).flatMap(({ options = [], displayOptions }) =>
		(options as INodePropertyOptions[]).map(({ value, name, action = '', description = '' }) => ({
			call: `${shownFor(displayOptions, 'resource')}.${String(value)}`,
			name,
			action,
			description,
		})),
	);
}

it('every call of EnKash is an operation of the node, and every other operation is built of several', async () => {
	const built = Object.keys(composites);
	expect((await offered()).map(({ call }) => call).sort()).toEqual([...calls, ...built].sort());
});

describe.each(Object.keys(composites))('%s', (name) => {
	const [resource, operation] = name.split('.');

	it('has a handler, a schema, a line in docs/operations.md and a test', () => {
		expect(findOperation(resource, operation)?.call).toBe(name);
		expect(existsSync(schemaOf(resource, operation))).toBe(true);
		expect(page).toContain(`\`${name}\``);
		expect(allCases.map(([tested]) => tested)).toContain(name);
	});
});

it('all 27 calls are there', () => {
	expect(new Set(Object.values(endpoints).map(({ id }) => id)).size).toBe(27);
});

it('every operation says what it does in a text of its own', async () => {
	const operations = await offered();
	for (const text of ['action', 'description'] as const) {
		expect(new Set(operations.map((each) => each[text])).size).toBe(operations.length);
	}
	for (const { action, description } of operations) {
		expect(action).toMatch(/^[A-Z](?!.*\b(a|an|the)\b)(?!.*\.$)/);
		expect(description).toMatch(/^[A-Z].{10,}[^.]$/);
	}
});

/** Two lines of n8n's dropdown; what goes beyond them is cut off with "…". */
const MOST_SHOWN = 115;

it.each(['enkash', 'enkashTrigger'])('no entry of a dropdown of %s is cut off', async (node) => {
	const { properties } = (await createEngine()).nodeType(node).description;
	const entries = properties.flatMap(entriesIn).map(({ description = '' }) => description);
	expect(entries.length).toBeGreaterThan(5);
	expect(entries.filter(({ length }) => length > MOST_SHOWN)).toEqual([]);
});

/** What the dropdowns of a field and of the fields inside it offer. */
function entriesIn({ type, options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.flatMap((each) => {
		if ('values' in each) return each.values.flatMap(entriesIn);
		if ('type' in each) return entriesIn(each);
		return type === 'options' || type === 'multiOptions' ? [each] : [];
	});
}

describe.each(calls)('%s', (call) => {
	const { method, path, source } = endpoints[call];
	const [resource, operation] = call.split('.');

	it('has a handler', () => {
		expect(findOperation(resource, operation)?.call).toBe(call);
	});

	it('has a schema', () => {
		expect(existsSync(schemaOf(resource, operation))).toBe(true);
	});

	it('has a line in docs/operations.md, marked where it is inferred', () => {
		const line = page
			.split('\n')
			.find((each) => each.startsWith('| ') && each.includes(`\`${call}\``));
		expect(line).toContain(`\`${method} ${path}\``);
		expect(line?.includes('_inferred_')).toBe(source !== 'documented');
	});

	it('works on several items at once only where it changes nothing, unless it is told to', () => {
		const { fields, concurrency } = findOperation(resource, operation) ?? { fields: [] };
		const options = fields.flatMap(({ name, options: entries = [] }) =>
			name === 'options' ? (entries as INodeProperties[]) : [],
		);
		const offers = options.find(({ name }) => name === 'concurrency')?.default;
		expect(concurrency).toBe('reads' in endpoints[call] ? 5 : 1);
		expect(offers).toBe(operation === 'authenticate' ? undefined : concurrency);
	});

	it('asks for what the credential mostly has last of all', () => {
		const names = findOperation(resource, operation)?.fields.map(({ name }) => name) ?? [];
		const own = names.filter((name) => name !== 'options');
		const account = own.filter((name) => ['companyId', 'cardAccountId'].includes(name));
		// A sheet has a form of its own.
		if (operation === 'bulkAllocate' || account.length === 0) return;
		expect(own.slice(-account.length)).toEqual(account);
		expect(names.at(-1)).toBe('options');
	});

	it('is run on the engine', () => {
		expect(allCases.map(([tested]) => tested)).toContain(call);
	});
});

it('Check Setup, which is many calls, asks for what the credential mostly has last as well', () => {
	const names = findOperation('token', 'checkSetup')?.fields.map(({ name }) => name) ?? [];
	expect(names.slice(-3)).toEqual(['companyId', 'cardAccountId', 'options']);
});

it('an operation whose page is not public says so, and takes another path and body', async () => {
	const { properties } = (await createEngine()).nodeType('enkash').description;
	const callOf = ({ displayOptions }: INodeProperties) =>
		`${shownFor(displayOptions, 'resource')}.${shownFor(displayOptions, 'operation')}`;
	const noticed = properties.filter(({ name }) => name === 'inferredNotice').map(callOf);
	const optionsOf = (call: string) =>
		properties
			.filter((property) => property.name === 'options' && callOf(property) === call)
			.flatMap(({ options = [] }) => options.map(({ name }) => name));
	const inferred = calls.filter((call) => endpoints[call].source === 'inferred').sort();

	expect(noticed.sort()).toEqual(inferred);
	for (const call of inferred)
		expect(optionsOf(call)).toEqual(expect.arrayContaining(['endpointPath', 'body']));
});

it('each resource begins with an operation that reads, where it has one', () => {
	const reads = (call: string) => isCallId(call) && 'reads' in endpoints[call];
	for (const { operations } of resources) {
		const calls = operations.map(({ call }) => call);
		if (calls.some(reads)) expect(calls[0]).toBe(calls.find(reads));
	}
	const resource = nodeProperties().find(({ name }) => name === 'resource')?.default;
	expect(resources.find(({ value }) => value === resource)?.operations[0].call).toBe(
		'reward.getAccount',
	);
});

it('a node on the canvas has below it what its dropdowns call it', async () => {
	const { subtitle = '' } = (await createEngine()).nodeType('enkash').description;
	const [, titles] = /\(({.*})\)/.exec(subtitle) ?? [];

	expect(JSON.parse(titles)).toMatchObject({
		'redemption.createOrder': 'Create Order: Voucher',
		'points.getBalance': 'Get Balance: Coin',
		'reward.bulkAllocate': 'Bulk Allocate Points: Reward',
	});
	const all = [...calls, ...Object.keys(composites)];
	expect(Object.keys(JSON.parse(titles) as object).sort()).toEqual(all.sort());
});

it('an operation that puts out a token warns of it, and a twin says which to take', () => {
	const noticesOf = (call: CallId) => {
		const [resource, operation] = call.split('.');
		const { fields } = findOperation(resource, operation) ?? { fields: [] };
		return fields.filter(({ type }) => type === 'notice').map(({ displayName }) => displayName);
	};
	for (const call of [
		'token.authenticate',
		'redemption.authenticate',
		'token.createSsoLink',
	] as const)
		expect(noticesOf(call).join()).toMatch(/n8n keeps (it|them) with the execution/);
	expect(noticesOf('redemption.createPartnerOrder')).toContainEqual(
		expect.stringMatching(/^Take 'Create Order' unless/),
	);
});
