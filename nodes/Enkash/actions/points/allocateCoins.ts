import { event, userId } from '../../fields/points';
import { coinAllocation } from '../../payments/coins';

/** Credits the coins of an event to a user, once. P4, docs.enkash.com/api-9796917. */
export const allocateCoins = coinAllocation({
	call: 'points.allocateCoins',
	name: 'Allocate Coins',
	action: 'Allocate coins to user',
	description: 'Credit a user with the coins that an event is worth',
	fields: [
		{ ...userId, required: true },
		{
			...event,
			required: true,
			description: 'Name of the event, which says how many coins it is worth',
		},
	],
});
