/** The process that answers, from the side of those who ask. */
import { join } from 'node:path';
import { Forked } from './forked';

export interface Order {
	/** Milliseconds before each answer. */
	delay: number;
}

export interface Counted {
	requests: number;
	connections: number;
	/** Requests by the end of their path. */
	calls: Record<string, number>;
}

export class AnsweringServer {
	private constructor(
		private readonly forked: Forked,
		readonly url: string,
	) {}

	static async start(): Promise<AnsweringServer> {
		const forked = Forked.start(join(__dirname, 'cannedServer.ts'));
		return new AnsweringServer(forked, await forked.hear<string>());
	}

	/** Begins to count anew; from now on each answer waits so many milliseconds. */
	async begin(delay = 0): Promise<void> {
		await this.forked.ask({ delay } satisfies Order);
	}

	/** What was counted since then. */
	async counted(): Promise<Counted> {
		return await this.forked.ask<Counted>({ delay: 0 } satisfies Order);
	}

	stop(): void {
		this.forked.stop();
	}
}
