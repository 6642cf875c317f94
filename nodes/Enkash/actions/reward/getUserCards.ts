import { account } from '../../fields/accountFields';
import { enKashCardId } from '../../fields/card';
import { operation } from '../../run/operation';
import { SIMPLE_CARD } from '../common/simpleFields';

/** The cards of a reward account, or one of them. R6, docs.enkash.com/api-13454278. */
export const getUserCards = operation({
	call: 'reward.getUserCards',
	name: 'Get User Cards',
	action: 'Get many reward user cards',
	description: 'Retrieve the cards of a reward account, or one card alone',
	fields: [{ ...enKashCardId, hint: 'Leave empty to retrieve all cards' }],
	account,
	request: (item) => ({
		body: {
			...item.account(),
			enKashCardId: item.optionalText('enKashCardId'),
		},
	}),
	simplify: SIMPLE_CARD,
	list: true,
});
