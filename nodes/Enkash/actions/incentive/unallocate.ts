import { enKashCardId } from '../../fields/card';
import { allocation } from '../../payments/allocation';
import { cardHolder } from '../common/pointsHolder';

/** Takes an incentive back. I1 with DR and UNALLOCATE_POINT, docs.enkash.com/api-9796911. */
export const unallocate = allocation({
	call: 'incentive.unallocate',
	name: 'Unallocate Points',
	action: 'Unallocate incentive points from user',
	description: 'Take points back from a user into the incentive account',
	fields: [
		{ ...enKashCardId, required: true, description: 'The card that the points are taken from' },
	],
	books: 'incentive.getTransactions',
	cards: 'incentive.getUser',
	direction: 'debit',
	holder: cardHolder,
});
