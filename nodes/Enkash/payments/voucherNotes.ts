import { vouchersIn, vouchersPending } from '../api/answers/orders';
import type { JsonRecord } from '../lib/json';
import type { Operation } from '../run/operation';

/** How an order was looked at, as far as it explains what is not to be seen of its vouchers. */
export interface View {
	/** How many vouchers there are to be. */
	quantity: number;
	includesCodes: boolean;
	/** What brings the vouchers that are not issued yet. */
	remedy: string;
}

/** What a person would miss in an order, and how to get it; nothing where all is there. */
export function voucherNote(
	order: JsonRecord,
	{ quantity, includesCodes, remedy }: View,
): { voucherNote: string } | undefined {
	const count = vouchersIn(order).length;
	const told = Array.isArray(order.voucherDetailsList);
	if (vouchersPending(order, quantity)) {
		// A search may leave them out.
		if (!told && order.orderStatus === 'SUCCESS') return { voucherNote: NOT_TOLD };
		const missing = count > 0 ? 'Not all vouchers are issued yet' : 'Voucher not issued yet';
		return { voucherNote: `${missing}: ${remedy}` };
	}
	return count > 0 && !includesCodes ? { voucherNote: HIDDEN } : undefined;
}

const NOT_TOLD = "The vouchers are not told here: use 'Get Order'.";

const HIDDEN =
	"Voucher codes are hidden: turn on 'Include Voucher Codes' in the options to see numbers and PINs.";

/** The same of an order that was looked up, which tells itself how many vouchers it has. */
export function noteOn(
	order: JsonRecord,
	includesCodes: boolean,
): { voucherNote: string } | undefined {
	const quantity = Number(order.totalQuantity) || 1;
	return voucherNote(order, { quantity, includesCodes, remedy: LOOK_LATER });
}

const LOOK_LATER = "look again in a while, with 'Get Order'.";

/** The same operation, which also says above its items what is not to be seen of vouchers. */
export function withVoucherHints(operation: Operation): Operation {
	return {
		...operation,
		run: async (items, settings) => {
			const outcomes = await operation.run(items, settings);
			const records = outcomes.flatMap((each) => ('records' in each ? each.records : []));
			const notes = records
				.map((record) => record.voucherNote)
				.filter((note) => note !== undefined);
			for (const note of new Set(notes.map(String))) {
				const count = notes.filter((each) => each === note).length;
				settings.notes.hint(count === 1 ? note : `${count} orders: ${note}`);
			}
			return outcomes;
		},
	};
}
