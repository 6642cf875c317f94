import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

test('npm run sandbox prints its URL and a credential that works, and ends when told', async () => {
	const root = join(__dirname, '../..');
	const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/cli.ts'], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const [output] = (await once(child.stdout, 'data')) as [Buffer];
	const { url, credential } = JSON.parse(output.toString()) as {
		url: string;
		credential: Record<string, string>;
	};
	const { username, password, clientId, clientSecret } = credential;
	const login = await fetch(`${url}/oauth/token`, {
		method: 'POST',
		headers: {
			authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
		},
		body: new URLSearchParams({ grant_type: 'password', username, password, clientId }),
	});
	expect(login.status).toBe(200);
	child.kill('SIGTERM');
	const [code] = (await once(child, 'exit')) as [number];
	expect(code).toBe(0);
});
