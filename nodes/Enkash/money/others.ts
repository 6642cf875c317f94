import type { Knowledge } from './knowledge';
import { MAX_AGE, waitSoftly, type LookUps } from './lookUps';
import { latestConfirmed } from './memory';
import type { TransferSettings } from './settings';
import type { Identified } from './transfer';
import { verdict, type Evidence } from './verdict';

/** Milliseconds by which a process lets another go ahead. */
const DISTANCE = 1_000;

/**
 * Other processes that may be at work on the same transfers: workers that were given the same event or
 * sheet, or one that was killed. All they share is the journal, which has no lock, and EnKash's list.
 */
export class Others<T extends Identified> {
	/** What was looked at last has to do with another process, which may be at work just now. */
	private met = false;

	constructor(
		private readonly settings: TransferSettings,
		private readonly lookUps: LookUps,
		private readonly knowledge: Knowledge<T>,
	) {}

	/** Notes whether another process has left something open of what was just noted in the journal. */
	noteMet(transfers: T[]): void {
		this.met = this.knowledge.hasForeign(transfers);
	}

	/**
	 * Another process goes through the same transfers in the same order: who catches up with it would
	 * note the next ones in the very moment in which it does, and neither would see the other.
	 */
	async keepDistance(transfers: T[]): Promise<void> {
		const met = this.met || transfers.some((each) => this.knowledge.isFromElsewhere(each));
		if (!met) return;
		const fresh = transfers.filter((transfer) => this.knowledge.isToBeSent(transfer));
		if (fresh.length === 0) return;
		await waitSoftly(DISTANCE, this.settings.signal);
		await this.lookUps.ask(fresh);
	}

	/**
	 * What another process may still be about to send is taken over before it is sent: after as long as
	 * one of its look-ups is good for, it has seen that, and what it sent before is asked for once more.
	 */
	async takeOver<Answer>(group: Map<T, Evidence<Answer>>): Promise<Map<T, Evidence<Answer>>> {
		const due = [...group].filter(([, each]) => verdict(each).verdict === 'send');
		const foreign = due.filter(([, each]) => isForeign(each)).map(([transfer]) => transfer);
		if (foreign.length === 0) return group;
		await this.settings.journal.takeOver(foreign);
		await waitSoftly(MAX_AGE, this.settings.signal);
		// Those beside them as well: what allowed them is too old by now.
		const proof = latestConfirmed(foreign[0].ledger)?.reference;
		const findings = await this.lookUps.now(
			due.map(([transfer]) => transfer),
			proof,
		);
		return new Map(
			[...group].map(([transfer, evidence]) => {
				const list = findings.get(transfer) ?? evidence.list;
				return [transfer, { ...evidence, list }];
			}),
		);
	}
}

/** Left open by another process, or by an earlier execution. */
function isForeign({ sends, earlier }: Evidence<unknown>): boolean {
	return sends === 0 && earlier?.was === 'open';
}
