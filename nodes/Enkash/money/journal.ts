import { createHash } from 'crypto';
import { toEnkashError } from '../lib/errors';
import { inTurn } from './turns';
import type { Identified } from './transfer';

/**
 * The journal: what this node has sent, in any process, kept where all of them can read it. A mark
 * is written before a transfer leaves and stays; a second one is taken away when EnKash confirms.
 * So whoever comes later can tell what was paid from what nobody knows.
 */

/** A shared set of texts. It cannot be asked without adding to it, has no lock, and may lose what two write at once. */
export interface JournalStore {
	/** Names the set, for those of this process that write to it. */
	name: string;
	/** Adds texts; gives those that were there already. */
	record(texts: string[]): Promise<string[]>;
	remove(texts: string[]): Promise<void>;
}

/** What the journal knows of a transfer. */
export type Trace =
	/** Never sent by this node, as far back as the journal reaches. */
	| 'new'
	/** Sent, or about to be when its process ended. */
	| 'open'
	/** Sent, and EnKash confirmed it or nothing more can come of it. */
	| 'confirmed'
	/** Sent for something else. */
	| 'otherwise';

/** How often marks that were lost to another writer are written again. */
const MAX_READ_BACKS = 3;

/** Processes that may take over one transfer, one from another, before it is left to a person. */
const MAX_HEIRS = 8;

/** Who is first to take over is so in each of them: two that write at the very same moment both are, once. */
const DRAWS = [0, 1];

export class Journal {
	private failed = false;

	/** How many had taken over before this process did, by mark. */
	private readonly heirs = new Map<string, number>();

	/**
	 * @param store missing where n8n has none
	 * @param onFailure told once, where the store cannot be written
	 */
	constructor(
		private readonly store: JournalStore | undefined,
		private readonly onFailure: (problem: string) => void,
	) {}

	/** Notes that transfers are about to be sent; says what was known of each before. */
	async open<T extends Identified>(transfers: T[]): Promise<Map<T, Trace>> {
		const marks = transfers.map(marksOf);
		const present = new Set(await this.write(marks.flatMap(allOf)));
		const traces = marks.map((each) => traceIn(each, present));
		const written = marks.flatMap((each, position) =>
			traces[position] === 'new' ? [] : allOf(each).filter((mark) => !present.has(mark)),
		);
		// Asking has written as well; what was certain before is to be so again.
		if (written.length > 0) await this.remove(written);
		return new Map(transfers.map((transfer, position) => [transfer, traces[position]]));
	}

	/** EnKash confirmed them. */
	async confirm(transfers: Identified[]): Promise<void> {
		await this.remove(
			transfers.flatMap((transfer) => [marksOf(transfer).open, ...this.takeOversOf(transfer)]),
		);
	}

	/** Nothing came of them, surely. */
	async takeBack(transfers: Identified[]): Promise<void> {
		await this.remove(
			transfers.flatMap((transfer) => [...allOf(marksOf(transfer)), ...this.takeOversOf(transfer)]),
		);
	}

	/**
	 * Takes over what another process left open: should it be alive after all, it is not to send it now.
	 * Gives how many have taken each over before this one, which may be alive as well; those that too
	 * many have are left out.
	 * @param apart waits for a time of chance
	 */
	async takeOver<T extends Identified>(
		transfers: T[],
		apart: () => Promise<void>,
	): Promise<Map<T, number>> {
		const ranks = new Map<T, number>();
		let left = transfers;
		await apart();
		for (let rank = 0; rank < MAX_HEIRS && left.length > 0; rank++) {
			for (const transfer of left) this.heirs.set(againOf(transfer), rank);
			for (const transfer of await this.drawn(left, rank, apart)) ranks.set(transfer, rank);
			left = left.filter((transfer) => !ranks.has(transfer));
		}
		return ranks;
	}

