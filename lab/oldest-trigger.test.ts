/** The trigger in the oldest n8n that the package supports. */
import test from 'node:test';
import { startClock } from './clock';
import { startServers } from './e2e/servers';
import { watchAndRestart } from './e2e/watching';

void test('the trigger in the oldest n8n', async (t) => {
	const clock = startClock();
	const { sandbox, n8n, credentials } = await startServers(t, {
		name: 'oldest-trigger',
		release: 'oldest',
		env: clock.env,
	});
	await watchAndRestart(t, { sandbox, n8n, clock, credential: credentials.enkashApi });
});
