import { recordsIn } from '../../api/wire/records';
import type { JsonRecord } from '../../lib/json';
import { fact, type Inquiry } from '../inquiry';
import type { Reply } from '../reply';
import { accountBody } from './hostWays';
import { ask } from './routeTrials';

/** IDs that a reading call needs, taken from what others answered. None of them is ever shown. */

/** The card of some user of the account. */
export const someCard = fact<{ enKashCardId: string; userId: string } | undefined>(
	async (inquiry) => {
		const [card] = recordsOf(await users(inquiry));
		const [enKashCardId, userId] = [card?.enKashCardId, card?.userId].map(textIn);
		return enKashCardId && userId ? { enKashCardId, userId } : undefined;
	},
);

/** R5, which a card and its user are taken from. */
export const users = fact<Reply>(
	async (inquiry) => await ask(inquiry, 'reward.getUsers', accountBody(inquiry)),
);

/** D9: the newest orders. */
export const recentOrders = fact<Reply>(
	async (inquiry) =>
		await ask(inquiry, 'redemption.searchOrders', { query: { limit: 10, offset: 0 }, body: {} }),
);

/** The reference of an order that EnKash lists. */
export const someOrder = fact<string | undefined>(async (inquiry: Inquiry) => {
	const orders = recordsOf(await recentOrders(inquiry));
	const references = orders.map((each) =>
		textIn(each.partnerOrderReferenceId ?? each.orderReferenceId),
	);
	return references.find((reference) => reference !== '');
});

/** The records of an answer; none where there is no success. */
export function recordsOf(reply: Reply): JsonRecord[] {
	return reply.was === 'success' ? recordsIn(reply.answer.payload).records : [];
}

export function textIn(told: unknown): string {
	return typeof told === 'string' || typeof told === 'number' ? String(told) : '';
}
