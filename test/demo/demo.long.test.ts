import { execFile } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

interface Outcome {
	code: number;
	stdout: string;
	stderr: string;
}

async function demo(...args: string[]): Promise<Outcome> {
	const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
	return await new Promise((resolve) => {
		const command = [tsx, 'demo/index.ts', ...args];
		const child = execFile(process.execPath, command, { cwd: root }, (_error, stdout, stderr) =>
			resolve({ code: child.exitCode ?? -1, stdout, stderr }),
		);
	});
}

test('the demo prints the items of its example, logs in once and ends by itself', async () => {
	const { code, stdout, stderr } = await demo();

	expect(stderr).toBe('');
	expect(stdout).toContain('Get Reward Account: 1 item');
	expect(stdout).toContain('898138');
	expect(stdout).toContain('2 requests to EnKash, 1 login among them');
	expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
	expect(code).toBe(0);
});

test('the demo lists the examples when it is asked for another', async () => {
	const { code, stderr } = await demo('nope');

	expect(stderr).toContain('There is no example "nope". Choose one of: ');
	expect(stderr).toContain('reward-balance');
	expect(code).toBe(1);
});
