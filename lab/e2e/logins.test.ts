/** Four n8n processes over one database: what their logins cost. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { pause } from '../processes';
import { startQueueServices } from '../queue';
import { itemsOf, type Execution } from '../types';
import { startServers } from './servers';
import { publishWebhooks } from './webhooks';

const PROCESSES = 4;
const ITEMS = 50;

const read = { resource: 'reward', operation: 'getAccount', options: { concurrency: 10 } };
const jobs = Object.fromEntries(Array.from({ length: PROCESSES }, (_, n) => [`read-${n}`, read]));
const items = (count: number) => Array.from({ length: count }, () => ({}));

void test('the logins of four processes that share a database', async (t) => {
	const queue = await startQueueServices();
	t.after(async () => await queue.stop());
	const { sandbox, n8n, credentials } = await startServers(t, {
		name: 'logins',
		env: { ...queue.env, N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' },
		settings: { delay: 300 },
	});
	const workers = await Promise.all(Array.from({ length: PROCESSES }, () => n8n.startWorker()));
	const { deliver } = await publishWebhooks(n8n, jobs, credentials);

	/** Gives each of the four an execution at the same time. */
	const storm = async (): Promise<{ executions: Execution[]; logins: number }> => {
		const before = sandbox.logins().length;
		const ids = await Promise.all(Object.keys(jobs).map((path) => deliver(path, items(ITEMS))));
		const executions = await Promise.all(ids.map((id) => n8n.rest.finished(id)));
		const busy = workers.filter((worker) =>
			ids.some((id) => worker.output().includes(`Worker started execution ${id} `)),
		);
		assert.equal(busy.length, PROCESSES, 'each process had one');
		return { executions, logins: sandbox.logins().length - before };
	};
	const succeeded = ({ executions, logins }: Awaited<ReturnType<typeof storm>>) => {
		for (const { status, data } of executions) {
			assert.equal(status, 'success', data.resultData.error?.message);
			assert.equal(itemsOf(data, 'EnKash').length, ITEMS);
		}
		return logins;
	};

	await t.test('a token that works costs none', async () => {
		await n8n.rest.finished(await deliver('read-0', items(1)));
		assert.equal(sandbox.logins().length, 1);
		assert.equal(succeeded(await storm()), 0);
	});

	await t.test('a token that EnKash refuses costs one for all, and fails nothing', async () => {
		sandbox.expireTokens();
		assert.equal(succeeded(await storm()), 1);
		assert.equal(succeeded(await storm()), 0);
	});

	await t.test('a token that has run out costs one for all, and fails nothing', async () => {
		sandbox.settings.tokenLifetime = 4;
		sandbox.expireTokens();
		await n8n.rest.finished(await deliver('read-0', items(1)));
		await pause(5000);
		sandbox.settings.tokenLifetime = 3600;
		assert.equal(succeeded(await storm()), 1);
	});

	const withPassword = async (password: unknown) => {
		const { id, name } = credentials.enkashApi;
		const credential = { name, type: 'enkashApi', data: { ...sandbox.credential, password } };
		await n8n.rest.request('PATCH', `/credentials/${id}`, credential);
		return { id, ...credential };
	};

	/** What EnKash says of the password, in each of the four. */
	const refused = ({ executions, logins }: Awaited<ReturnType<typeof storm>>) => {
		for (const { status, data } of executions) {
			assert.equal(status, 'error');
			assert.match(
				data.resultData.error?.message ?? '',
				/(EnKash refused the login: |login was refused before \()Bad credentials/,
			);
		}
		return logins;
	};

	await t.test('a login that was refused to one of them is not tried by the others', async () => {
		await withPassword('Wrong#Pass-2025');
		const before = sandbox.logins().length;
		const first = await n8n.rest.finished(await deliver('read-0', items(1)));
		assert.match(first.data.resultData.error?.message ?? '', /EnKash refused the login/);
		assert.equal(refused(await storm()), 0);
		assert.equal(sandbox.logins().length - before, 1);
	});

	await t.test(
		'corrected and tested, as the editor does, it works again in all of them',
		async () => {
			const credential = await withPassword(sandbox.credential.password);
			assert.equal((await n8n.rest.testCredential(credential)).status, 'OK');
			assert.equal(succeeded(await storm()), 0);
		},
	);

	await t.test(
		'a password that EnKash has just changed is tried once, and by none of them again',
		async () => {
			sandbox.expireTokens();
			sandbox.faults.add({
				call: 'token.authenticate',
				kind: 'refuse',
				status: 400,
				message: 'Bad credentials',
			});
			assert.equal(refused(await storm()), 1);
			assert.equal(refused(await storm()), 0);
		},
	);
});
