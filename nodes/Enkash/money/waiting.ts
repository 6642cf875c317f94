import { pause } from '../lib/pause';
import type { Judged } from './carryOut';
import type { LookUps } from './lookUps';
import { latestConfirmed, type Doubt } from './memory';
import type { Identified } from './transfer';
import type { TransferSettings } from './settings';
import type { Evidence, Finding } from './verdict';

/** Look-ups at most, since the last one that found something. */
const MAX_LOOK_UPS = 5;
const MAX_SETTLE = 3_000;

/** Milliseconds to let EnKash finish what it may be doing, for a call with this timeout. */
export function settleTime(timeout: number): number {
	return Math.min(timeout / 4, MAX_SETTLE);
}

interface Waiter<Answer> {
	judged: Judged<Answer>;
	doubt: Doubt;
	/** How often the list did not show it, or not clearly, and nothing could prove more. */
	absences: number;
}

/** Transfers that only EnKash's list can tell about, until it has or cannot. */
export class Waiting<T extends Identified, Answer> {
	private readonly waiters = new Map<T, Waiter<Answer>>();

	constructor(
		private readonly settings: TransferSettings,
		private readonly lookUps: LookUps,
	) {}

	get size(): number {
		return this.waiters.size;
	}

	all(): T[] {
		return [...this.waiters.keys()];
	}

	add(transfer: T, judged: Judged<Answer>, doubt: Doubt): void {
		this.waiters.set(transfer, { judged, doubt, absences: 0 });
	}

	/** Whether a transfer goes on waiting for the same reason: it was not sent again meanwhile. */
	goesOn(transfer: T, judged: Judged<Answer>): boolean {
		const waiter = this.waiters.get(transfer);
		if (waiter?.judged.evidence.sends !== judged.evidence.sends) return false;
		waiter.judged = judged;
		return true;
	}

	take(transfer: T): Judged<Answer> | undefined {
		const waiter = this.waiters.get(transfer);
		this.waiters.delete(transfer);
		return waiter?.judged;
	}

	evidence(transfer: T): Evidence<Answer> | undefined {
		return this.waiters.get(transfer)?.judged.evidence;
	}

	/**
	 * Asks the list again and again what came of those that wait. EnKash may still be at work on them,
	 * so what is absent is asked for a few times, and anew when something was found meanwhile.
	 */
	async *findings(): AsyncGenerator<Map<T, Finding>> {
		for (let look = 0; look < MAX_LOOK_UPS && this.hopeful().length > 0; look++) {
			if (look > 0 && !(await this.rested(look))) return;
			const findings = await this.look();
			if ([...findings.values()].some(({ says }) => says === 'found')) {
				look = 0;
				for (const waiter of this.waiters.values()) waiter.absences = 0;
			}
			yield findings;
		}
	}

	/** Those of which the list may tell more than it has. */
	private hopeful(): T[] {
		return [...this.waiters]
			.filter(([, { doubt, absences }]) => absences < (doubt.cause.timedOut ? 3 : 2))
			.map(([transfer]) => transfer);
	}

	private async rested(look: number): Promise<boolean> {
		const { settle, signal } = this.settings;
		try {
			await pause(settle * Math.min(look, 3), signal);
			return true;
		} catch {
			return false;
		}
	}

	private async look(): Promise<Map<T, Finding>> {
		const byProof = new Map<string | undefined, T[]>();
		for (const transfer of this.hopeful()) {
			const proof = this.proofFor(transfer);
			byProof.set(proof, [...(byProof.get(proof) ?? []), transfer]);
		}
		const findings = new Map<T, Finding>();
		for (const [proof, transfers] of byProof) {
			const found = await this.lookUps.now(transfers, proof);
			for (const [transfer, finding] of found) {
				findings.set(transfer, finding);
				const waiter = this.waiters.get(transfer);
				const hopeful = finding.says === 'absent' && proof !== undefined;
				if (waiter && !hopeful) waiter.absences++;
			}
		}
		return findings;
	}

	/** A payment of the same account that was made after the doubt began. */
	private proofFor(transfer: T): string | undefined {
		const confirmed = latestConfirmed(transfer.ledger);
		const { since = Infinity } = this.waiters.get(transfer)?.doubt ?? {};
		return confirmed && confirmed.at > since ? confirmed.reference : undefined;
	}
}
