/** An active workflow that watches the transactions of the sandbox, and what has to hold of it in any n8n. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Sandbox } from '../../sandbox';
import type { LabClock } from '../clock';
import type { N8n } from '../n8n';
import { pause } from '../processes';
import { itemsOf, type NodeJson, type WorkflowJson } from '../types';
import { publishWebhooks } from './webhooks';

/** Twelve times n8n's shortest interval, which is a minute: a poll every five seconds. */
const POLL_TIMES = Array.from({ length: 12 }, (_, n) => ({
	mode: 'custom',
	cronExpression: `${n * 5} * * * * *`,
}));
const BETWEEN = 5_000;

export const ALLOCATE = {
	resource: 'reward',
	operation: 'allocate',
	email: 'asha@example.com',
	mobile: '9000003001',
	title: 'Ms',
	firstName: 'Asha',
	gender: 'F',
	loadAmount: '={{ $json.points }}',
	uniqueReferenceNumber: '={{ $json.id }}',
};

/** The trigger, and a node that does nothing behind it. */
export function watchingWorkflow(
	credentials: NodeJson['credentials'],
	pollTimes: Array<Record<string, unknown>> = POLL_TIMES,
): WorkflowJson {
	const place = { typeVersion: 1, position: [0, 0] as [number, number] };
	const trigger = {
		...place,
		id: 'trigger',
		name: 'EnKash Trigger',
		type: 'n8n-nodes-enkash.enkashTrigger',
		parameters: { pollTimes: { item: pollTimes }, event: 'transactionCreated' },
		credentials,
	};
	const after = {
		...place,
		id: 'after',
		name: 'After',
		type: 'n8n-nodes-base.noOp',
		position: [200, 0] as [number, number],
		parameters: {},
	};
	return {
		name: 'Watching',
		settings: { executionOrder: 'v1' },
		nodes: [trigger, after],
		connections: { 'EnKash Trigger': { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
	};
}

export interface Told {
	/** The execution in which it came out. */
	execution: string;
	references: string[];
}

/** What an active workflow has put out so far, oldest first. */
export async function toldBy({ rest }: N8n, workflowId: string): Promise<Told[]> {
	const executions = await rest.executions(workflowId);
	const ended = await Promise.all(executions.map((each) => rest.finished(each.id)));
	const told = ended.reverse().map(({ id, data }) => ({
		execution: id,
		references: itemsOf(data, 'EnKash Trigger').map(({ reference }) => String(reference)),
	}));
	return told.filter(({ references }) => references.length > 0);
}

export interface Watched {
	sandbox: Sandbox;
	n8n: N8n;
	clock: LabClock;
	credential: { id: string; name: string };
}

/** Activates such a workflow, and tries it: allocations, a restart, a password that is wrong for a day. */
export async function watchAndRestart(
	t: TestContext,
	{ sandbox, n8n, clock, credential }: Watched,
): Promise<Told[]> {
	const type = 'enkashApi';
	const credentials = { [type]: credential };
	const { id } = await n8n.rest.createWorkflow(watchingWorkflow(credentials));
	const { deliver } = await publishWebhooks(n8n, { pay: ALLOCATE }, credentials);
	const pay = async (reference: string) =>
		await n8n.rest.finished(await deliver('pay', [{ id: reference, points: 10 }]));
	const references = async () => (await toldBy(n8n, id)).map((told) => told.references);
	const until = async (count: number) => {
		for (let tries = 0; (await references()).length < count; tries++) {
			assert.ok(tries < 60, `n8n did not poll: ${JSON.stringify(await references())}`);
			await pause(500);
		}
		return await references();
	};

	await t.test('an allocation of another workflow starts an active one, once', async () => {
		await n8n.rest.activate(id);
		assert.equal((await pay('ROW-1')).status, 'success');
		assert.deepEqual(await until(1), [['ROW-1']]);
	});

	await t.test('after a restart the next one comes once, and the first not again', async () => {
		await n8n.main.stop();
		await n8n.restart();
		assert.equal((await pay('ROW-2')).status, 'success');
		assert.deepEqual(await until(2), [['ROW-1'], ['ROW-2']]);
		await pause(2 * BETWEEN);
		assert.deepEqual(await references(), [['ROW-1'], ['ROW-2']]);
	});

	await t.test('a wrong password costs two logins in a day of polls, no third', async () => {
		const before = sandbox.logins().length;
		const logins = () => sandbox.logins().length - before;
		const data = { ...sandbox.credential, password: 'Wrong#Pass-2025' };
		await n8n.rest.request('PATCH', `/credentials/${credential.id}`, { ...credential, type, data });
		await pause(2 * BETWEEN);
		assert.equal((await pay('ROW-3')).status, 'error');
		assert.equal(logins(), 1);
		for (const [minutes, expected] of [
			[20, 2],
			[12 * 60, 2],
			[12 * 60, 2],
		]) {
			clock.passMinutes(minutes);
			await pause(1.5 * BETWEEN);
			assert.equal(logins(), expected);
		}
		assert.equal((await pay('ROW-4')).status, 'error');
		assert.equal(logins(), 2);
	});
	return await toldBy(n8n, id);
}
