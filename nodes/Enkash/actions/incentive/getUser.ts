import { recordsIn } from '../../api/wire/records';
import { EnkashError } from '../../lib/errors';
import { account } from '../../fields/accountFields';
import { enKashCardId } from '../../fields/card';
import { operation } from '../../run/operation';
import { asData } from '../../run/output';
import { SIMPLE_CARD } from '../common/simpleFields';

/** One user of an incentive account, by card. I3, docs.enkash.com/api-9796913. */
export const getUser = operation({
	call: 'incentive.getUser',
	name: 'Get User',
	action: 'Get incentive user',
	description: 'Retrieve the user who holds a card of an incentive account, with the balance',
	fields: [{ ...enKashCardId, required: true }],
	account,
	request: (item) => ({
		body: {
			...item.account(),
			enKashCardId: item.text('enKashCardId'),
		},
	}),
	items: (payload, item) => {
		const card = item.text('enKashCardId');
		const holder = recordsIn(payload).records.find(({ enKashCardId: id }) => id === card);
		if (!holder) throw noSuchUser(card);
		return [asData(holder)];
	},
	simplify: SIMPLE_CARD,
});

function noSuchUser(card: string): EnkashError {
	return new EnkashError('refused', `EnKash has no user with the card ${card}`, {
		description: "Check 'Card', and whether 'Card Account ID' is the account that it belongs to.",
	});
}
