import type { Listed, TransactionBooks } from '../../api/answers/transactionBooks';
import { toEnkashError, type EnkashError } from '../../lib/errors';
import { pause } from '../../lib/pause';
import { latestConfirmed, recalled } from '../../money/memory';
import { entryOf } from './entries';
import type { Absence, Entry } from './matching';

/** References asked for in one look-up, beside those that prove what it sees. */
const LOOK_UP_SIZE = 198;

/** Milliseconds after which the list is asked again about what it may show late. */
const SETTLE = 3_000;

const NO_PROOF =
	'EnKash does not list it, but shows none of the other payments of this sheet either, so that proves nothing.';

const NOT_BESIDE =
	'EnKash does not list it, but asked by reference it does not show what is known to be paid either.';

interface Question {
	books: TransactionBooks;
	/** The ledger of credits, as the transfers of this process know it. */
	ledger: string;
	/** The payments may be so new that the list shows them late. */
	isRecent: boolean;
	/** Told of what was found by its reference. */
	take(entry: Entry): void;
	signal?: AbortSignal;
}

/**
 * Asks by reference about rows that the transactions of the period do not show. That one is not there
 * is proven only where the same answer shows a payment of this sheet, and the last one that EnKash
 * confirmed to this process; what this process has sent itself is never told as missing.
 */
export class Unseen {
	private readonly absences = new Map<string, Absence>();

	constructor(private readonly question: Question) {}

	of(reference: string): Absence {
		return this.absences.get(reference) ?? unproven(NO_PROOF);
	}

	/**
	 * @param proof the reference of a payment that the list has shown, if any
	 */
	async look(references: string[], proof: string | undefined): Promise<void> {
		if (references.length === 0) return;
		let known = proof;
		let left = await this.ask(references, known);
		if (known === undefined && left.length < references.length) {
			const isLeft = new Set(left);
			known = references.find((each) => !isLeft.has(each) && !this.absences.has(each));
			if (known !== undefined) left = await this.ask(left, known);
		}
		if (this.question.isRecent && known !== undefined && left.length > 0) {
			await pause(SETTLE, this.question.signal);
			left = await this.ask(left, known);
		}
		for (const reference of left) this.heedMemory(reference);
	}

	/** Gives those that are not shown. The first goes alone, since a list may not look at references at all. */
	private async ask(references: string[], proof: string | undefined): Promise<string[]> {
		const left: string[] = [];
		for (let start = 0, size = 1; start < references.length; start += size) {
			if (start > 0) size = LOOK_UP_SIZE;
			const some = references.slice(start, start + size);
			const shown = await this.askSome(some, proof);
			const absent = some.filter((reference) => this.isAbsent(reference, shown, proof));
			left.push(...absent);
			const [first] = some;
			const unread = start === 0 ? shown.get(first) : undefined;
			if (unread && 'unread' in unread) {
				for (const reference of references) this.leaveOpen(reference, unread.unread);
				return [];
			}
		}
		return left;
	}

	private async askSome(some: string[], proof: string | undefined): Promise<Map<string, Listed>> {
		const expected = proof === undefined ? [] : [proof, ...this.latest()];
		try {
			return await this.question.books.look([...some, ...expected], proof);
		} catch (thrown) {
			const unread = toEnkashError(thrown);
			return new Map(some.map((reference) => [reference, { unread }]));
		}
	}

	private latest(): string[] {
		const { reference } = latestConfirmed(this.question.ledger) ?? {};
		return reference === undefined ? [] : [reference];
	}

	private isAbsent(
		reference: string,
		shown: Map<string, Listed>,
		proof: string | undefined,
	): boolean {
		const listed = shown.get(reference);
		if (!listed) {
			this.absences.set(reference, this.proven(shown, proof));
			return true;
		}
		if ('payments' in listed) {
			this.absences.delete(reference);
			for (const record of listed.payments) this.question.take(entryOf(record, true));
		} else this.leaveOpen(reference, 'doubt' in listed ? listed.doubt : listed.unread);
		return false;
	}

	private proven(shown: Map<string, Listed>, proof: string | undefined): Absence {
		if (proof === undefined) return unproven(NO_PROOF);
		if (!isPaid(shown.get(proof))) return unproven(NOT_BESIDE);
		const late = this.latest().find((reference) => !isPaid(shown.get(reference)));
		return late === undefined ? { proven: true } : unproven(notYet(late));
	}

	private leaveOpen(reference: string, { message }: EnkashError): void {
		this.absences.set(reference, unproven(`${message}.`));
	}

	private heedMemory(reference: string): void {
		const memo = recalled(this.question.ledger, reference);
		if (memo) {
			const how =
				memo.was === 'confirmed' ? 'EnKash confirmed it' : 'It was sent, or may have been';
			this.absences.set(reference, unproven(`${how}, but EnKash's list does not show it.`));
		}
	}
}

function isPaid(listed: Listed | undefined): boolean {
	return listed !== undefined && 'payments' in listed;
}

function notYet(reference: string): string {
	return `EnKash does not list it, but does not list ${reference} yet either, which it confirmed last.`;
}

function unproven(why: string): Absence {
	return { proven: false, why };
}
