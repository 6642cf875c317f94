import type { EnkashError } from '../lib/errors';
import { inBatches, withoutRepeats } from '../lib/groups';
import { assertNotCancelled } from '../lib/pause';
import { sideBySide } from '../lib/pool';
import { carryOut, failedReply, type Hands, type Judged } from './carryOut';
import { notSentNow, type Unconfirmed } from './failures';
import { Knowledge } from './knowledge';
import { LookUps } from './lookUps';
import { keyOf, moment } from './memory';
import { Others } from './others';
import { inTurn } from './turns';
import type { Pace, Port } from './port';
import type { Identified, Settled } from './transfer';
import type { TransferSettings } from './settings';
import { verdict, type Evidence, type Reply } from './verdict';
import { Waiting } from './waiting';

/** So many may be in doubt together whatever happens: fewer are not worth a call or a note of their own. */
const FEW = 5;

/** One in so many of those that are left is put at risk at once, at most. */
const SHARE = 4;

/** Milliseconds within which those that are noted together are to be sent. */
const QUICK = 1_000;

/** Calls in a row that may leave everything open before no more are made. */
const MAX_OPEN_IN_A_ROW = 5;

/**
 * Moves value once, whatever EnKash and the network do. What to do with a transfer is the verdict's
 * to say; this gathers what is known of it, right before it is sent: by this process, by the journal
 * and by EnKash's list. What is in doubt is settled last, when the others can prove what the list sees.
 */
export class PaymentRun<T extends Identified, Answer = never> {
	private readonly lookUps: LookUps;
	private readonly knowledge: Knowledge<T>;
	private readonly others: Others<T>;

	/** No more are to be sent, nor told of. */
	private stopped = false;

	/** Why no more are sent, though all are to be told of. */
	private objection?: EnkashError;

	/** Calls since the last one that settled something. */
	private openInARow = 0;

	constructor(
		private readonly port: Port<T, Answer>,
		private readonly settings: TransferSettings,
		private readonly unconfirmed: Unconfirmed,
	) {
		this.lookUps = new LookUps(port.books, settings);
		this.knowledge = new Knowledge(settings, this.lookUps);
		this.others = new Others(settings, this.lookUps, this.knowledge);
	}

	/** Looks up what this process does not know to be paid, many at a time. */
	async prepare(transfers: T[]): Promise<void> {
		if (this.settings.policy === 'send') return;
		await this.lookUps.ask(transfers.filter((transfer) => !this.knowledge.isConfirmed(transfer)));
	}

	/** What a transfer has come to before anything is sent: done, impossible, or nothing yet. */
	existing(transfer: T): Settled<Answer> | undefined {
		const judged = verdict<Answer>(this.knowledge.before(transfer));
		if (judged.verdict === 'paid') return judged;
		return judged.verdict === 'notPaid' ? judged.error : undefined;
	}

	/** Whether a transfer is to be sent, as far as is known before the journal is asked. */
	isToBeSent(transfer: T): boolean {
		return this.knowledge.isToBeSent(transfer);
	}

	/** Sends nothing more, for a reason that is told of whatever would have been sent. */
	object(reason: EnkashError): void {
		this.objection ??= reason;
	}

	/** Makes transfers, after others under the same references; tells of each what became of it. */
	async payAll(transfers: T[], pace: Pace<T, Answer>): Promise<void> {
		const { first, again } = withoutRepeats(transfers, keyOf);
		const waiting = new Waiting<T, Answer>(this.settings, this.lookUps);
		await this.payChunks(first, pace, waiting);
		await this.taking(waiting.all(), async () => await this.settle(pace, waiting));
		if (again.length > 0 && !this.stopped) await this.payAll(again, pace);
	}

	/**
	 * Few are noted in the journal at first, and more as long as they are sent quickly: whoever is noted
	 * when the process ends is in doubt.
	 */
	private async payChunks(
		transfers: T[],
		pace: Pace<T, Answer>,
		waiting: Waiting<T, Answer>,
	): Promise<void> {
		const { atOnce, noted } = this.port;
		const first = Math.max(pace.concurrency, Math.ceil(FEW / atOnce));
		const least = Math.min(noted, first * atOnce);
		let size = least;
		for (let start = 0; start < transfers.length && !this.stopped;) {
			// Some are always left for later, so that they can prove what becomes of those before.
			const share = Math.ceil((transfers.length - start) / SHARE / atOnce) * atOnce;
			size = Math.min(size, Math.max(least, share));
			const chunk = transfers.slice(start, start + size);
			const began = Date.now();
			await this.taking(chunk, async () => await this.payChunk(chunk, pace, waiting));
			start += size;
			const factor = QUICK / Math.max(1, Date.now() - began);
			const calls = Math.floor((size / atOnce) * Math.min(2, factor));
			size = Math.min(noted, Math.max(least, calls * atOnce));
			await this.settleEarlier(pace, waiting);
		}
	}

