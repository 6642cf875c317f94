import { enKashCardId } from '../../fields/card';
import { allocation } from '../../payments/allocation';
import { cardHolder } from '../common/pointsHolder';

/** Takes points back from a user. R1 with DR and UNALLOCATE_POINT, docs.enkash.com/api-9796905. */
export const unallocate = allocation({
	call: 'reward.unallocate',
	name: 'Unallocate Points',
	action: 'Unallocate reward points from user',
	description: 'Take points back from a user into the account',
	fields: [
		{ ...enKashCardId, required: true, description: 'The card that the points are taken from' },
	],
	books: 'reward.getTransactions',
	cards: 'reward.getUserCards',
	direction: 'debit',
	holder: cardHolder,
});
