/** n8n shows these before the first run, so they have to be what really comes out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine, type Engine } from '../engine';
import { dataOf, setStage } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';
import { allSamples } from './samples';

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

function readSchema(call: string): Schema & { version: number } {
	const file = `${call.replace('.', '/')}.json`;
	const path = join(__dirname, '../../dist/nodes/Enkash/__schema__/v1.0.0', file);
	return JSON.parse(readFileSync(path, 'utf8')) as Schema & { version: number };
}

/** In what a value is not as its schema says; each difference with the way to it. */
function differences(schema: Schema | undefined, value: unknown, path = 'item'): string[] {
	if (!schema) return [`${path} is not in the schema`];
	if (!isOf(schema.type, value))
		return [`${path} is ${JSON.stringify(value)} and not of the type ${schema.type}`];
	if (Array.isArray(value))
		return value.flatMap((each, index) => differences(schema.items, each, `${path}[${index}]`));
	if (schema.type !== 'object') return [];
	const known = schema.properties ?? {};
	const fields = value as Record<string, unknown>;
	const names = new Set([...Object.keys(known), ...Object.keys(fields)]);
	return [...names].flatMap((name) =>
		Object.hasOwn(fields, name)
			? differences(known[name], fields[name], `${path}.${name}`)
			: [`${path}.${name} is in the schema alone`],
	);
}

function isOf(type: string, value: unknown): boolean {
	if (type === 'array') return Array.isArray(value);
	if (type === 'integer') return Number.isInteger(value);
	return type === (Array.isArray(value) || value === null ? 'neither' : typeof value);
}

let engine: Engine;

beforeAll(async () => {
	engine = await createEngine();
	skipPauses();
});

afterAll(bringBackPauses);

it.each(Object.entries(allSamples))(
	'the schema of %s is what comes out by default',
	async (call, { parameters, before }) => {
		const stage = await setStage({ fulfilmentDelay: 0 }, engine);
		await before?.(stage);
		const items = dataOf(await stage.run(call, parameters));
		await stage.stop();

		const schema = readSchema(call);
		expect(schema.version).toBe(1);
		expect(items.length).toBeGreaterThan(0);
		expect(items.flatMap((item) => differences(schema, item))).toEqual([]);
	},
);

it('a difference is found, of keys and of types', () => {
	const schema: Schema = {
		type: 'object',
		properties: {
			a: { type: 'integer' },
			list: { type: 'array', items: { type: 'object', properties: { b: { type: 'string' } } } },
		},
	};
	expect(differences(schema, { a: 1.5, c: 1, list: [{ b: null }, {}] })).toEqual([
		'item.a is 1.5 and not of the type integer',
		'item.list[0].b is null and not of the type string',
		'item.list[1].b is in the schema alone',
		'item.c is not in the schema',
	]);
});
