/** A process that was started here, and answers each message with one. */
import { fork, type ChildProcess, type Serializable } from 'node:child_process';
import { once } from 'node:events';

export class Forked {
	private constructor(private readonly child: ChildProcess) {}

	static start(file: string, nodeOptions: string[] = []): Forked {
		return new Forked(fork(file, { execArgv: ['--import', 'tsx', ...nodeOptions] }));
	}

	/** Of JavaScript, with nothing that looks at each file it loads. */
	static startPlain(file: string): Forked {
		return new Forked(fork(file, { execArgv: [] }));
	}

	/** The next message. @throws where the process ends instead */
	async hear<T>(): Promise<T> {
		const heard = new AbortController();
		const { signal } = heard;
		const exit = once(this.child, 'exit', { signal }).then(([code, ended]) => {
			throw new Error(`A process of the bench ended with ${String(ended ?? code)}`);
		});
		try {
			const [message] = (await Promise.race([once(this.child, 'message', { signal }), exit])) as [
				T,
			];
			return message;
		} finally {
			exit.catch(() => undefined);
			heard.abort();
		}
	}

	async ask<T>(message: Serializable): Promise<T> {
		const answer = this.hear<T>();
		this.child.send(message);
		return await answer;
	}

	stop(): void {
		this.child.kill('SIGKILL');
	}
}
