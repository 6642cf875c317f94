/**
 * The tarball, installed by n8n's own installer of community packages, updated and removed: what n8n says
 * at each step, and that money does not notice. The registry is one of this machine, and empty but for it.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import { startSandbox } from '../sandbox';
import { branchOf, workflowOf } from './e2e/branches';
import { REPOSITORY, throwAway, throwAwayFolder } from './folders';
import { lab } from './install';
import { startN8n, type N8n } from './n8n';
import { startRegistry } from './registry';
import { itemsOf, type CredentialJson } from './types';

const run = promisify(execFile);
const PACKAGE = 'n8n-nodes-enkash';
const NODE = `${PACKAGE}.enkash`;
const PATH = '/community-packages';
const pay = {
	resource: 'reward',
	operation: 'allocate',
	email: 'asha@example.com',
	mobile: '9000004000',
	title: 'Ms',
	firstName: 'Asha',
	gender: 'F',
	loadAmount: '={{ $json.points }}',
	uniqueReferenceNumber: '={{ $json.reference }}',
};

interface Installed {
	packageName: string;
	installedVersion: string;
	updateAvailable?: string;
	failedLoading?: boolean;
	installedNodes: Array<{ name: string; type: string; latestVersion: number }>;
}

/** The tarball that `npm publish` would send, and its version. */
async function packed(folder: string): Promise<{ file: string; version: string }> {
	const flags = ['--ignore-scripts', '--silent', '--pack-destination', folder];
	const { stdout } = await run('npm', ['pack', ...flags], { cwd: REPOSITORY });
	const manifest = await readFile(join(REPOSITORY, 'package.json'), 'utf8');
	const { version } = JSON.parse(manifest) as { version: string };
	return { file: join(folder, stdout.trim()), version };
}

/** The same package as another version, whose node says so in its name. */
async function nextOf(tarball: string, folder: string, version: string): Promise<string> {
	const target = join(folder, version);
	await mkdir(target);
	await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
	await edit(join(target, 'package.json'), /"version": ".*?"/, `"version": "${version}"`);
	await edit(
		join(target, 'dist/nodes/Enkash/Enkash.node.js'),
		"displayName: 'EnKash'",
		`displayName: 'EnKash ${version}'`,
	);
	return target;
}

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
	const text = await readFile(file, 'utf8');
	const edited = text.replace(from, to);
	assert.notEqual(edited, text, `${file} holds nothing like ${String(from)}`);
	await writeFile(file, edited);
}

const list = async ({ rest }: N8n) => await rest.request<Installed[]>('GET', PATH);

/** The names under which the node panel shows the node. */
async function shown({ rest }: N8n): Promise<string[]> {
	const { text } = await rest.file('/types/nodes.json');
	const types = JSON.parse(text) as Array<{ name: string; displayName: string }>;
	return types.filter(({ name }) => name === NODE).map(({ displayName }) => displayName);
}

