import type { BulkEntry } from '../api/answers/bulkEntries';
import { EnkashError, toEnkashError } from '../lib/errors';
import { assertNotCancelled } from '../lib/pause';
import { MAY_BE_OLDER, neverArrived, NOT_LISTED, notLookedUp, unconfirmedRow } from './failures';
import { Known } from './known';
import { matchAnswer, type Payee } from './matching';
import { reconcile } from './reconcile';
import {
	isDuplicate,
	MAX_SENDS,
	type Books,
	type Identified,
	type Result,
	type TransferRecord,
	type TransferSettings,
} from './transfer';
import { inTurn, now } from './turns';

/** A row of a sheet that is to be paid. */
export interface Payment extends Payee, Identified {}

/** What became of a payment. */
export type Settled = Result | EnkashError;

export interface BulkPort<P> extends Books {
	/** Sends the rows in one call. */
	post(payments: P[]): Promise<BulkEntry[]>;
	/** Whether an answer may leave rows out on purpose, since their users exist already. */
	skipsKnownUsers: boolean;
}

/**
 * Pays the rows of one account, a batch at a time, each row once: what TransferRun does for one
 * transfer, for many in one call. A row that an answer leaves open, or whose answer is lost, is
 * looked up by its reference, and sent again only where it surely is not there.
 */
export class BulkRun<P extends Payment> {
	private readonly known: Known;

	/** Before any reference was looked up. */
	private readonly since = now();

	/** Outcomes could not be looked up: nothing is sent unseen until a look-up works again. */
	private blind = false;

	constructor(
		private readonly port: BulkPort<P>,
		private readonly settings: TransferSettings,
	) {
		this.known = new Known(port, settings);
	}

	/** Looks all references up beforehand, many at a time. */
	async prepare(payments: P[]): Promise<void> {
		await this.known.lookUp(payments.map(({ reference }) => reference));
	}

	/** What is known of a payment without sending it: done, impossible, or nothing. */
	existing(payment: P): Settled | undefined {
		try {
			return this.known.existing(payment);
		} catch (error) {
			return toEnkashError(error);
		}
	}

	/** Pays a batch, after others that pay under its references; says of every payment what became of it. */
	async pay(batch: P[]): Promise<Map<P, Settled>> {
		const references = batch.map(({ reference }) => reference);
		return await inTurn(references, { run: this, since: this.since }, async (overtaken) => {
			const settled = new Map<P, Settled>();
			const open = await this.lookAgain(batch, this.blind ? references : overtaken, settled);
			await this.payOpen(open, settled);
			this.learnUnconfirmed(settled);
			return settled;
		});
	}

	private learnUnconfirmed(settled: Map<P, Settled>): void {
		for (const [{ reference }, outcome] of settled) {
			if (outcome instanceof EnkashError && outcome.kind === 'unknown')
				this.known.learn(reference, outcome);
		}
	}

	/** Gives the payments that are still to be sent, after another look at some. */
	private async lookAgain(
		batch: P[],
		references: string[],
		settled: Map<P, Settled>,
	): Promise<P[]> {
		if (references.length === 0) return batch;
		await this.known.lookUp(references);
		this.blind &&= this.known.isOpen(references);
		return batch.filter((payment) => {
			const existing = this.existing(payment);
			if (existing) settled.set(payment, existing);
			return !existing;
		});
	}

	private async payOpen(batch: P[], settled: Map<P, Settled>): Promise<void> {
		let open = batch;
		for (let sends = 1; open.length > 0; sends++) {
			const absent = await this.payOnce(open, settled, sends);
			open = sends < MAX_SENDS ? [...absent.keys()] : [];
			if (sends < MAX_SENDS) continue;
			for (const [payment, cause] of absent) {
				settled.set(payment, neverArrived(payment.reference, cause));
			}
		}
	}

	/** Sends a batch once. Gives the payments that surely are not there, each with what went wrong. */
	private async payOnce(
		payments: P[],
		settled: Map<P, Settled>,
		sends: number,
	): Promise<Map<P, EnkashError>> {
		let entries: BulkEntry[];
		try {
			assertNotCancelled(this.settings.signal);
			entries = await this.port.post(payments);
		} catch (thrown) {
			const error = toEnkashError(thrown);
			if (error.kind === 'unknown') return await this.recover(payments, error, settled, sends);
			await this.refuse(new Map(payments.map((payment) => [payment, error])), settled, sends);
			return new Map();
		}
		return await this.readAnswer(payments, entries, settled, sends);
	}

