import { recordsIn } from '../../api/wire/records';
import type { CallId } from '../../api/wire/endpoints';
import { cleanEmail, cleanMobile } from '../../input/clean';
import { groups } from '../../lib/groups';
import type { SheetPayment } from './sheetRow';
import { countedRows } from './wording';

/** Whom EnKash's list of users does not show. */
export interface NewUsers {
	payments: Set<SheetPayment>;
	/** How many users the list shows. */
	listed: number;
}

/** People who are named one by one. */
const NAMED = 10;

/**
 * Asks for the users of each account once (R5, api-9796910). No page says how many users one answer
 * holds at most, so that somebody who is missing is surely no more than that.
 * @throws EnkashError where the list cannot be had
 */
export async function newUsersAmong(
	payments: SheetPayment[],
	usersCall: CallId,
): Promise<NewUsers> {
	const found: NewUsers = { payments: new Set(), listed: 0 };
	const accounts = groups(payments, ({ payer }) => `${payer.companyId} ${payer.cardAccountId}`);
	for (const paid of accounts.values()) {
		const [{ item, payer }] = paid;
		const { companyId, cardAccountId } = payer;
		const { payload } = await item.call(usersCall, { body: { companyId, cardAccountId } });
		const { records } = recordsIn(payload);
		found.listed += records.length;
		const known = new Set(
			records.flatMap(({ email, mobile }) =>
				[cleanEmail(email), cleanMobile(mobile)].flatMap((each) =>
					'value' in each ? [each.value] : [],
				),
			),
		);
		for (const payment of paid) {
			const { email, mobile } = payment;
			if (!known.has(email) && !known.has(mobile)) found.payments.add(payment);
		}
	}
	return found;
}

/** How many rows pay somebody whom the list does not show, and who that is. */
export function newUsersInWords({ payments, listed }: NewUsers, all: SheetPayment[]): string {
	const list = `EnKash's list of ${listed} ${listed === 1 ? 'user' : 'users'}`;
	const missing = all.filter((payment) => payments.has(payment));
	if (missing.length === 0) return `${list} shows everybody in the sheet.`;
	const names = missing.slice(0, NAMED).map(({ clean }) => clean.name);
	const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : '';
	const alone = all.some(({ payer }) => !payer.paysKnownUsers);
	const unpaid = alone ? " 'Pay Existing Users' is off: whoever is in it is not paid." : '';
	return `${list} does not show the people of ${countedRows(missing.length)}: ${names.join(', ')}${more}. They would be created.${unpaid}`;
}
