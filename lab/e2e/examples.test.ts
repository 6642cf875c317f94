/** Every importable workflow in a real n8n: run as its users run it, with mail that goes nowhere. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { lab } from '../install';
import { startMailServer } from '../mail';
import { startModel } from '../model';
import type { N8n } from '../n8n';
import type { NodeJson, WorkflowJson } from '../types';
import { runsOfApprovals } from './example-approvals';
import { runsOfCalls } from './example-calls';
import { FOLDER, imported, PASSWORD, type Runs } from './example-import';
import { runsWithMail } from './example-mails';
import { runsWithServices, withoutServices } from './example-services';
import { runsOfSheets } from './example-sheets';
import { runsOfTriggers } from './example-triggers';
import { startServers } from './servers';
import { openTable } from './table';

const runs: Runs = {
	...runsOfApprovals,
	...runsOfCalls,
	...runsOfSheets,
	...runsWithMail,
	...runsWithServices,
	...runsOfTriggers,
};

void test('the examples in n8n', async (t) => {
	const servers = await startServers(t, { name: 'examples' });
	const { n8n, credentials } = servers;
	const mail = await startMailServer(await lab());
	t.after(async () => await mail.stop());
	const type = 'smtp';
	const { id, name } = await n8n.rest.createCredential({
		name: 'Mail',
		type,
		data: mail.credential,
	});
	const door = await n8n.rest.createCredential({
		name: 'Door',
		type: 'httpBasicAuth',
		data: PASSWORD,
	});
	const model = await startModel();
	t.after(async () => await model.stop());
	const chat = await n8n.rest.createCredential({
		name: 'Model',
		type: 'openAiApi',
		data: model.credential,
	});
	const known: NonNullable<NodeJson['credentials']> = {
		...credentials,
		[type]: { id, name },
		httpBasicAuth: { id: door.id, name: door.name },
		openAiApi: { id: chat.id, name: chat.name },
	};
	const table = await openTable();
	t.after(async () => await table.stop());
	const versions = await latestVersions(n8n);

	for (const file of readdirSync(FOLDER).filter((each) => each.endsWith('.json'))) {
		const example = file.replace('.json', '');
		const json = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WorkflowJson;
		await t.test(example, async (t) => {
			await t.test('uses nodes that n8n ships, in their current versions', () => {
				for (const { type, typeVersion, name } of json.nodes) {
					assert.match(type, /^(n8n-nodes-(base|enkash)|@n8n\/n8n-nodes-langchain)\./);
					assert.equal(typeVersion, versions.get(type), `${name} (${type})`);
				}
			});
			await t.test('does what it says', async () => {
				mail.mails.length = 0;
				const run = runs[example];
				assert.ok(run, 'has no test');
				const paying = async () => await imported(n8n, withoutDryRun(json), known);
				const { pinData, nodes } = withoutServices(example, json, table.url);
				// Days begin here when they begin for the test, whatever the time of day is.
				const settings = { ...json.settings, timezone: 'UTC' };
				const workflow = { ...json, pinData, nodes, settings };
				await run({
					...servers,
					mail,
					model,
					table,
					paying,
					...(await imported(n8n, workflow, known)),
				});
			});
		});
	}
});

/** The same under addresses of its own: n8n publishes a form once. */
function withoutDryRun(json: WorkflowJson): WorkflowJson {
	const nodes = json.nodes.map((node) => ({
		...node,
		...(node.webhookId ? { webhookId: randomUUID() } : {}),
		parameters:
			'dryRun' in node.parameters ? { ...node.parameters, dryRun: false } : node.parameters,
	}));
	return { ...json, nodes };
}

/** The version that n8n gives to a node which is added now. */
async function latestVersions(n8n: N8n): Promise<Map<string, number>> {
	const { text } = await n8n.rest.file('/types/nodes.json');
	const types = JSON.parse(text) as Array<{
		name: string;
		version: number | number[];
		defaultVersion?: number;
	}>;
	const versions = new Map<string, number>();
	for (const { name, version, defaultVersion } of types) {
		const latest = defaultVersion ?? Math.max(...[version].flat());
		versions.set(name, Math.max(latest, versions.get(name) ?? 0));
	}
	return versions;
}
