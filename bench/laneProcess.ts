/** A lane, from the side of those who start it. */
import { join } from 'node:path';
import type { Contestant, Task } from './contestants';
import { Forked } from './forked';

export interface LaneSetting {
	contestant: Contestant;
	task: Task;
	url: string;
	/** The build to measure; this one unless given. */
	packageDir?: string;
}

export interface LaneOrder {
	items: number;
	inFlight: number;
	/** Goes into the references of the run. */
	mark: string;
	/** Where to leave a profile of the run, if one is wanted. */
	profile?: string;
}

/** What one run cost the process. Times in milliseconds, memory in megabytes. */
export interface Cost {
	/** User and system time of all threads. */
	cpu: number;
	wall: number;
	/** Items that came out. */
	out: number;
	failure?: string;
	/** How often n8n was asked for the credential, which it reads from its database. */
	credentialReads: number;
	logLines: number;
	/** Most memory that the process ever had. */
	peak: number;
	heap: number;
}

export class Lane {
	private constructor(private readonly forked: Forked) {}

	static async start(setting: LaneSetting): Promise<Lane> {
		const forked = Forked.start(join(__dirname, 'lane.ts'), ['--expose-gc']);
		await forked.ask({ ...setting });
		return new Lane(forked);
	}

	async run(order: LaneOrder): Promise<Cost> {
		return await this.forked.ask<Cost>({ ...order });
	}

	stop(): void {
		this.forked.stop();
	}
}