void test("n8n's own installer", async (t) => {
	const workshop = throwAwayFolder('versions');
	t.after(() => throwAway(workshop));
	const registry = await startRegistry(await lab());
	t.after(async () => await registry.stop());
	const { file, version } = await packed(workshop);
	await registry.publish(file);
	const next = version.replace(/\d+$/, (patch) => String(Number(patch) + 1));

	const sandbox = await startSandbox();
	t.after(async () => await sandbox.stop());
	const n8n = await startN8n({
		name: 'installer',
		env: registry.env,
		furnish: async () => {},
	});
	t.after(async () => await n8n.stop());
	const paidBefore = sandbox.ledger.length;
	const paid = () => sandbox.ledger.length - paidBefore;
	let workflow = '';
	let failed = false;
	/** Each step begins where the one before ended. */
	const step = async (claim: string, body: () => Promise<void>) => {
		await t.test(claim, { skip: failed && 'an earlier step failed' }, async () => {
			failed = true;
			await body();
			failed = false;
		});
	};
	const outcome = async () => {
		const { data } = await n8n.rest.finished(await n8n.rest.run(workflow, 'Start'));
		return itemsOf(data, 'Pay')[0]?.outcome ?? itemsOf(data, 'Pay', 1)[0] ?? data.resultData.error;
	};

	await step('knows nothing of it at first', async () => {
		assert.deepEqual(await list(n8n), []);
		assert.deepEqual(await shown(n8n), []);
	});

	await step('installs what was published', async () => {
		const installed = await n8n.rest.request<Installed>('POST', PATH, { name: PACKAGE });
		assert.equal(installed.packageName, PACKAGE);
		assert.equal(installed.installedVersion, version);
		const nodes = installed.installedNodes.map(({ type }) => type);
		assert.ok(nodes.includes(NODE), nodes.join());
		assert.deepEqual(await shown(n8n), ['EnKash']);
		const [{ failedLoading = false, updateAvailable }] = await list(n8n);
		assert.deepEqual(
			{ failedLoading, updateAvailable },
			{ failedLoading: false, updateAvailable: undefined },
		);
	});

	await step('brings nothing but the package itself', async () => {
		const folder = join(n8n.userFolder, '.n8n/nodes/node_modules');
		assert.deepEqual(await readdir(folder), [PACKAGE]);
		const others = (await readdir(join(folder, PACKAGE))).sort();
		assert.deepEqual(others, ['LICENSE', 'README.md', 'dist', 'package.json']);
		const asked = registry.requests().map((request) => request.split(' ')[1]);
		assert.deepEqual(
			asked.filter((path) => !path.startsWith(`/${PACKAGE}`)),
			[],
		);
	});

	await step('serves its icons and schemas', async () => {
		const icon = `/icons/${PACKAGE}/dist/icons/enkash.svg`;
		assert.equal((await n8n.rest.file(icon)).status, 200);
		const schema = `/schemas/${NODE}/1.0.0/reward/getAccount.json`;
		assert.equal((await n8n.rest.file(schema)).status, 200);
	});

	await step('tests a credential and pays', async () => {
		const of = { name: 'EnKash', type: 'enkashApi', data: { ...sandbox.credential } };
		const credential = await n8n.rest.createCredential(of);
		assert.equal((await n8n.rest.testCredential(credential)).status, 'OK');
		const { id, name } = credential;
		const rows = [{ reference: 'INSTALLED-1', points: 5 }];
		const branch = branchOf({
			name: 'Pay',
			parameters: pay,
			credentials: { enkashApi: { id, name } },
			rows,
		});
		({ id: workflow } = await n8n.rest.createWorkflow(workflowOf('Pay', [branch])));
		assert.equal(await outcome(), 'allocated');
		assert.equal(paid(), 1);
	});

	await step('does not install it a second time', async () => {
		await assert.rejects(n8n.rest.request('POST', PATH, { name: PACKAGE }), /is already installed/);
	});

	await step('offers the next version, and updates to it', async () => {
		await registry.publish(await nextOf(file, workshop, next));
		const [{ updateAvailable }] = await list(n8n);
		assert.equal(updateAvailable, next);
		const updated = await n8n.rest.request<Installed>('PATCH', PATH, {
			name: PACKAGE,
			version: next,
		});
		assert.equal(updated.installedVersion, next);
		assert.deepEqual(await shown(n8n), [`EnKash ${next}`]);
	});

	await step('pays nobody again after the update, nor after a restart', async () => {
		const logins = sandbox.logins().length;
		assert.equal(await outcome(), 'alreadyAllocated');
		await n8n.main.stop();
		await n8n.restart();
		await n8n.rest.login();
		assert.deepEqual(await shown(n8n), [`EnKash ${next}`]);
		assert.equal(await outcome(), 'alreadyAllocated');
		assert.equal(paid(), 1);
		assert.equal(sandbox.logins().length, logins);
	});

	await step('goes back to the version before', async () => {
		await n8n.rest.request('PATCH', PATH, { name: PACKAGE, version });
		assert.deepEqual(await shown(n8n), ['EnKash']);
		assert.equal(await outcome(), 'alreadyAllocated');
		assert.equal(paid(), 1);
	});

	await step('removes it, and keeps the credential and the workflow', async () => {
		await n8n.rest.request('DELETE', `${PATH}?name=${PACKAGE}`);
		assert.deepEqual(await list(n8n), []);
		assert.deepEqual(await shown(n8n), []);
		assert.deepEqual(await readdir(join(n8n.userFolder, '.n8n/nodes/node_modules')), []);
		await n8n.rest.request('GET', `/workflows/${workflow}`);
		const left = await n8n.rest.request<CredentialJson[]>('GET', '/credentials');
		assert.deepEqual(
			left.map(({ name }) => name),
			['EnKash'],
		);
	});

	await step('installs it again, and everything works as before', async () => {
		await n8n.rest.request('POST', PATH, { name: PACKAGE, version });
		assert.equal(await outcome(), 'alreadyAllocated');
		assert.equal(paid(), 1);
	});
});
