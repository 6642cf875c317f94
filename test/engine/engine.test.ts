import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, n8nWorkflow, type Engine, type RunOptions } from './index';
import { startProbeServer, type ProbeServer } from './probe-server';
import { packageDir, workflowOf } from './probe-package';

let server: ProbeServer;
let engine: Engine;
let credentialId: string;

beforeEach(async () => {
	server = await startProbeServer();
	engine = await createEngine({ packageDir });
	credentialId = engine.addCredential({ url: server.url, password: 'right', unknown: 'field' });
});

afterEach(() => server.stop());

const json = (items: Array<{ json: unknown }>) => items.map((item) => item.json);

describe('an execution', () => {
	test('runs the built package over real HTTP and pairs its items', async () => {
		const { status, items, metadata } = await engine.runNode(
			{ id: '={{ $json.row }}' },
			{ credentialId, items: [{ row: 'a' }, { row: 'b' }] },
		);

		expect(status).toBe('success');
		expect(json(items)).toEqual([
			{ id: 'a', name: 'Thing /things/a' },
			{ id: 'b', name: 'Thing /things/b' },
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(metadata).toEqual({ executions: '1' });
		expect(server.requests).toEqual(['POST /login', 'GET /things/a', 'GET /things/b']);
	});

	test('shows hints, custom data and everything that was logged, and is silent', async () => {
		const consoleLog = jest.spyOn(console, 'log');
		const { hints, run, logs } = await engine.runNode({ id: 'a' }, { credentialId });

		expect(hints).toEqual([{ message: 'A hint', location: 'outputPane' }]);
		expect(run).toHaveLength(1);
		expect(logs).toContainEqual(expect.stringContaining('info | Fetching a {"id":"a"'));
		expect(engine.logs).toEqual(expect.arrayContaining(logs));
		expect(consoleLog).not.toHaveBeenCalled();
	});

	test('starts anew with each engine', async () => {
		await engine.runNode({ id: 'a' }, { credentialId });
		const again = await engine.runNode({ id: 'a' }, { credentialId });
		expect(again.metadata).toEqual({ executions: '2' });

		const other = await createEngine({ packageDir });
		const inOther = await other.runNode(
			{ id: 'a' },
			{ credentialId: other.addCredential(engine.credential(credentialId)) },
		);
		expect(inOther.metadata).toEqual({ executions: '1' });
		expect(server.logins()).toBe(1);
	});

	test('keeps the logs of executions that run at once apart', async () => {
		const [first, second] = await Promise.all([
			engine.runNode({ id: 'first' }, { credentialId }),
			engine.runNode({ id: 'second' }, { credentialId }),
		]);

		expect(first.logs.join()).toContain('Fetching first');
		expect(first.logs.join()).not.toContain('Fetching second');
		expect(second.logs.join()).not.toContain('Fetching first');
	});

	test('does not start while a required parameter is missing', async () => {
		const { status, error } = await engine.runNode({}, { credentialId });

		expect(status).toBe('error');
		expect(error?.message).toContain('has issues');
		expect(server.requests).toEqual([]);
	});

	test('tells what is wrong with a node that has no credential', async () => {
		const { error } = await engine.runNode({ id: 'a' });

		expect(error?.message).toBe('Node does not have any credentials set');
	});

	test('can be a manual one', async () => {
		const withItems: RunOptions = { credentialId, mode: 'manual', items: [{ row: 'a' }] };
		const pinned = await engine.runNode({ id: '={{ $json.row }}' }, withItems);
		const own = await engine.runNode({ id: 'b' }, { credentialId, mode: 'manual' });

		expect(json([...pinned.items, ...own.items])).toMatchObject([{ id: 'a' }, { id: 'b' }]);
	});
});

describe('a failing item', () => {
	const items = [{ row: 'a' }, { row: 'missing' }, { row: 'c' }];
	const failures = { id: '={{ $json.row }}' };

	beforeEach(() => {
		server.answers.set('/things/missing', () => [404, { message: 'No such thing' }]);
	});

	test('stops the workflow with the error of the node', async () => {
		const { status, error, items: none } = await engine.runNode(failures, { credentialId, items });

		expect(status).toBe('error');
		expect(error?.message).toBe('The resource you are requesting could not be found');
		expect(error?.name).toBe('NodeApiError');
		expect(none).toEqual([]);
	});

	test('goes to the error output', async () => {
		const result = await engine.runNode(failures, {
			credentialId,
			items,
			onError: 'continueErrorOutput',
		});

		expect(json(result.items)).toMatchObject([{ id: 'a' }, { id: 'c' }]);
		expect(json(result.errorItems)).toEqual([
			{ row: 'missing', error: expect.stringContaining('could not be found') as string },
		]);
	});

	test('stays among the others under continue-on-fail', async () => {
		const result = await engine.runNode(failures, {
			credentialId,
			items,
			onError: 'continueRegularOutput',
		});

		expect(json(result.items)).toMatchObject([
			{ id: 'a' },
			{ error: expect.anything() as string },
			{ id: 'c' },
		]);
		expect(result.status).toBe('success');
	});

	test('makes Retry On Fail run the whole node again', async () => {
		let tries = 0;
		server.answers.set('/things/missing', () =>
			++tries < 3 ? [503, { message: 'Busy' }] : [200, { id: 'found' }],
		);
		const { status, items: output } = await engine.runNode(failures, {
			credentialId,
			items,
			retryOnFail: true,
			waitBetweenTries: 1,
		});

		expect(status).toBe('success');
		expect(json(output)).toMatchObject([{ id: 'a' }, { id: 'found' }, { id: 'c' }]);
		expect(server.requests.filter((request) => request === 'GET /things/a')).toHaveLength(3);
	});
});

describe('the editor', () => {
	test('searches a list, loads columns and options with the stored credential', async () => {
		expect(await engine.listSearch('searchThings', {}, credentialId, 'a', 'x')).toEqual({
			results: [{ name: 'Thing /things/a', value: 'a' }],
			paginationToken: 'xx',
		});
		expect(await engine.resourceMapperFields('getColumns', {}, credentialId)).toMatchObject({
			fields: [{ id: 'columns' }],
		});
		expect(await engine.loadOptions('getKinds', { kind: 'mine' }, credentialId)).toEqual([
			{ name: 'mine', value: 'kind' },
		]);
		expect(server.logins()).toBe(1);
	});

	test('gets the error of the node', async () => {
		server.answers.set('/things/a', () => [404, {}]);

		await expect(engine.listSearch('searchThings', {}, credentialId, 'a')).rejects.toBeInstanceOf(
			n8nWorkflow.NodeApiError,
		);
	});

	test('says which methods there are', async () => {
		await expect(engine.listSearch('other', {}, credentialId)).rejects.toThrow(
			'it has: searchThings',
		);
	});
});

test('stopping an execution ends its request', async () => {
	const abort = new AbortController();
	const running = engine.runNode({ id: 'never' }, { credentialId, abort: abort.signal });
	while (!server.requests.includes('GET /things/never')) await new Promise(setImmediate);
	abort.abort();

	expect((await running).status).toBe('canceled');
});

test('a workflow runs from its trigger through each node', async () => {
	const workflow = workflowOf({ name: 'After', type: 'n8n-nodes-base.noOp' });
	const { status, nodes } = await engine.run(workflow, { items: [{ row: 1 }] });

	expect(status).toBe('success');
	expect(json(nodes.After.items)).toEqual([{ row: 1 }]);
	expect(json(nodes.Note.items)).toEqual([]);
});

test('pinned data stands in for a node, in the editor alone', async () => {
	const workflow = workflowOf({ name: 'After', type: 'n8n-nodes-base.noOp' });
	workflow.pinData = { Start: [{ json: { pinned: true } }] };
	const manual = await engine.run(workflow, { mode: 'manual' });
	const production = await engine.run(workflow);

	expect(json(manual.nodes.After.items)).toEqual([{ pinned: true }]);
	expect(json(production.nodes.After.items)).toEqual([{}]);
});

test('a package that was not built says what to do', async () => {
	const unbuilt = mkdtempSync(join(tmpdir(), 'unbuilt-'));
	cpSync(join(packageDir, 'package.json'), join(unbuilt, 'package.json'));

	await expect(createEngine({ packageDir: unbuilt })).rejects.toThrow('run "npm run build" first');
	rmSync(unbuilt, { recursive: true });
});
