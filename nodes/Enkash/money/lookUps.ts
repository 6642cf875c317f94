import { EnkashError, toEnkashError } from '../lib/errors';
import { assertNotCancelled, pause } from '../lib/pause';
import type { Books, Identified, Shown } from './transfer';
import type { TransferSettings } from './settings';
import type { Finding } from './verdict';

/** References asked for in one look-up. */
const LOOK_UP_SIZE = 200;
const MAX_ATTEMPTS = 3;

/** Milliseconds for which a look-up allows a sending: others may send meanwhile. */
export const MAX_AGE = 2_000;

/** What EnKash's list showed of references, and when. */
export class LookUps {
	private readonly seen = new Map<string, { shown?: Shown; at: number }>();

	/** @param books missing where EnKash has no list */
	constructor(
		private readonly books: Books | undefined,
		private readonly settings: TransferSettings,
	) {}

	/** Asks about all of them, many at a time. */
	async ask(transfers: Identified[]): Promise<void> {
		const references = [...new Set(transfers.map(({ reference }) => reference))];
		for (let start = 0; start < references.length; start += LOOK_UP_SIZE) {
			await this.askSome(references.slice(start, start + LOOK_UP_SIZE));
		}
	}

	/** What to ask about together: what is sent now, and what is sent next where that is one question. */
	together<T extends Identified>(now: T[], next: T[]): T[] {
		if (!this.books || this.books.singly) return now;
		const room = Math.max(0, LOOK_UP_SIZE - now.length);
		return [...now, ...next.filter((transfer) => this.isOld(transfer)).slice(0, room)];
	}

	/** Whether the list was asked about a transfer too long ago, or never. */
	isOld({ reference }: Identified): boolean {
		return Date.now() - (this.seen.get(reference)?.at ?? 0) > MAX_AGE;
	}

	/** Whether the list was asked, and took longer over it than its answer is good for. */
	cameLate(transfer: Identified): boolean {
		const { at = 0 } = this.seen.get(transfer.reference) ?? {};
		return at > 0 && this.isOld(transfer);
	}

	/** What the list showed of a transfer when it was asked last. */
	finding(transfer: Identified): Finding {
		if (!this.books) return { says: 'nothing' };
		return findingIn(this.seen.get(transfer.reference)?.shown, transfer);
	}

	private async askSome(references: string[]): Promise<void> {
		const { books } = this;
		if (!books) return;
		const { shown, at } = await this.attempted(books, references);
		for (const reference of references) {
			const found = shown.get(reference);
			if (found && 'unread' in found) {
				this.seen.set(reference, { shown: { unread: notChecked(found.unread) }, at: 0 });
			} else this.seen.set(reference, { shown: found, at });
		}
	}

	/** Reading may be tried again, and much hangs on it. What came of it is as old as the last try. */
	private async attempted(
		books: Books,
		references: string[],
	): Promise<{ shown: Map<string, Shown>; at: number }> {
		const { settle, signal } = this.settings;
		for (let attempt = 1; ; attempt++) {
			const at = Date.now();
			try {
				assertNotCancelled(signal);
				return { shown: await books.look(references), at };
			} catch (thrown) {
				const unread = toEnkashError(thrown);
				if (unread.kind !== 'unknown' || attempt === MAX_ATTEMPTS || signal?.aborted) {
					return { shown: new Map(references.map((reference) => [reference, { unread }])), at };
				}
			}
			await waitSoftly(settle * attempt, signal);
		}
	}

	/**
	 * What the list says of transfers now, asked once. Beside a payment that was confirmed since they
	 * were sent it proves more: where it shows that one, what it does not show is not there.
	 */
	async now<T extends Identified>(transfers: T[], proof?: string): Promise<Map<T, Finding>> {
		const { books } = this;
		if (!books) return new Map(transfers.map((transfer) => [transfer, { says: 'nothing' }]));
		const findings = new Map<T, Finding>();
		const size = LOOK_UP_SIZE - 1;
		for (let start = 0; start < transfers.length; start += size) {
			const some = transfers.slice(start, start + size);
			const at = Date.now();
			const shown = await lookSafely(books, some, proof);
			const sees = proof !== undefined && isPaid(shown.get(proof));
			for (const transfer of some) {
				const { reference } = transfer;
				const finding = findingIn(shown.get(reference), transfer);
				if (finding.says !== 'unread')
					this.seen.set(reference, { shown: shown.get(reference), at });
				findings.set(transfer, finding.says === 'absent' ? { ...finding, proven: sees } : finding);
			}
		}
		return findings;
	}
}

async function lookSafely(
	books: Books,
	transfers: Identified[],
	proof: string | undefined,
): Promise<Map<string, Shown>> {
	const references = transfers.map(({ reference }) => reference);
	try {
		return await books.look(proof === undefined ? references : [...references, proof], proof);
	} catch (thrown) {
		const unread = toEnkashError(thrown);
		return new Map(references.map((reference) => [reference, { unread }]));
	}
}

function isPaid(shown: Shown | undefined): boolean {
	return shown !== undefined && 'record' in shown;
}

function findingIn(shown: Shown | undefined, transfer: Identified): Finding {
	if (!shown) return { says: 'absent' };
	if ('unread' in shown) return { says: 'unread', error: shown.unread };
	if ('doubt' in shown) return { says: 'doubt', error: shown.doubt };
	const { record } = shown;
	return { says: 'found', record, difference: transfer.disagreement(record) };
}

/** Cut short by a stop, which the next look-up tells. */
export async function waitSoftly(milliseconds: number, signal?: AbortSignal): Promise<void> {
	try {
		await pause(milliseconds, signal);
	} catch {
		// Whoever goes on asks whether the execution was cancelled.
	}
}

function notChecked(error: EnkashError): EnkashError {
	const kind = error.kind === 'login' || error.kind === 'input' ? error.kind : 'notSent';
	return new EnkashError(
		kind,
		`Not sent, since the reference could not be looked up: ${error.message}`,
		{
			httpStatus: error.httpStatus,
			description:
				error.kind === 'login' || error.kind === 'input'
					? error.description
					: "Correct the endpoint of the look-up in 'Endpoint Overrides' of the credential, or set 'On Duplicate Reference' to 'Send' to do without it.",
		},
	);
}
