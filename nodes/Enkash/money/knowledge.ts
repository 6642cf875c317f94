import { EnkashError } from '../lib/errors';
import type { Judged } from './carryOut';
import type { Trace } from './journal';
import type { LookUps } from './lookUps';
import { Memory, moment, noteConfirmed, type Doubt, type Memo } from './memory';
import type { Identified, Settled } from './transfer';
import type { TransferSettings } from './settings';
import { callTime } from './waiting';
import { verdict, type Earlier, type Evidence, type Reply, type Wait } from './verdict';

/** What is known of transfers without sending them, and what is learnt by it. */
export class Knowledge<T extends Identified> {
	private readonly memory: Memory;

	/** What the journal said of those that were noted in it. */
	private readonly traces = new Map<T, Trace>();

	/** What the journal has to be told at the next chance, since each write is one of n8n's database. */
	private readonly confirmed: T[] = [];
	private readonly undone: T[] = [];
	private readonly leftOpen: T[] = [];

	constructor(
		private readonly settings: TransferSettings,
		private readonly lookUps: LookUps,
	) {
		this.memory = new Memory(this.unseen);
	}

	/** Who sends whatever was sent before wants to know of no other. */
	private get unseen(): boolean {
		return this.settings.policy === 'send';
	}

	/** Whether a transfer would be sent, as far as is known now. */
	isToBeSent(transfer: T): boolean {
		return verdict(this.before(transfer)).verdict === 'send';
	}

	/** Whether the list shows a transfer that this process has not made. */
	isFromElsewhere(transfer: T): boolean {
		return !this.memory.recall(transfer) && this.before(transfer).list?.says === 'found';
	}

	/** Whether it was left open elsewhere than in this process. */
	isLeftElsewhere(transfer: T): boolean {
		const memo = this.memory.recall(transfer);
		if (!memo) return this.traces.get(transfer) === 'open';
		return memo.was === 'open' && memo.doubt.place === undefined;
	}

	/** Whether the journal says of one of them that another process may be at work on it. */
	hasForeign(transfers: T[]): boolean {
		return transfers.some((transfer) => this.traces.get(transfer) === 'open');
	}

	isConfirmed(transfer: T): boolean {
		return this.memory.recall(transfer)?.was === 'confirmed';
	}

	/** All that is known of a transfer that is not sent yet. */
	before<Answer>(transfer: T): Evidence<Answer> {
		const { reference } = transfer;
		const { policy } = this.settings;
		const list = this.unseen ? undefined : this.lookUps.finding(transfer);
		return { reference, policy, earlier: this.earlier(transfer), sends: 0, list };
	}

	private earlier(transfer: T): Earlier | undefined {
		const memo = this.memory.recall(transfer);
		if (memo?.was === 'confirmed') {
			const { record } = memo;
			// What only the journal knows has no record; it was held against the transfer there.
			const known = Object.keys(record).length > 0;
			const difference = known ? transfer.disagreement(record) : undefined;
			return { was: 'confirmed', record, difference };
		}
		if (memo) return this.open(memo.doubt);
		switch (this.traces.get(transfer)) {
			case 'open':
				return this.open({ cause: sentBefore(), since: moment() });
			case 'confirmed':
				return { was: 'confirmed' };
			case 'otherwise':
				return { was: 'confirmed', difference: 'for another user or another amount' };
			default:
				return undefined;
		}
	}

	private open({ cause, why, place }: Doubt): Earlier {
		const { resendUnconfirmed, place: here } = this.settings;
		return { was: 'open', cause, why, mayResend: resendUnconfirmed && place !== here };
	}

