import { findOrder, purchaseOf } from '../api/answers/orders';
import { EnkashError, toEnkashError } from '../lib/errors';
import { sideBySide } from '../lib/pool';
import type { Books, Shown } from '../money/transfer';
import type { Item } from '../run/item';

/** D11 takes one reference at a time. */
const AT_A_TIME = 5;

/** The orders of a login, by their references; one that cannot be looked up leaves the others alone. */
export function orderBooks(item: Item): Books {
	return {
		singly: true,
		look: async (references) => {
			const shown = new Map<string, Shown>();
			await sideBySide(references.length, AT_A_TIME, async (position) => {
				const found = await shownUnder(item, references[position]);
				if (found) shown.set(references[position], found);
				return true;
			});
			return shown;
		},
	};
}

async function shownUnder(item: Item, reference: string): Promise<Shown | undefined> {
	try {
		const record = await findOrder(item, reference);
		if (!record) return undefined;
		// One that has come to nothing is there as well, and is not placed again under its reference.
		return purchaseOf(record) === 'unknown' ? { doubt: unclear(record) } : { record };
	} catch (error) {
		return { unread: toEnkashError(error) };
	}
}

function unclear({ orderStatus, paymentStatus }: Record<string, unknown>): EnkashError {
	return new EnkashError(
		'unknown',
		`EnKash has the order as ${String(orderStatus ?? paymentStatus)}, with the payment as ${String(paymentStatus)}`,
	);
}
