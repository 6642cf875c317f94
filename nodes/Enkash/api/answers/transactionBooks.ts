import { asIs, EnkashError, toEnkashError } from '../../lib/errors';
import { isRecord, type JsonRecord } from '../../lib/json';
import type { Caller } from '../wire/call';
import { recordsIn } from '../wire/records';
import { meaningOf, wordOf } from '../wire/words';
import {
	asAnswered,
	directionsOf,
	isOfAnother,
	referencesOf,
	type CardAccount,
	type Direction,
	type TransactionCall,
} from './transactions';

/** What a list shows under a reference: a payment, something unclear, or that it could not be read. */
export type Listed = ListedPayment | { doubt: EnkashError } | { unread: EnkashError };

/** A payment, and all that is shown as paid under its reference: there may be several. */
export interface ListedPayment {
	record: JsonRecord;
	payments: JsonRecord[];
}

/** How EnKash may put it that there are none, where it does not give an empty list (inferred). */
const NONE_FOUND =
	/\bno (transactions?|records?|data)\b|\b(transactions?|records?|data) (is |are )?not (found|available)\b/i;

/** Whether EnKash says that there are none. */
export function saysNone(words: string): boolean {
	return NONE_FOUND.test(words);
}

/** One page of the list, as far as it concerns what was asked for. */
interface Page {
	/** Records of this account that carry a reference that was asked for. */
	mentioned: Map<string, JsonRecord[]>;
	/** References of other records. */
	strangers: string[];
	/** Whether EnKash has more than it gave. */
	more: boolean;
}

/**
 * The transactions of an account by the reference they were sent with (R4 and I2; the filter is
 * that of the Prepaid page api-13551023). No page shows the answer, tells its limits, or says
 * whether recordsCount counts a page or all, and nobody knows which of the filter's two spellings the
 * server reads. So what one answer does not mention is asked for again without the others, an empty
 * answer is checked once in the other spelling, and a server that does not know the filter for
 * several is asked for each.
 */
export class TransactionBooks {
	/** The server does not read the filter for several references. */
	private oneByOne = false;

	/** An empty answer to a question about several was checked. */
	private checked = false;

	/** References under which something is shown that moved nothing. */
	private readonly failed = new Set<string>();

	constructor(
		private readonly caller: Caller,
		private readonly call: TransactionCall,
		private readonly account: CardAccount,
		private readonly direction: Direction,
	) {}

	/**
	 * What is shown under each reference; one that is missing is not shown.
	 * @param expected one of them that is known to be paid
	 * @throws EnkashError where EnKash cannot be asked.
	 */
	async look(references: string[], expected?: string): Promise<Map<string, Listed>> {
		const shown = new Map<string, Listed>();
		const asked = [...new Set(references)];
		if (asked.length > 1 && !this.oneByOne) await this.askTogether(asked, shown, expected);
		else await this.askEach(asked, shown);
		return shown;
	}

	/** Whether what is shown under a reference moved nothing, as its status says. */
	hasFailed(reference: string): boolean {
		return this.failed.has(reference);
	}

	private async askTogether(
		asked: string[],
		shown: Map<string, Listed>,
		expected: string | undefined,
	): Promise<void> {
		const page = await this.page(asked);
		this.note(page, asked, shown);
		const open = asked.filter((reference) => !shown.has(reference));
		if (open.length === 0) return;
		if (page.strangers.length > 0) {
			this.oneByOne = true;
			return await this.askEach(open, shown);
		}
		if (page.more || (page.mentioned.size > 0 && page.mentioned.size < asked.length)) {
			// The page may have been full: the others are asked for without those that it held.
			if (open.length < asked.length) return await this.askTogetherOrAlone(open, shown, expected);
			return await this.askEach(open, shown);
		}
		await this.check(open, shown, expected);
	}

	private async askTogetherOrAlone(
		open: string[],
		shown: Map<string, Listed>,
		expected: string | undefined,
	): Promise<void> {
		if (open.length > 1) await this.askTogether(open, shown, expected);
		else await this.askEach(open, shown);
	}

	/** Whether the server reads the filter for several at all, where it has shown none of them. */
	private async check(
		open: string[],
		shown: Map<string, Listed>,
		expected: string | undefined,
	): Promise<void> {
		const missed = expected !== undefined && open.includes(expected);
		if (this.checked && !missed) return;
		this.checked = true;
		const sample = missed ? expected : open[open.length - 1];
		await this.askEach([sample], shown);
		if (!shown.has(sample)) return;
		this.oneByOne = true;
		await this.askEach(
			open.filter((reference) => reference !== sample),
			shown,
		);
	}

