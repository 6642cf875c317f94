import { recipientFields } from '../../fields/person';
import { allocation } from '../../payments/allocation';
import { recipient } from '../common/pointsHolder';

/** Credits an incentive to a user, whom EnKash creates if new. I1, docs.enkash.com/api-9796911. */
export const allocate = allocation({
	call: 'incentive.allocate',
	name: 'Allocate Points',
	action: 'Allocate incentive points to user',
	description:
		'Credit points of an incentive account to a user, who is created if new or picked from the list',
	fields: recipientFields,
	books: 'incentive.getTransactions',
	cards: 'incentive.getUser',
	direction: 'credit',
	holder: recipient,
});
