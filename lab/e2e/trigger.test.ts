/** The trigger in a real n8n: it polls, keeps its place over a restart, and is filled in in the editor. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { pause } from '../processes';
import type { NodeJson } from '../types';
import { setStage } from './stage';
import { ALLOCATE, toldBy, watchingWorkflow } from './watching';
import { publishWebhooks } from './webhooks';

const EVENTS = [
	'Balance Below',
	'Coin Balance Changed',
	'Order Status Changed',
	'Transaction Created',
	'User Created',
];

/** n8n's shortest interval. */
const EVERY_MINUTE = [{ mode: 'everyMinute' }];

void test('the trigger in n8n', async (t) => {
	const { sandbox, n8n, editor, step } = await setStage(t, 'trigger');
	const { id, name } = await n8n.rest.createCredential({
		name: 'EnKash sandbox',
		type: 'enkashApi',
		data: { ...sandbox.credential },
	});
	const credentials: NonNullable<NodeJson['credentials']> = { enkashApi: { id, name } };
	const watching = await n8n.rest.createWorkflow(watchingWorkflow(credentials, EVERY_MINUTE));

	const told = async () => (await toldBy(n8n, watching.id)).map(({ references }) => references);
	const until = async (count: number) => {
		for (let second = 0; second < 150; second++) {
			const all = await told();
			if (all.length >= count) return all;
			await pause(1000);
		}
		throw new Error(`n8n did not poll: ${JSON.stringify(await told())}`);
	};

	await step('an allocation of another workflow starts an active one within a minute', async () => {
		await n8n.rest.activate(watching.id);
		assert.deepEqual(await told(), [], 'what is there already does not');
		const { deliver } = await publishWebhooks(n8n, { pay: ALLOCATE }, credentials);
		await n8n.rest.finished(await deliver('pay', [{ id: 'ROW-1', points: 10 }]));
		assert.deepEqual(await until(1), [['ROW-1']]);
	});

	await step('after a restart the next one comes once, and the first not again', async () => {
		await n8n.main.stop();
		await n8n.restart();
		const paid = await fetch(`${n8n.url}/webhook/pay`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ rows: [{ id: 'ROW-2', points: 20 }] }),
		});
		assert.equal(paid.status, 200);
		assert.deepEqual(await until(2), [['ROW-1'], ['ROW-2']]);
		await pause(65_000);
		assert.deepEqual(await told(), [['ROW-1'], ['ROW-2']]);
	});

	await step('an allocation while n8n is down comes when it is started', async () => {
		await n8n.main.stop();
		const [model] = sandbox.state.transactions.slice(-1);
		sandbox.state.addTransaction({ ...model, id: 'ECTDOWN', reference: 'ROW-3', at: Date.now() });
		await n8n.restart();
		assert.deepEqual((await until(3)).slice(2), [['ROW-3']]);
	});

	await step('a wrong password costs one login in several polls', async () => {
		const before = sandbox.logins().length;
		const data = { ...sandbox.credential, password: 'Wrong#Pass-2025' };
		await n8n.rest.request('PATCH', `/credentials/${id}`, { name, type: 'enkashApi', data });
		await pause(130_000);
		assert.equal(sandbox.logins().length - before, 1);
		const right = { name, type: 'enkashApi', data: { ...sandbox.credential } };
		await n8n.rest.request('PATCH', `/credentials/${id}`, right);
	});

	await step('the node panel offers it, and it fetches a test event', async () => {
		await editor.signIn();
		await editor.newWorkflow();
		const offered = await editor.nodes.search('enkash trigger');
		assert.ok(
			offered.some((each) => /EnKash/.test(each)),
			offered.join(),
		);
		await editor.screenshot('trigger-node-panel');
		await editor.openWorkflow(watching.id);
		await editor.openNode('EnKash Trigger');
		assert.equal(await editor.executeStep(), 'success');
		await editor.screenshot('trigger-test-event');
		assert.deepEqual(editor.tab.errors, []);
	});

	await step('each event shows its own fields, in light and dark', async () => {
		for (const event of EVENTS) {
			await editor.choose('event', event);
			for (const theme of ['light', 'dark'] as const) {
				await editor.theme(theme);
				await editor.screenshot(`trigger-${event.replaceAll(' ', '-').toLowerCase()}-${theme}`);
			}
			await editor.theme('light');
			t.diagnostic(`${event}: ${(await editor.fields()).join(', ')}`);
		}
		assert.deepEqual(editor.tab.errors, []);
	});
});
