/** A small `npm run fuzz`: no rule is broken. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

it('the fuzz run itself works, on a small scale', async () => {
	const cli = join(__dirname, 'cli.ts');
	const size = ['--answers', '2000', '--inputs', '1000', '--http', '50', '--seed', '7'];
	const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', cli, ...size]);
	expect(stdout).toContain('No rule was broken');
	expect(stdout).toContain('1,950 mutated answers, given to the node below the HTTP layer');
}, 300_000);
