/** n8n in queue mode, with workers and whole n8ns that are killed while they pay. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { pause, type Service } from '../processes';
import { startQueueServices } from '../queue';
import { itemsOf, type Execution, type NodeJson } from '../types';
import { startServers } from './servers';
import { publishWebhooks } from './webhooks';

/** Workers take one execution at a time, and n8n soon notices that one is gone. */
const WORKERS = {
	N8N_CONCURRENCY_PRODUCTION_LIMIT: '1',
	QUEUE_WORKER_LOCK_DURATION: '3000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '1000',
};

interface Row {
	id: string;
	name: string;
	title: string;
	email: string;
	mobile: string;
	points: number;
}

let people = 0;

/** Rows of a sheet, all of different people whom no other sheet has. */
function sheet(count = 15): Row[] {
	return Array.from({ length: count }, () => {
		people += 1;
		return {
			id: `ROW-${people}`,
			name: 'Asha Rao',
			title: 'Ms',
			email: `user${people}@example.com`,
			mobile: String(9_000_001_000 + people),
			points: 10,
		};
	});
}

const allocate = {
	resource: 'reward',
	operation: 'allocate',
	email: '={{ $json.email }}',
	mobile: '={{ $json.mobile }}',
	title: 'Ms',
	firstName: 'Asha',
	gender: 'F',
	loadAmount: '={{ $json.points }}',
};

/** Each pays the rows that are posted to the webhook of its name. */
const jobs: Record<string, NodeJson['parameters']> = {
	given: { ...allocate, uniqueReferenceNumber: '={{ $json.id }}' },
	derived: allocate,
	bulk: { resource: 'reward', operation: 'bulkAllocate', options: { batchSize: 3 } },
	read: { resource: 'reward', operation: 'getAccount', options: { concurrency: 1 } },
};

void test('n8n in queue mode', async (t) => {
	const queue = await startQueueServices();
	t.after(async () => await queue.stop());
	const { sandbox, n8n, credentials } = await startServers(t, {
		name: 'queue',
		env: { ...queue.env, ...WORKERS },
		settings: { duplicateReferences: 'accepted', delay: 150 },
	});
	let workers: Service[] = [];
	const startWorkers = async () => {
		workers = await Promise.all([n8n.startWorker(), n8n.startWorker()]);
	};
	await startWorkers();

	const { deliver } = await publishWebhooks(n8n, jobs, credentials);
	/** How often the people of a sheet were paid, one by one. */
	const paid = (rows: Row[]) =>
		rows.map(({ email: own }) => sandbox.ledger.filter(({ email }) => email === own).length);
	const credits = (rows: Row[]) => paid(rows).reduce((sum, times) => sum + times, 0);
	const once = (rows: Row[]) => rows.map(() => 1);
	const inMidRun = async (...sheets: Row[][]) => {
		while (!sheets.every((rows) => credits(rows) >= 4)) await pause(20);
		for (const rows of sheets) assert.ok(credits(rows) < rows.length, 'too late');
	};
	const ran = (worker: Service, id: string) =>
		worker.output().includes(`Worker started execution ${id} `);
	const outcomesOf = (execution: Execution) => {
		const outcomes = itemsOf(execution.data, 'EnKash').map(({ outcome }) => String(outcome));
		return [...new Set(outcomes)].sort();
	};

	await t.test('the login of one worker serves the other, through the database', async () => {
		await n8n.rest.finished(await deliver('read', [{}]));
		assert.equal(sandbox.logins().length, 1);
		const many = Array.from({ length: 10 }, () => ({}));
		const both = await Promise.all([deliver('read', many), deliver('given', sheet(8))]);
		for (const id of both) assert.equal((await n8n.rest.finished(id)).status, 'success');
		const [one, two] = workers.map((worker) => both.findIndex((id) => ran(worker, id)));
		assert.notEqual(one, two, 'each worker ran one of the two');
		assert.equal(sandbox.logins().length, 1);
	});

	await t.test('workers that are killed while they pay', async (t) => {
		const [given, derived] = [sheet(), sheet()];
		const ids = await Promise.all([deliver('given', given), deliver('derived', derived)]);
		await inMidRun(given, derived);
		await Promise.all(workers.map(async (worker) => await worker.kill()));
		const before = { given: credits(given), derived: credits(derived) };
		await startWorkers();

		await t.test(
			'are not replaced: n8n ends their executions, and keeps no data of them',
			async () => {
				for (const id of ids) {
					const { status, data } = await n8n.rest.finished(id);
					assert.equal(status, 'error');
					assert.match(
						data.resultData.error?.message ?? '',
						/failed to be processed too many times/,
					);
					assert.equal(
						workers.some((worker) => ran(worker, id)),
						false,
					);
				}
				assert.deepEqual({ given: credits(given), derived: credits(derived) }, before);
			},
		);

		await t.test('leave nothing to retry', async () => {
			for (const id of ids) assert.equal((await n8n.rest.retry(id)).status, 'error');
			assert.deepEqual({ given: credits(given), derived: credits(derived) }, before);
		});

		await t.test('nobody is paid twice when the event comes again with references', async () => {
			const again = await n8n.rest.finished(await deliver('given', given));
			assert.equal(again.status, 'success');
			assert.deepEqual(paid(given), once(given));
			assert.deepEqual(outcomesOf(again), ['allocated', 'alreadyAllocated']);
		});

		await t.test('without references it is another event, and pays everybody', async () => {
			const again = await n8n.rest.finished(await deliver('derived', derived));
			assert.deepEqual(outcomesOf(again), ['allocated']);
			assert.equal(credits(derived), before.derived + derived.length);
		});
	});

	await t.test('n8n with its workers is killed while it pays, and started again', async (t) => {
		const [derived, bulk] = [sheet(), sheet(30)];
		const ids = await Promise.all([deliver('derived', derived), deliver('bulk', bulk)]);
		await inMidRun(derived, bulk);
		await Promise.all([n8n.main, ...workers].map(async (service) => await service.kill()));
		await startWorkers();
		// The workers find out by themselves that nobody works on the two executions.
		await pause(5000);
		await n8n.restart();

		await t.test('the executions are marked as crashed', async () => {
			for (const id of ids) assert.equal((await n8n.rest.finished(id)).status, 'crashed');
		});

		await t.test('retried, they pay the rest, and nobody twice, references or not', async () => {
			for (const id of ids) {
				const retried = await n8n.rest.retry(id);
				assert.equal(retried.status, 'success');
				assert.equal(retried.mode, 'retry');
				assert.deepEqual(outcomesOf(retried), ['allocated', 'alreadyAllocated']);
			}
			assert.deepEqual(paid(derived), once(derived));
			assert.deepEqual(paid(bulk), once(bulk));
		});
	});
});