	/** Notes in the journal what is new and about to be sent; gives all that is known of each then. */
	async note<Answer>(transfers: T[]): Promise<Map<T, Evidence<Answer>>> {
		// What the list leaves in doubt is asked for as well: it may have been confirmed to another process.
		const isUnknown = (transfer: T) => {
			const { earlier, list } = this.before(transfer);
			return !earlier && list?.says !== 'found';
		};
		if (!this.unseen) {
			const traces = await this.settings.journal.open(transfers.filter(isUnknown));
			for (const [transfer, trace] of traces) this.traces.set(transfer, trace);
		}
		return new Map(transfers.map((transfer) => [transfer, this.before<Answer>(transfer)]));
	}

	/** Notes once more what was open: another process may have settled it since. */
	async noteAgain(transfers: T[]): Promise<void> {
		for (const [transfer, trace] of await this.settings.journal.open(transfers)) {
			this.traces.set(transfer, trace);
			if (trace === 'confirmed') this.remember(transfer, { was: 'confirmed', record: {} });
		}
	}

	/** Looks whether another process has taken over what this one noted a while ago. */
	async lookAgain(transfers: T[]): Promise<void> {
		const noted = transfers.filter((transfer) => this.traces.get(transfer) === 'new');
		for (const transfer of await this.settings.journal.takenOver(noted)) {
			this.traces.set(transfer, 'open');
		}
	}

	/** Nothing of them was sent. */
	giveBack(transfers: T[]): void {
		this.undone.push(...transfers.filter((transfer) => this.traces.get(transfer) === 'new'));
	}

	/** What EnKash answered to transfers that were sent at a time, in milliseconds since 1970. */
	noteReplies(replies: Map<T, Reply<unknown>>, at: number): void {
		for (const [transfer, { says }] of replies) if (says === 'done') noteConfirmed(transfer, at);
	}

	/** Why a transfer has to wait, and since when. */
	doubt(transfer: T, evidence: Evidence<unknown>, { cause, why }: Wait): Doubt {
		const memo = this.memory.recall(transfer);
		if (evidence.sends === 0 && memo?.was === 'open') return memo.doubt;
		// EnKash may be as late with it again: what is paid meanwhile proves nothing of it.
		const late = cause.timedOut ? callTime(this.settings) : 0;
		const place = evidence.sends > 0 ? this.settings.place : undefined;
		const doubt: Doubt = { cause, why, since: moment() + late, place };
		// What the list alone leaves open was not sent by this node.
		if (evidence.sends > 0 || evidence.earlier) this.remember(transfer, { was: 'open', doubt });
		return doubt;
	}

	/** For this run, and for later ones, though who sends whatever was sent before knows itself alone. */
	private remember(transfer: T, memo: Memo): void {
		this.memory.remember(transfer, memo);
		new Memory(false).remember(transfer, memo);
	}

	/** What a transfer has come to. */
	learn<Answer>(transfer: T, { evidence, ruling }: Judged<Answer>, settled: Settled<Answer>): void {
		if (!(settled instanceof EnkashError)) {
			const { record } = settled;
			this.remember(transfer, { was: 'confirmed', record });
			if (this.traces.has(transfer)) this.confirmed.push(transfer);
		} else if ('cause' in ruling) {
			if (evidence.sends === 0) this.giveBack([transfer]);
			else this.leftOpen.push(transfer);
			// What has waited is remembered since it began to.
			if (evidence.sends > 0 && ruling.verdict === 'open') {
				const doubt = { ...ruling, since: moment(), place: this.settings.place };
				this.remember(transfer, { was: 'open', doubt });
			}
		} else if (evidence.sends > 0 || !evidence.earlier) {
			this.memory.forget(transfer);
			if (this.traces.has(transfer)) this.undone.push(transfer);
		}
	}

	/** Tells the journal what was learnt since. */
	async keep(): Promise<void> {
		const { journal } = this.settings;
		await journal.confirm(this.confirmed.splice(0));
		await journal.takeBack(this.undone.splice(0));
		await journal.release(this.leftOpen.splice(0));
	}
}

/** What the journal tells is no more than this. */
function sentBefore(): EnkashError {
	return new EnkashError('unknown', 'This node sent it before, and did not learn what came of it');
}
