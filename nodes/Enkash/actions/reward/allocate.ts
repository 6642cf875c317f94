import { recipientFields } from '../../fields/person';
import { allocation } from '../../payments/allocation';
import { recipient } from '../common/pointsHolder';

/** Credits points to a user, whom EnKash creates if new. R1, docs.enkash.com/api-9796905. */
export const allocate = allocation({
	call: 'reward.allocate',
	name: 'Allocate Points',
	action: 'Allocate reward points to user',
	description: 'Credit points to a user, who is created if new or picked from the list',
	fields: recipientFields,
	books: 'reward.getTransactions',
	cards: 'reward.getUserCards',
	direction: 'credit',
	holder: recipient,
});
