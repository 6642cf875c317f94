import { enKashCardId } from '../../fields/card';
import { email, mobile } from '../../fields/person';
import { allocation } from '../allocation';
import { knownPerson } from '../person';

/** Takes an incentive back. I1 with DR and UNALLOCATE_POINT, docs.enkash.com/api-9796911. */
export const unallocate = allocation({
	call: 'incentive.unallocate',
	name: 'Unallocate Points',
	action: 'Unallocate incentive points from user',
	description: 'Take points back from a user into the incentive account',
	fields: [enKashCardId, email, mobile],
	books: 'incentive.getTransactions',
	direction: 'debit',
	person: knownPerson,
});
