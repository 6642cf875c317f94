/** What a credential is to n8n: kept, renewed, read with its defaults, and tested. */
import { createEngine, type Engine } from './index';
import { packageDir, workflowOf } from './probe-package';
import { startProbeServer, type ProbeServer } from './probe-server';

let server: ProbeServer;
let engine: Engine;
let credentialId: string;

beforeEach(async () => {
	server = await startProbeServer();
	engine = await createEngine({ packageDir });
	credentialId = engine.addCredential({ url: server.url, password: 'right', unknown: 'field' });
});

afterEach(() => server.stop());

test('keeps the session in the database and uses it in the next execution', async () => {
	await engine.runNode({ id: 'a' }, { credentialId });
	expect(engine.credential(credentialId)).toEqual({
		url: server.url,
		password: 'right',
		unknown: 'field',
		sessionToken: 'token-1',
		undeclared: 'kept, never read back',
	});

	await engine.runNode({ id: 'b' }, { credentialId });
	expect(server.logins()).toBe(1);
});

test('logs in again once when the session has ended', async () => {
	await engine.runNode({ id: 'a' }, { credentialId });
	server.expire();
	const { items } = await engine.runNode({ id: 'b' }, { credentialId, items: [{}, {}] });

	expect(items).toHaveLength(2);
	expect(server.logins()).toBe(2);
	expect(engine.credential(credentialId).sessionToken).toBe(server.token());
});

test('may hold expressions, which stay', async () => {
	engine.updateCredential(credentialId, { password: '={{ "ri" + "ght" }}', undeclared: '=kept' });
	const { status } = await engine.runNode({ id: 'a' }, { credentialId });

	expect(status).toBe('success');
	expect(engine.credential(credentialId)).toMatchObject({
		password: '={{ "ri" + "ght" }}',
		undeclared: '=kept',
		sessionToken: 'token-1',
	});
});

test('reaches the node as its declared fields with their defaults', async () => {
	const fields: object[] = [];
	const spy = {
		...engine.nodeType('probe'),
		async execute(this: { getCredentials: (type: string) => Promise<object> }) {
			fields.push(await this.getCredentials('probeApi'));
			return [[]];
		},
	};
	const watched = await createEngine({ packageDir, nodeTypes: { 'test.spy': spy } });
	const workflow = workflowOf({ type: 'test.spy', name: 'Spy' });
	workflow.nodes[1].parameters = { id: 'a' };
	workflow.nodes[1].credentials = {
		probeApi: { id: watched.addCredential({ url: server.url, unknown: 'field' }), name: '' },
	};
	await watched.run(workflow);

	expect(fields).toEqual([
		{
			url: server.url,
			username: 'probe',
			password: '',
			sessionToken: '',
			allowedHttpRequestDomains: 'all',
		},
	]);
});

test.each([
	['is good', () => undefined, 'OK', 'Connection successful!'],
	[
		'is refused at login',
		() => engine.updateCredential(credentialId, { password: 'wrong' }),
		'Error',
		'Unauthorized',
	],
	[
		'is locked, as the answer says',
		() => server.answers.set('/me', () => [200, { state: { name: 'locked' } }]),
		'Error',
		'This account is locked.',
	],
	[
		'meets a status with a rule',
		() => server.answers.set('/me', () => [418, {}]),
		'Error',
		'This is a teapot.',
	],
	[
		'meets a status without one',
		() => server.answers.set('/me', () => [500, {}]),
		'Error',
		'Internal Server Error',
	],
	[
		'has a wrong host',
		() => engine.updateCredential(credentialId, { url: 'http://127.0.0.1:1' }),
		'Error',
		'ECONNREFUSED',
	],
])('that %s gets the verdict n8n shows', async (_case, arrange, status, message) => {
	arrange();
	expect(await engine.testCredential(credentialId)).toEqual({ status, message });
});

test('that still has a session is tested with it, as n8n 2.41 does', async () => {
	await engine.runNode({ id: 'a' }, { credentialId });
	engine.updateCredential(credentialId, { password: 'wrong' });

	expect(await engine.testCredential(credentialId)).toMatchObject({ status: 'OK' });
	expect(server.logins()).toBe(1);
});

test('keeps the session that its test made', async () => {
	await engine.testCredential(credentialId);
	await engine.runNode({ id: 'a' }, { credentialId });

	expect(server.requests).toEqual(['POST /login', 'GET /me', 'GET /things/a']);
});