	private async taking(transfers: T[], work: () => Promise<void>): Promise<void> {
		await inTurn(transfers.map(keyOf), async () => {
			try {
				await work();
			} finally {
				await this.knowledge.keep();
			}
		});
	}

	/** Sends what is new among transfers; what is in doubt waits. */
	private async payChunk(
		chunk: T[],
		pace: Pace<T, Answer>,
		waiting: Waiting<T, Answer>,
	): Promise<void> {
		await this.refresh(chunk, []);
		await this.others.keepDistance(chunk);
		const fresh: T[] = [];
		// What a person wants to be sent again is taken over first: it may be so in two executions at once.
		const noted = await this.others.takeOver(await this.knowledge.note<Answer>(chunk));
		for (const [transfer, evidence] of noted) {
			const ruling = verdict(evidence);
			if (ruling.verdict === 'send' || ruling.verdict === 'lookUp') fresh.push(transfer);
			else await this.rule(transfer, { evidence, ruling }, pace, waiting);
		}
		this.others.noteMet(chunk);
		const groups = inBatches(fresh, this.port.atOnce);
		const begun = new Set<T>();
		await sideBySide(groups.length, pace.concurrency, async (position) => {
			if (this.stopped || this.objection) return false;
			for (const transfer of groups[position]) begun.add(transfer);
			await this.refresh(groups[position], groups.slice(position + 1).flat());
			await this.pay(groups[position], pace, waiting);
			return !this.stopped;
		});
		const left = fresh.filter((transfer) => !begun.has(transfer));
		this.knowledge.giveBack(left);
		if (!this.objection) return;
		for (const transfer of left) {
			const settled = this.keptBack(transfer, this.objection);
			if (!this.stopped && !(await pace.told(transfer, settled))) this.stopped = true;
		}
	}

	/** That it is not sent now says nothing of what an earlier run left open. */
	private keptBack(transfer: T, objection: EnkashError): EnkashError {
		const { earlier } = this.knowledge.before<Answer>(transfer);
		if (earlier?.was !== 'open') return objection;
		const why = `It was not sent again: ${objection.message}.`;
		return this.unconfirmed(transfer.reference, earlier.cause, why);
	}

	private async refresh(now: T[], next: T[]): Promise<void> {
		if (this.settings.policy === 'send') return;
		const due = now.filter((transfer) => !this.knowledge.isConfirmed(transfer));
		if (!due.some((transfer) => this.lookUps.isOld(transfer))) return;
		const all = this.lookUps.together(due, next);
		await this.lookAgain(all);
		// With the others it may have taken longer than an answer is good for.
		if (all.length === due.length) return;
		if (due.some((transfer) => this.lookUps.cameLate(transfer))) await this.lookAgain(due);
	}

	/** A look-up allows a sending only of what no other process has taken over. */
	private async lookAgain(transfers: T[]): Promise<void> {
		await this.knowledge.lookAgain(transfers);
		await this.lookUps.ask(transfers);
	}

	private async pay(group: T[], pace: Pace<T, Answer>, waiting: Waiting<T, Answer>): Promise<void> {
		const known = new Map(group.map((each) => [each, this.knowledge.before<Answer>(each)]));
		const judged = await this.carriedOut(known);
		const allOpen = [...judged.values()].every(isLeftOpen);
		this.openInARow = allOpen ? this.openInARow + 1 : 0;
		for (const [transfer, each] of judged) await this.rule(transfer, each, pace, waiting);
		if (this.openInARow >= MAX_OPEN_IN_A_ROW) this.object(notSentNow(MAX_OPEN_IN_A_ROW));
	}

