import { isOfAnother } from '../api/answers/transactions';
import { recordsIn } from '../api/wire/records';
import { SIMPLE_CARD } from '../actions/common/simpleFields';
import { account } from '../fields/accountFields';
import { triggerOptions } from '../fields/options';
import { simplify } from '../fields/simplify';
import { enkashTimeZone, overlap } from '../fields/triggerFields';
import { textOf } from '../input/clean';
import { instantOf } from '../input/wallClock';
import { asData } from '../run/output';
import { arrivals } from './arrivals';
import { enkashTimeZoneOf } from './enkashClock';

/** Somebody holds a card of an account for the first time. R6, docs.enkash.com/api-13454278. */
export const userCreated = arrivals({
	value: 'userCreated',
	name: 'User Created',
	description: 'Somebody has become a card holder of an account',
	fields: [simplify, ...account, triggerOptions([enkashTimeZone, overlap])],
	watched: [],
	place: (item) => [item.host('card'), item.account(), enkashTimeZoneOf(item)],
	load: async (item, paging) => {
		const request = { query: paging, body: item.account() };
		return recordsIn((await item.call('reward.getUserCards', request)).payload);
	},
	reader: (item) => {
		const timeZone = enkashTimeZoneOf(item);
		const own = item.account();
		return (card) => {
			// A second card makes no new user.
			const user = textOf(card.userId) || textOf(card.enKashCardId);
			return {
				identity: { key: user || JSON.stringify(card), twins: false },
				at: instantOf(card.createdOn, timeZone),
				wanted: user !== '' && !isOfAnother(card, own),
				output: () => asData(card),
			};
		};
	},
	simplify: SIMPLE_CARD,
	nothing: {
		message: 'EnKash lists no card holder in this account',
		description: "Check 'Company ID' and 'Card Account ID', or allocate points to somebody first.",
	},
});