	private async askEach(references: string[], shown: Map<string, Listed>): Promise<void> {
		for (const reference of references) {
			const page = await this.page([reference]);
			this.note(page, [reference], shown);
			if (shown.has(reference)) continue;
			if (page.strangers.length > 0 || page.more) shown.set(reference, { unread: listsOthers() });
		}
	}

	/** What a page says of the references that were asked for. */
	private note({ mentioned, strangers }: Page, asked: string[], shown: Map<string, Listed>): void {
		for (const reference of asked) {
			const records = mentioned.get(reference) ?? [];
			const listed = this.listed(records);
			if (!listed && records.some(isFailed)) this.failed.add(reference);
			const like = listed ?? alike(reference, strangers);
			if (like) shown.set(reference, like);
		}
	}

	/** A payment among the records of a reference, or else one that leaves it open. */
	private listed(records: JsonRecord[]): Listed | undefined {
		let doubt: Listed | undefined;
		const payments: JsonRecord[] = [];
		for (const record of records) {
			const directions = directionsOf(record);
			if (directions.length === 1 && directions[0] !== this.direction) continue;
			if (isFailed(record)) continue;
			if (directions.length !== 1) doubt = { doubt: unclearDirection(directions) };
			else if (meaningOf(record.status) === 'unknown')
				doubt = { doubt: unclearStatus(record.status) };
			else payments.push(asAnswered(record));
		}
		return payments.length > 0 ? { record: payments[0], payments } : doubt;
	}

	private async page(references: string[]): Promise<Page> {
		const { records, more } = await this.list(references);
		const wanted = new Set(references);
		const page: Page = { mentioned: new Map(), strangers: [], more };
		for (const record of records) {
			const told = referencesOf(record);
			const reference = told.find((each) => wanted.has(each));
			if (reference === undefined) page.strangers.push(...(told.length > 0 ? told : ['']));
			else if (!isOfAnother(record, this.account)) {
				page.mentioned.set(reference, [...(page.mentioned.get(reference) ?? []), record]);
			}
		}
		return page;
	}

	private async list(references: string[]): Promise<{ records: JsonRecord[]; more: boolean }> {
		const filter =
			references.length === 1
				? { pgReferenceNumber: references[0] }
				: { pgReferenceNumbers: references };
		const body = { ...this.account, ...filter };
		try {
			const { payload } = await this.caller.call(this.call, { body });
			if (!isList(payload)) throw noList();
			const { records, total } = recordsIn(payload);
			return { records, more: (total ?? 0) > records.length };
		} catch (thrown) {
			const error = toEnkashError(thrown);
			const none = error.kind === 'refused' && error.fromEnkash && saysNone(error.message);
			if (none) return { records: [], more: false };
			throw asIs(error);
		}
	}
}

function isFailed({ status }: JsonRecord): boolean {
	return meaningOf(status) === 'notMoved';
}

/** Nothing at all is how an empty list may come; a word, a number or true is no list. */
export function isList(payload: unknown): boolean {
	const nothing = payload === undefined || payload === null;
	const says = typeof payload === 'string' && saysNone(payload);
	return nothing || says || Array.isArray(payload) || isRecord(payload);
}

/** A record under a reference that may be meant to be this one keeps it from being sent. */
function alike(reference: string, strangers: string[]): Listed | undefined {
	const plain = reference.trim().toLowerCase();
	const other = strangers.find((stranger) => {
		const listed = stranger.trim().toLowerCase();
		return listed !== '' && (listed.startsWith(plain) || plain.startsWith(listed));
	});
	return other === undefined
		? undefined
		: {
				doubt: unclear(`EnKash lists reference '${other}', which may be meant to be ${reference}`),
			};
}

function unclear(problem: string): EnkashError {
	return new EnkashError('unknown', problem);
}

function unclearDirection(directions: Direction[]): EnkashError {
	return unclear(
		directions.length === 0
			? 'EnKash lists the transaction, but not whether it is a credit or a debit'
			: 'EnKash lists the transaction both as a credit and as a debit',
	);
}

function unclearStatus(status: unknown): EnkashError {
	const word = wordOf(status);
	return unclear(
		word
			? `EnKash lists the transaction as ${word}`
			: 'EnKash lists the transaction, but without a status',
	);
}

const ADVICE = "Set the endpoint of this look-up in 'Endpoint Overrides' of the credential.";

function listsOthers(): EnkashError {
	return new EnkashError('unknown', 'EnKash listed other transactions than those asked for', {
		description: ADVICE,
	});
}

function noList(): EnkashError {
	return new EnkashError('unknown', 'EnKash answered the look-up with something that is no list', {
		description: ADVICE,
	});
}
