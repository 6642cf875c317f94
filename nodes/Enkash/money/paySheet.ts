import { EnkashError, toEnkashError } from '../lib/errors';
import type { BulkRun, Payment, Settled } from './batch';

/** The payments of a sheet that go through one account. */
export interface Share<P extends Payment> {
	run: BulkRun<P>;
	payments: P[];
}

export interface SheetSettings<P> {
	/** Batches at work at the same time. */
	concurrency: number;
	/** Whether a row that fails keeps the batches after it from being sent. */
	stopOnError: boolean;
	/**
	 * Objects before the first batch is sent, where there is a reason to.
	 * @param open all that may be sent in this run, also what waits for the list to prove that it is not there
	 * @param now those of them that are sent whatever the list says later
	 */
	beforeSending(open: P[], now: P[]): Promise<void>;
}

/**
 * Pays a sheet: looks all of its references up, then sends what is not there yet, batch by batch.
 * Says of each payment what became of it; one that is missing was not begun.
 */
export async function paySheet<P extends Payment>(
	shares: Array<Share<P>>,
	settings: SheetSettings<P>,
): Promise<Map<P, Settled>> {
	const settled = new Map<P, Settled>();
	const open = new Map<Share<P>, P[]>();
	for (const share of shares) {
		await share.run.prepare(share.payments);
		open.set(
			share,
			share.payments.filter((payment) => !noteExisting(share, payment, settled)),
		);
	}
	if (settings.stopOnError && hasFailure(settled)) return settled;
	try {
		const now = [...open].flatMap(([{ run }, payments]) =>
			payments.filter((payment) => run.isToBeSent(payment)),
		);
		const all = [...open.values()].flat();
		if (all.length > 0) await settings.beforeSending(all, now);
	} catch (error) {
		// What an earlier run left open is told as that all the same.
		for (const { run } of open.keys()) run.object(toEnkashError(error));
	}
	await payOpen(open, settings, settled);
	return settled;
}

function noteExisting<P extends Payment>(
	{ run }: Share<P>,
	payment: P,
	settled: Map<P, Settled>,
): boolean {
	const existing = run.existing(payment);
	if (existing) settled.set(payment, existing);
	return existing !== undefined;
}

async function payOpen<P extends Payment>(
	open: Map<Share<P>, P[]>,
	{ concurrency, stopOnError }: SheetSettings<P>,
	settled: Map<P, Settled>,
): Promise<void> {
	for (const [{ run }, payments] of open) {
		if (stopOnError && hasFailure(settled)) return;
		await run.payAll(payments, {
			concurrency,
			told: (payment, outcome) => {
				settled.set(payment, outcome);
				return !(stopOnError && outcome instanceof EnkashError);
			},
		});
	}
}

function hasFailure(settled: Map<unknown, Settled>): boolean {
	for (const outcome of settled.values()) if (outcome instanceof EnkashError) return true;
	return false;
}
