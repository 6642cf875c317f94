/** One execution in a process of its own. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { GO, type Job } from './job';

/** Milliseconds after which an execution counts as one that never ends. */
const LIMIT = 30 * 60_000;

export class Execution {
	private constructor(private readonly child: ChildProcess) {}

	/** Loaded, and waiting to begin. */
	static async prepare(job: Job, nodeOptions: string[] = []): Promise<Execution> {
		const execArgv = ['--import', 'tsx', ...nodeOptions];
		const child = fork(join(__dirname, 'worker.ts'), { execArgv });
		child.send(job);
		await next(child);
		return new Execution(child);
	}

	/** Lets it run to its end; gives what it reports. */
	async run(): Promise<unknown> {
		const exit = once(this.child, 'exit');
		const report = next(this.child);
		const limit = setTimeout(() => this.child.kill('SIGKILL'), LIMIT);
		this.child.send(GO);
		try {
			return await report;
		} finally {
			clearTimeout(limit);
			await exit;
		}
	}

	/** Lets it run until it is to be killed, or has ended by itself. */
	async runUntil(isTime: () => boolean): Promise<void> {
		const exit = once(this.child, 'exit');
		const limit = Date.now() + LIMIT;
		this.child.send(GO);
		const watch = setInterval(() => {
			if (isTime() || Date.now() > limit) this.child.kill('SIGKILL');
		}, 5);
		await exit;
		clearInterval(watch);
	}
}

async function next(child: ChildProcess): Promise<unknown> {
	const exit = once(child, 'exit').then(([code, signal]) => {
		throw new Error(`An execution ended with ${signal ?? code}, and had told nothing`);
	});
	const [message] = (await Promise.race([once(child, 'message'), exit])) as unknown[];
	exit.catch(() => undefined);
	return message;
}
