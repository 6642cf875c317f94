import type { EnkashClient } from '../api/client';
import type { Account } from '../api/login/account';
import type { EnkashError } from '../lib/errors';

/** One run of Check Setup: whom it asks, and about which account. */
export interface Inquiry {
	readonly client: EnkashClient;
	readonly account: Account;
	/** As the node or the credential names them; blank where neither does. */
	readonly companyId: string;
	readonly cardAccountId: string;
	/** A reference that the user knows to be paid; blank for none. */
	readonly knownReference: string;
	/** Milliseconds for one answer. */
	readonly timeout: number;
	/** Servers that gave no answer to the first call, so that each is waited for once. */
	readonly silent: Map<string, EnkashError>;
	/** Servers that gave one. */
	readonly answering: Set<string>;
	/** What answers named people with, none of which is to be told. */
	readonly people: Set<string>;
}

/** Something that is found out by asking EnKash, when the first question needs it, and then known. */
export type Fact<T> = (inquiry: Inquiry) => Promise<T>;

/** Finds it out once in a run, however many questions need it. */
export function fact<T>(find: Fact<T>): Fact<T> {
	const known = new WeakMap<Inquiry, Promise<T>>();
	return async (inquiry) => {
		const found = known.get(inquiry) ?? find(inquiry);
		known.set(inquiry, found);
		return await found;
	};
}