	/** Those for which this process is the first in a rank. */
	private async drawn<T extends Identified>(
		transfers: T[],
		rank: number,
		apart: () => Promise<void>,
	): Promise<T[]> {
		let won = transfers;
		for (const draw of DRAWS) {
			if (won.length === 0) break;
			if (draw > 0) await apart();
			const present = new Set(await this.write(won.map((each) => againOf(each, rank, draw))));
			won = won.filter((each) => !present.has(againOf(each, rank, draw)));
		}
		return won;
	}

	/** What this process has taken over is sent, and open all the same: whoever comes next need not wait for it. */
	async release(transfers: Identified[]): Promise<void> {
		const own = transfers.filter((transfer) => this.heirs.has(againOf(transfer)));
		await this.remove(own.flatMap((transfer) => this.takeOversOf(transfer)));
	}

	/** The marks that this process knows of whoever took it over. */
	private takeOversOf(transfer: Identified): string[] {
		const last = this.heirs.get(againOf(transfer)) ?? 0;
		return Array.from({ length: last + 1 }, (_, rank) =>
			DRAWS.map((draw) => againOf(transfer, rank, draw)),
		).flat();
	}

	/**
	 * Which of the transfers were taken over by another process, and not settled since. Asking writes the
	 * mark as well, so it is taken away before anybody else of this process asks.
	 */
	async takenOver<T extends Identified>(transfers: T[]): Promise<T[]> {
		if (transfers.length === 0) return [];
		const marks = transfers.map((transfer) => againOf(transfer));
		const present = await this.using(async (store) => {
			const found = new Set(await store.record(marks));
			const own = marks.filter((mark) => !found.has(mark));
			if (own.length > 0) await store.remove(own);
			return found;
		});
		return transfers.filter((transfer) => present?.has(againOf(transfer)));
	}

	/** Writes marks and reads them back; gives those that were there before. */
	private async write(marks: string[]): Promise<string[]> {
		if (marks.length === 0) return [];
		return (
			(await this.using(async (store) => {
				const present = await store.record(marks);
				const known = new Set(present);
				let added = marks.filter((mark) => !known.has(mark));
				for (let time = 0; time < MAX_READ_BACKS && added.length > 0; time++) {
					const kept = new Set(await store.record(added));
					added = added.filter((mark) => !kept.has(mark));
				}
				return present;
			})) ?? []
		);
	}

	private async remove(marks: string[]): Promise<void> {
		if (marks.length > 0) await this.using(async (store) => await store.remove(marks));
	}

	/** One after the other in this process. A second try, since two processes may both be the first to write. */
	private async using<R>(work: (store: JournalStore) => Promise<R>): Promise<R | undefined> {
		const { store } = this;
		if (!store || this.failed) return undefined;
		return await inTurn([`journal ${store.name}`], async () => {
			try {
				return await work(store);
			} catch {
				return await this.again(store, work);
			}
		});
	}

	private async again<R>(
		store: JournalStore,
		work: (store: JournalStore) => Promise<R>,
	): Promise<R | undefined> {
		try {
			return await work(store);
		} catch (thrown) {
			this.failed = true;
			this.onFailure(toEnkashError(thrown).message);
			return undefined;
		}
	}
}

interface Marks {
	sent: string;
	/** With what was sent; missing where the reference stands for one thing alone. */
	content?: string;
	open: string;
}

function marksOf({ ledger, reference, content }: Identified): Marks {
	const key = digest([ledger, reference]);
	return {
		sent: `${key} sent`,
		content: content ? `${key} ${digest([content])}` : undefined,
		open: `${key} open`,
	};
}

/** The mark of a transfer that is sent by another process than the one that noted it, and of whoever follows that one. */
function againOf({ ledger, reference }: Identified, rank = 0, draw = 0): string {
	return `${digest([ledger, reference])} again ${rank} ${draw}`;
}

/** n8n keeps a hash of each, but is handed nothing of a person either. */
function digest(parts: string[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}

function allOf({ sent, content, open }: Marks): string[] {
	return content ? [sent, content, open] : [sent, open];
}

function traceIn({ sent, content, open }: Marks, present: Set<string>): Trace {
	if (!present.has(sent)) return 'new';
	if (content && !present.has(content)) return 'otherwise';
	return present.has(open) ? 'open' : 'confirmed';
}