	private async readAnswer(
		payments: P[],
		entries: BulkEntry[],
		settled: Map<P, Settled>,
		sends: number,
	): Promise<Map<P, EnkashError>> {
		const { paid, failed, open, contradicted } = matchAnswer(payments, entries);
		for (const [payment, { record }] of paid)
			settled.set(payment, { outcome: 'allocated', record });
		const refusals = new Map([...failed].map(([payment, words]) => [payment, refusal(words)]));
		const absent = await this.recover([...open.keys()], leftOpen(), settled, sends);
		const again = new Map<P, EnkashError>();
		for (const [payment, cause] of absent) {
			const words = open.get(payment) ?? (this.port.skipsKnownUsers ? SKIPPED : undefined);
			const contradiction = contradicted.get(payment);
			if (contradiction)
				settled.set(payment, unconfirmedRow(payment.reference, cause, contradiction));
			else if (words !== undefined) refusals.set(payment, refusal(words));
			else if (entries.length === 0) settled.set(payment, saysNothing(payment, cause));
			else again.set(payment, cause);
		}
		await this.refuse(refusals, settled, sends);
		return again;
	}

	/** Settles the payments that the books have; gives those that surely are not there. */
	private async recover(
		payments: P[],
		cause: EnkashError,
		settled: Map<P, Settled>,
		sends: number,
	): Promise<Map<P, EnkashError>> {
		const references = payments.map(({ reference }) => reference);
		const { found, doubt } = await reconcile(this.port, references, cause, this.settings);
		this.blind ||= doubt !== undefined;
		const unseen = sends === 1 && this.settings.policy === 'send';
		const absent = new Map<P, EnkashError>();
		for (const payment of payments) {
			const { reference } = payment;
			const record = found.get(reference);
			const difference = record && payment.disagreement(record);
			if (difference)
				settled.set(payment, unconfirmedRow(reference, cause, `EnKash has it ${difference}.`));
			else if (record && unseen)
				settled.set(payment, unconfirmedRow(reference, cause, MAY_BE_OLDER));
			else if (record) settled.set(payment, { outcome: 'recovered', record });
			else if (doubt) settled.set(payment, unconfirmedRow(reference, cause, notLookedUp(doubt)));
			else absent.set(payment, cause);
		}
		return absent;
	}

	/** Refusals are final; but for those of a duplicate, the books know what was paid. */
	private async refuse(
		refusals: Map<P, EnkashError>,
		settled: Map<P, Settled>,
		sends: number,
	): Promise<void> {
		const duplicates: P[] = [];
		for (const [payment, error] of refusals) {
			settled.set(payment, error);
			if (error.kind === 'refused' && isDuplicate(error.message)) duplicates.push(payment);
		}
		if (duplicates.length === 0) return;
		// What EnKash calls a duplicate after we sent it twice is our own first one, come late.
		if (sends > 1) await this.recoverLate(duplicates, refusals, settled, sends);
		else if (this.settings.policy === 'returnExisting') await this.acceptOlder(duplicates, settled);
	}

	private async recoverLate(
		payments: P[],
		refusals: Map<P, EnkashError>,
		settled: Map<P, Settled>,
		sends: number,
	): Promise<void> {
		const [cause = leftOpen()] = payments.map((payment) => refusals.get(payment));
		for (const [payment] of await this.recover(payments, cause, settled, sends)) {
			settled.set(payment, unconfirmedRow(payment.reference, cause, NOT_LISTED));
		}
	}

	private async acceptOlder(payments: P[], settled: Map<P, Settled>): Promise<void> {
		const { found } = await this.lookedUp(payments);
		for (const payment of payments) {
			const record = found.get(payment.reference);
			if (record) this.known.learn(payment.reference, record);
			const existing = this.existing(payment);
			if (existing) settled.set(payment, existing);
		}
	}

	/** Where the books cannot be read, EnKash's refusal is all there is to say. */
	private async lookedUp(payments: P[]): Promise<{ found: Map<string, TransferRecord> }> {
		try {
			return { found: await this.port.find(payments.map(({ reference }) => reference)) };
		} catch {
			return { found: new Map() };
		}
	}
}

function refusal(words: string): EnkashError {
	return new EnkashError('refused', words, {
		description: 'These are the words of EnKash for this row. Nothing was paid for it.',
	});
}

const SKIPPED =
	'EnKash left the row out, as it does where the user exists and only new users are paid';

function leftOpen(): EnkashError {
	return new EnkashError('unknown', 'EnKash did not confirm the row');
}

function saysNothing<P extends Payment>({ reference }: P, cause: EnkashError): EnkashError {
	return unconfirmedRow(
		reference,
		cause,
		'EnKash accepted the call, but told of none of its rows.',
	);
}