	/** What an earlier run left open is settled as soon as it can be: this one may be ended early as well. */
	private async settleEarlier(pace: Pace<T, Answer>, waiting: Waiting<T, Answer>): Promise<void> {
		const provable = waiting.provable();
		if (provable.length === 0) return;
		await this.taking(provable, async () => {
			await this.settleRound(await waiting.lookEarly(provable), pace, waiting);
		});
	}

	/** Asks the list about what waits, sends what it proves to be absent, and tells what cannot be known. */
	private async settle(pace: Pace<T, Answer>, waiting: Waiting<T, Answer>): Promise<void> {
		for await (const known of waiting.rounds()) await this.settleRound(known, pace, waiting);
		for (const [transfer, judged] of waiting.takeAll()) await this.end(transfer, judged, pace);
	}

	private async settleRound(
		known: Map<T, Evidence<Answer>>,
		pace: Pace<T, Answer>,
		waiting: Waiting<T, Answer>,
	): Promise<void> {
		for (const group of this.callsFor(await this.others.takeOver(known))) {
			const judged = await this.carriedOut(group);
			for (const [transfer, each] of judged) await this.rule(transfer, each, pace, waiting);
			if ([...judged.values()].some(({ ruling }) => ruling.verdict === 'paid')) waiting.renew();
		}
	}

	/**
	 * Those that the list told of; then those that are to be sent again. They go in smaller and smaller
	 * calls, so that one that fails again is proven by the next ones, and only as long as the look-up that
	 * allows them is good: the next round takes the rest.
	 */
	private *callsFor(known: Map<T, Evidence<Answer>>): Generator<Map<T, Evidence<Answer>>> {
		const isToBeSent = ([, evidence]: [T, Evidence<Answer>]) =>
			verdict(evidence).verdict === 'send';
		const again = [...known].filter(isToBeSent);
		yield new Map([...known].filter((each) => !isToBeSent(each)));
		for (let start = 0; start < again.length;) {
			if (this.stopped || this.objection) return;
			const share = Math.max(FEW, Math.ceil((again.length - start) / SHARE));
			const group = again.slice(start, start + Math.min(this.port.atOnce, share));
			if (group.some(([transfer]) => this.lookUps.isOld(transfer))) return;
			yield new Map(group);
			start += group.length;
		}
	}

	private async carriedOut(evidence: Map<T, Evidence<Answer>>): Promise<Map<T, Judged<Answer>>> {
		const hands: Hands<T, Answer> = {
			send: async (transfers) => await this.send(transfers),
			lookUp: async (transfers) => await this.lookUps.now(transfers),
		};
		return await carryOut(evidence, hands);
	}

	private async send(transfers: T[]): Promise<Map<T, Reply<Answer>>> {
		const at = moment();
		try {
			assertNotCancelled(this.settings.signal);
			const replies = await this.port.send(transfers);
			this.knowledge.noteReplies(replies, at);
			return replies;
		} catch (thrown) {
			const reply = failedReply(thrown);
			return new Map(transfers.map((transfer) => [transfer, reply]));
		}
	}

	private async rule(
		transfer: T,
		judged: Judged<Answer>,
		pace: Pace<T, Answer>,
		waiting: Waiting<T, Answer>,
	): Promise<void> {
		const { evidence, ruling } = judged;
		if (ruling.verdict !== 'wait') {
			waiting.take(transfer);
			return await this.end(transfer, judged, pace);
		}
		if (waiting.goesOn(transfer, judged)) return;
		waiting.add(transfer, judged, this.knowledge.doubt(transfer, evidence, ruling));
	}

	private async end(transfer: T, judged: Judged<Answer>, pace: Pace<T, Answer>): Promise<void> {
		const settled = this.settled(transfer, judged);
		this.knowledge.learn(transfer, judged, settled);
		if (!(await pace.told(transfer, settled))) this.stopped = true;
	}

	private settled({ reference }: T, { ruling }: Judged<Answer>): Settled<Answer> {
		if (ruling.verdict === 'paid') {
			const { outcome, record, answer } = ruling;
			return { outcome, record, answer };
		}
		if (ruling.verdict === 'notPaid') return ruling.error;
		return this.unconfirmed(reference, ruling.cause, ruling.why);
	}
}

/** It was sent, and nobody knows what came of it. */
function isLeftOpen({ evidence, ruling }: Judged<unknown>): boolean {
	return evidence.sends > 0 && 'cause' in ruling;
}
