/** Nothing of an event may be missing: text, schema, documentation, an example that fits. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { triggerEvents } from '../../nodes/Enkash/triggers';
import { createEngine, type WorkflowJson } from '../engine';
import { setStage, type Stage } from '../stage';
import { fetchTestEvent, TRIGGER } from './watching';

const root = join(__dirname, '../..');
const docs = readFileSync(join(root, 'docs/trigger.md'), 'utf8');
const examples = readdirSync(join(root, 'examples')).filter((file) => /^trigger-/.test(file));
const workflowOf = (file: string) =>
	JSON.parse(readFileSync(join(root, 'examples', file), 'utf8')) as WorkflowJson;

let stage: Stage;

beforeAll(async () => {
	stage = await setStage({ fulfilmentDelay: 0 });
	await stage.run('redemption.createOrder', {
		productCatalogId: 'PC7513531244A681',
		denomination: '500',
		quantity: 1,
		orderReferenceId: 'AWARD-7/nathan@example.com',
	});
});
afterAll(() => stage.stop());

interface Schema {
	version: number;
	properties: Record<string, { type: string }>;
}

function schemaOf(event: string): Schema {
	const file = join(root, `dist/nodes/Enkash/__schema__/v1.0.0/trigger/${event}.json`);
	return JSON.parse(readFileSync(file, 'utf8')) as Schema;
}

function typeOf(value: unknown): string {
	if (Array.isArray(value)) return 'array';
	return typeof value === 'number' ? 'number' : typeof value;
}

it('a trigger on the canvas has below it what its dropdown calls the event', async () => {
	const { subtitle = '' } = (await createEngine()).nodeType('enkashTrigger').description;
	const [, titles] = /\(({.*})\)/.exec(subtitle) ?? [];
	expect(JSON.parse(titles)).toEqual(
		Object.fromEntries(triggerEvents.map(({ value, name }) => [value, name])),
	);
});

it('the one entry that the node panel has for both nodes tells of payments, too', async () => {
	const { description } = (await createEngine()).nodeType('enkashTrigger');
	expect(description.description).toMatch(/points, vouchers and coins.*start workflows/);
});

describe.each(triggerEvents)('$value', ({ value, name, description, fields }) => {
	const parameters: INodeParameters =
		value === 'coinBalanceChanged' ? { users: { user: [{ userId: 'EK8IHN4B' }] } } : {};

	it('says what it is about, and is in the docs', () => {
		expect(name).toMatch(/^[A-Z]\w+( [A-Z]\w+)+$/);
		expect(description).toMatch(/^[A-Z].{10,}[^.]$/);
		expect(docs).toContain(`| ${name} | `);
		expect(docs).toContain(`**${name}.**`);
	});

	it('asks for what the credential mostly has last of all', () => {
		const names = fields.map((field) => field.name);
		const account = names.filter((each) => ['companyId', 'cardAccountId'].includes(each));
		expect(names.slice(-1 - account.length)).toEqual([...account, 'options']);
	});

	it('has a schema that is what comes out, of ten flat fields at most', async () => {
		const { items, error } = await fetchTestEvent(stage, value, parameters);
		expect(error).toBeUndefined();
		const { version, properties } = schemaOf(value);
		const types = Object.entries(properties).map(([field, { type }]) => [
			field,
			type.replace('integer', 'number'),
		]);
		const found = Object.entries(items[0]).map(([field, told]) => [field, typeOf(told)]);
		expect(Object.fromEntries(found)).toEqual(Object.fromEntries(types));
		expect(version).toBe(1);
		expect(types.length).toBeLessThanOrEqual(10);
	});
});

it('the trigger is no tool, and has an icon and a codex', () => {
	const { description } = stage.engine.nodeType('enkashTrigger');
	expect(description).toMatchObject({ polling: true, inputs: [], group: ['trigger'] });
	expect(description.usableAsTool).toBeUndefined();
	expect(description.iconUrl).toBeTruthy();
	expect(description.codex?.alias).toContain('rewards');
});

it.each(examples)('%s uses fields that its event gives', async (file) => {
	const { nodes } = workflowOf(file);
	const trigger = nodes.find(({ type }) => type === TRIGGER);
	const { event, ...parameters } = trigger?.parameters ?? {};
	const value = typeof event === 'string' ? event : '';
	const { items, error } = await fetchTestEvent(stage, value, parameters);
	expect(error).toBeUndefined();
	const others = JSON.stringify(nodes.filter((node) => node !== trigger));
	const used = [...others.matchAll(/\$json\.(\w+)/g)].map(([, field]) => field);
	for (const field of used) expect(items[0]).toHaveProperty(field);
	expect(docs).toContain(`../examples/${file}`);
});
