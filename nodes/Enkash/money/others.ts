import type { Knowledge } from './knowledge';
import { MAX_AGE, waitSoftly, type LookUps } from './lookUps';
import { latestConfirmed } from './memory';
import type { TransferSettings } from './settings';
import type { Identified } from './transfer';
import { verdict, type Evidence, type Finding } from './verdict';
import { callTime } from './waiting';

/** Milliseconds by which a process lets another go ahead. */
const DISTANCE = 1_000;

/** Milliseconds at most by which those that take over at once are kept apart. */
const APART = 500;

/**
 * Other processes that may be at work on the same transfers: workers that were given the same event or
 * sheet, or one that was killed. All they share is the journal, which has no lock, and EnKash's list.
 */
export class Others<T extends Identified> {
	/** What was looked at last has to do with another process, which may be at work just now. */
	private met = false;

	/** Whether what others left open is sent by this process, once that was settled with them. */
	private readonly taken = new Map<T, boolean>();

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
	 * What another process left open is taken over before it is sent. Whoever left it has had the time to
	 * see that, and to end a call; then list and journal are asked once more. Who finds that another has
	 * taken it over waits for that one as well, and leaves it alone where there is a sign of life.
	 */
	async takeOver<Answer>(group: Map<T, Evidence<Answer>>): Promise<Map<T, Evidence<Answer>>> {
		const due = [...group].filter(([, each]) => verdict(each).verdict === 'send');
		const foreign = due.filter(([, each]) => isForeign(each)).map(([transfer]) => transfer);
		const fresh = foreign.filter((transfer) => !this.taken.has(transfer));
		const findings = await this.inherit(
			fresh,
			due.map(([transfer]) => transfer),
		);
		const inherited = new Set(fresh);
		return new Map(
			[...group].map(([transfer, evidence]) => {
				const { earlier } = inherited.has(transfer) ? this.knowledge.before(transfer) : evidence;
				const now = { ...evidence, earlier, list: findings.get(transfer) ?? evidence.list };
				return [transfer, this.taken.get(transfer) === false ? leftAlone(now) : now];
			}),
		);
	}

	/** @param due those beside them as well: what allowed them is too old afterwards */
	private async inherit(fresh: T[], due: T[]): Promise<Map<T, Finding>> {
		if (fresh.length === 0) return new Map();
		const { journal, signal } = this.settings;
		// Two that begin at once would not see each other.
		const apart = async () => await waitSoftly(Math.random() * APART, signal);
		const ranks = await journal.takeOver(fresh, apart);
		await waitSoftly(this.turnOf(fresh, ranks), signal);
		const proof = latestConfirmed(fresh[0].ledger)?.reference;
		const findings = await this.lookUps.now(due, proof);
		const later = fresh.filter((transfer) => ranks.get(transfer) !== 0);
		const held = await journal.takenOver(later);
		// What was known of them is older than the taking over.
		await this.knowledge.noteAgain(fresh);
		const isSettled = (transfer: T) =>
			findings.get(transfer)?.says === 'found' || !isOpen(this.knowledge.before(transfer));
		const isAlive = held.length < later.length || fresh.some(isSettled);
		for (const transfer of fresh) {
			const rank = ranks.get(transfer);
			this.taken.set(transfer, rank === 0 || (rank !== undefined && !isAlive));
		}
		return findings;
	}

	/**
	 * Milliseconds until it is this process's turn. Whoever left something open, or took it over before,
	 * has the time to see that it is taken over, and to end a call.
	 */
	private turnOf(fresh: T[], ranks: Map<T, number>): number {
		const before = Math.max(0, ...new Set(ranks.values()));
		const isElsewhere = before > 0 || fresh.some((each) => this.knowledge.isLeftElsewhere(each));
		const others = isElsewhere ? before + 1 : 0;
		return Math.max(MAX_AGE, others * (MAX_AGE + callTime(this.settings)));
	}
}

/** Left open by another process, or by an earlier execution. */
function isForeign(evidence: Evidence<unknown>): boolean {
	return evidence.sends === 0 && isOpen(evidence);
}

function isOpen({ earlier }: Evidence<unknown>): boolean {
	return earlier?.was === 'open';
}

/** It is not sent by this process, whatever the list proves and a person wants. */
function leftAlone<Answer>(evidence: Evidence<Answer>): Evidence<Answer> {
	const { earlier, list } = evidence;
	return {
		...evidence,
		earlier: earlier?.was === 'open' ? { ...earlier, mayResend: false } : earlier,
		list: list?.says === 'absent' ? { says: 'absent' } : list,
	};
}
