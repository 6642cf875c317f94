/** The previews of an operation's output, as n8n's editor fetches them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { REPOSITORY } from '../folders';
import { startServers } from './servers';

const FOLDER = join(REPOSITORY, 'nodes/Enkash/__schema__/v1.0.0');

void test('n8n serves the schema of every operation', async (t) => {
	const { n8n } = await startServers(t, { name: 'schemas' });
	const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
	const schemas = files.filter((file) => file.endsWith('.json'));
	assert.ok(schemas.length > 0);
	for (const schema of schemas) {
		const { status, text } = await n8n.rest.file(
			`/schemas/n8n-nodes-enkash.enkash/1.0.0/${schema}`,
		);
		assert.equal(status, 200, schema);
		assert.deepEqual(
			JSON.parse(text),
			JSON.parse(readFileSync(join(FOLDER, schema), 'utf8')),
			schema,
		);
	}
	t.diagnostic(`${schemas.length} schemas`);
	const { status } = await n8n.rest.file(
		'/schemas/n8n-nodes-enkash.enkash/1.0.0/reward/nothing.json',
	);
	assert.equal(status, 404);
});
