/** The sandbox, the processes that pay through it, and the database that they share. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../sandbox';
import { Execution } from './execution';
import type { Told, Way } from './job';
import { faultsOf, type Plan } from './plan';

/** More than any plan needs. */
const FUNDS = 1e15;

/** Milliseconds between two workers. */
const APART = 500;

export class Office {
	private executions = 0;

	private constructor(
		readonly plan: Plan,
		readonly sandbox: Sandbox,
		private readonly folder: string,
	) {}

	/** A server that pays a repeated reference again, and fails as the plan says. */
	static async open(plan: Plan): Promise<Office> {
		const sandbox = await startSandbox({ settings: { duplicateReferences: 'accepted' } });
		const account = sandbox.state.accounts.get(String(sandbox.credential.cardAccountId));
		if (account) account.available = FUNDS;
		for (const rule of faultsOf(plan)) sandbox.faults.add(rule);
		return new Office(plan, sandbox, await mkdtemp(join(tmpdir(), 'chaos-')));
	}

	/** One execution. */
	async run(way: Way): Promise<Told[]> {
		const execution = await this.prepare(way);
		return [(await execution.run()) as Told];
	}

	/** Two executions of the same rows, one shortly after the other. */
	async runTwo(way: Way): Promise<Told[]> {
		const [first, second] = await Promise.all([this.prepare(way), this.prepare(way)]);
		const later = async () => {
			await pause(APART);
			return await second.run();
		};
		return (await Promise.all([first.run(), later()])) as Told[];
	}

	/** One execution that is killed once there are so many effects. */
	async runUntil(way: Way, effects: number): Promise<void> {
		const execution = await this.prepare(way);
		await execution.runUntil(() => this.sandbox.ledger.length >= effects);
	}

	private async prepare(way: Way): Promise<Execution> {
		const { plan, sandbox, folder } = this;
		return await Execution.prepare({
			plan,
			way,
			credential: { ...sandbox.credential },
			execution: String(++this.executions),
			database: join(folder, 'processed.json'),
		});
	}

	async close(): Promise<void> {
		await this.sandbox.stop();
		await rm(this.folder, { recursive: true });
	}
}
