import { EnkashError } from '../../lib/errors';
import { userId } from '../../fields/points';
import { operation } from '../../run/operation';

/** Coin balance of one user. P5, docs.enkash.com/api-9796918. */
export const getBalance = operation({
	call: 'points.getBalance',
	name: 'Get Balance',
	action: 'Get coin balance',
	description: 'Retrieve how many coins a user holds',
	fields: [{ ...userId, required: true }],
	request: (item) => ({ query: { userId: item.text('userId') } }),
	items: (payload, item) => [{ userId: item.text('userId'), balance: balanceIn(payload) }],
});

/** @throws EnkashError where the answer to P5 holds no balance */
export function balanceIn(payload: unknown): number {
	const balance = typeof payload === 'string' && payload.trim() ? Number(payload) : payload;
	if (typeof balance === 'number' && Number.isFinite(balance)) return balance;
	throw new EnkashError('unknown', 'EnKash answered without a balance', {
		description: "Check 'User'. If it is right, this is a question for EnKash.",
	});
}
