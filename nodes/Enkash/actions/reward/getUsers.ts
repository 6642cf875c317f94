import { account } from '../../fields/accountFields';
import { operation } from '../../run/operation';
import { SIMPLE_CARD } from '../common/simpleFields';

/** The users of a reward account. R5, docs.enkash.com/api-9796910. */
export const getUsers = operation({
	call: 'reward.getUsers',
	name: 'Get Users',
	action: 'Get many reward users',
	description: 'Retrieve the users of a reward account, each with their card and balance',
	fields: [],
	account,
	request: (item) => ({
		body: item.account(),
	}),
	simplify: SIMPLE_CARD,
	list: true,
});
