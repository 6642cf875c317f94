import { recordsIn } from '../../api/wire/records';
import type { JsonRecord } from '../../lib/json';
import type { Rehearsal } from './rehearsal';

/** What EnKash says that is left, where it does. */
export interface Balances {
	/** Points of the account that can still be allocated (R3). */
	account?: number;
	/** Points that the holder of the card can redeem (R6). */
	card?: number;
}

export async function readBalances({ item, account, card }: Rehearsal): Promise<Balances> {
	const whole = async () => await item.call('reward.getAccount', { body: account });
	const one = async () =>
		await item.call('reward.getUserCards', { body: { ...account, enKashCardId: card } });
	return {
		account: numberIn(await recordOf(whole, () => true), 'availableBalance'),
		card: numberIn(await recordOf(one, (each) => each.enKashCardId === card), 'otbBalance'),
	};
}

async function recordOf(
	ask: () => Promise<{ payload: unknown }>,
	isIt: (record: JsonRecord) => boolean,
): Promise<JsonRecord | undefined> {
	try {
		const { payload } = await ask();
		return recordsIn(payload).records.find(isIt);
	} catch {
		// Told as unknown: that a balance cannot be read keeps nothing from being taken back.
		return undefined;
	}
}

function numberIn(record: JsonRecord | undefined, field: string): number | undefined {
	const told = record?.[field];
	return typeof told === 'number' || (typeof told === 'string' && told.trim() !== '')
		? Number(told)
		: undefined;
}

/** By how much a balance rose, in points with two decimals; undefined where it is not known. */
export function rise(before: number | undefined, after: number | undefined): number | undefined {
	if (before === undefined || after === undefined) return undefined;
	return Math.round((after - before) * 100) / 100;
}
