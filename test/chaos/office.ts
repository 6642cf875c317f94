/** The sandbox, the processes that pay through it, and what its books say in the end. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { toPaise } from '../../sandbox/money';
import { startSandbox, type Sandbox } from '../../sandbox';
import { faultsOf, referenceOf, sheetOf, type Plan } from './plan';
import type { Job, Told, Way } from './worker';

/** More than any plan needs. */
const FUNDS = 1e15;

export class Office {
	private executions = 0;

	private constructor(
		readonly plan: Plan,
		readonly sandbox: Sandbox,
	) {}

	/** A server that pays a repeated reference again, and fails as the plan says. */
	static async open(plan: Plan): Promise<Office> {
		const sandbox = await startSandbox({ settings: { duplicateReferences: 'accepted' } });
		const account = sandbox.state.accounts.get(String(sandbox.credential.cardAccountId));
		if (account) account.available = FUNDS;
		for (const rule of faultsOf(plan)) sandbox.faults.add(rule);
		return new Office(plan, sandbox);
	}

	/** One execution in a process of its own. */
	async run(way: Way): Promise<Told> {
		const child = this.start(way);
		const [told] = (await once(child, 'message')) as [Told];
		await once(child, 'exit');
		return told;
	}

	/** One execution that is killed once so many credits were made. */
	async runUntil(way: Way, credits: number): Promise<void> {
		const child = this.start(way);
		const exit = once(child, 'exit');
		const watch = setInterval(() => {
			if (this.sandbox.ledger.length >= credits) child.kill('SIGKILL');
		}, 5);
		await exit;
		clearInterval(watch);
	}

	private start(way: Way): ChildProcess {
		const child = fork(join(__dirname, 'worker.ts'), { execArgv: ['--import', 'tsx'] });
		const execution = String(++this.executions);
		const { plan, sandbox } = this;
		child.send({ plan, way, credential: { ...sandbox.credential }, execution } satisfies Job);
		return child;
	}

	async close(): Promise<void> {
		await this.sandbox.stop();
	}
}

/** The books against what was due and what the last execution said. */
export interface Audit {
	due: number;
	made: number;
	/** Credits beyond one for each reference. */
	doubled: number;
	/** References that are not paid, and of which nobody said so. */
	lost: string[];
	/** References that the execution named as failed. */
	named: string[];
	unconfirmed: string[];
	/** Whether the points made are those due, to the paisa. */
	exact: boolean;
}

export function audit({ plan, sandbox }: Office, told: Told): Audit {
	const paid = new Map<string, number>();
	for (const { reference } of sandbox.ledger) paid.set(reference, (paid.get(reference) ?? 0) + 1);
	const references = Array.from({ length: plan.items }, (_, index) => referenceOf(index));
	const failure = (index: number) => told.failures[index] ?? '';
	const failed = references.filter((_, index) => failure(index) !== '');
	const credited = sandbox.ledger.reduce((sum, { amount }) => sum + toPaise(amount), 0);
	const due = sheetOf(plan).reduce((sum, { points }) => sum + toPaise(Number(points)), 0);
	return {
		due: plan.items,
		made: sandbox.ledger.length,
		doubled: sandbox.ledger.length - paid.size,
		lost: references.filter((reference, index) => !paid.has(reference) && failure(index) === ''),
		named: failed,
		unconfirmed: references.filter((_, index) => /unconfirmed/i.test(failure(index))),
		exact: credited === due,
	};
}
