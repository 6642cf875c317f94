import { groups } from '../lib/groups';
import { pause } from '../lib/pause';
import type { Judged } from './carryOut';
import type { LookUps } from './lookUps';
import { latestConfirmed, moment, type Doubt } from './memory';
import type { Identified } from './transfer';
import type { TransferSettings } from './settings';
import type { Evidence } from './verdict';

/** Look-ups at most, since the last one by which something was settled. */
const MAX_LOOK_UPS = 5;
const MAX_SETTLE = 3_000;

/** So many times as long as EnKash is let settle, a call may take: its timeout, or 12 seconds of a long one. */
const CALL = 4;

/** Milliseconds after which nobody is at work on a call any more, as far as one can say: not even EnKash. */
export function callTime({ settle }: Pick<TransferSettings, 'settle'>): number {
	return CALL * settle;
}

/** Milliseconds to let EnKash finish what it may be doing, for a call with this timeout. */
export function settleTime(timeout: number): number {
	return Math.min(timeout / CALL, MAX_SETTLE);
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

	/** Look-ups since something was settled last. */
	private looks = 0;

	constructor(
		private readonly settings: TransferSettings,
		private readonly lookUps: LookUps,
	) {}

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

	/** What all that wait have come to; they wait no longer. */
	takeAll(): Array<[T, Judged<Answer>]> {
		const taken = [...this.waiters].map(([transfer, { judged }]): [T, Judged<Answer>] => [
			transfer,
			judged,
		]);
		this.waiters.clear();
		return taken;
	}

	/** Something was settled, which may prove more of what still waits. */
	renew(): void {
		this.looks = 0;
		for (const waiter of this.waiters.values()) waiter.absences = 0;
	}

	/**
	 * Asks the list again and again what came of those that wait, and gives all that is known of each
	 * then. EnKash may still be at work on them, so what is absent is asked for a few times. Where the
	 * list could not be read, they are as they were.
	 */
	async *rounds(): AsyncGenerator<Map<T, Evidence<Answer>>> {
		for (this.looks = 0; this.looks < MAX_LOOK_UPS && this.hopeful().length > 0; this.looks++) {
			if (this.looks > 0 && !(await this.rested())) return;
			yield await this.look(this.hopeful());
		}
	}

	/**
	 * What an earlier run left open, and a payment that was made since may prove by now. Whoever else is
	 * still at work on it, and not ended, has had the time to finish a call.
	 */
	provable(): T[] {
		if (this.looks >= MAX_LOOK_UPS) return [];
		const before = moment() - callTime(this.settings);
		return this.hopeful().filter((transfer) => {
			const waiter = this.waiters.get(transfer);
			if (waiter?.judged.evidence.sends !== 0 || waiter.doubt.since > before) return false;
			return this.proofFor(transfer) !== undefined;
		});
	}

	/** Asks the list once about some of them, before it is time for the rounds. */
	async lookEarly(transfers: T[]): Promise<Map<T, Evidence<Answer>>> {
		this.looks++;
		return await this.look(transfers);
	}

	/** Those of which the list may tell more than it has. */
	private hopeful(): T[] {
		return [...this.waiters]
			.filter(([, { doubt, absences }]) => absences < (doubt.cause.timedOut ? 3 : 2))
			.map(([transfer]) => transfer);
	}

	private async rested(): Promise<boolean> {
		const { settle, signal } = this.settings;
		try {
			await pause(settle * Math.min(this.looks, 3), signal);
			return true;
		} catch {
			return false;
		}
	}

	private async look(transfers: T[]): Promise<Map<T, Evidence<Answer>>> {
		const known = new Map<T, Evidence<Answer>>();
		for (const [proof, some] of groups(transfers, (transfer) => this.proofFor(transfer))) {
			for (const [transfer, list] of await this.lookUps.now(some, proof)) {
				const waiter = this.waiters.get(transfer);
				if (!waiter) continue;
				const mayBeProven = list.says === 'absent' && proof !== undefined;
				if (!mayBeProven) waiter.absences++;
				if (list.says !== 'unread') known.set(transfer, { ...waiter.judged.evidence, list });
			}
		}
		return known;
	}

	/** A payment of the same account that was made after the doubt began. */
	private proofFor(transfer: T): string | undefined {
		const confirmed = latestConfirmed(transfer.ledger);
		const { since = Infinity } = this.waiters.get(transfer)?.doubt ?? {};
		return confirmed && confirmed.at > since ? confirmed.reference : undefined;
	}
}
