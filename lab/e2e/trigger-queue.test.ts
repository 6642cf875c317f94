/** The trigger in queue mode: the main process polls, and workers do what a poll has started. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { startClock } from '../clock';
import { startQueueServices } from '../queue';
import { startServers } from './servers';
import { watchAndRestart } from './watching';

void test('the trigger in queue mode, with two workers', async (t) => {
	const queue = await startQueueServices();
	t.after(async () => await queue.stop());
	const clock = startClock();
	const { sandbox, n8n, credentials } = await startServers(t, {
		name: 'trigger-queue',
		env: { ...queue.env, ...clock.env },
	});
	const workers = await Promise.all([n8n.startWorker(), n8n.startWorker()]);
	const credential = credentials.enkashApi;
	const told = await watchAndRestart(t, { sandbox, n8n, clock, credential });

	await t.test('each is worked on by one of the workers', () => {
		for (const { execution } of told) {
			const started = workers.filter((worker) =>
				worker.output().includes(`Worker started execution ${execution} `),
			);
			assert.equal(started.length, 1);
		}
	});
});
