import { seed } from '../../sandbox/seed';
import {
	allocate,
	getTransactions,
	reverse,
	simpleCard,
	unallocate,
	type CardAccount,
} from './card.cases';
import type { ResourceCases } from './case';

const companyId = 'CEK7T1WMC6';
const cardAccountId = 'CAN5INC7Q';
const [, user] = seed().accounts.get(cardAccountId)?.cards ?? [];
const account: CardAccount = { resource: 'incentive', companyId, cardAccountId, user };

export const incentive: ResourceCases = {
	allocate: allocate(account),
	unallocate: unallocate(account),
	reverse: reverse(account, 'REV-M3GUXVDKHX7VWRE4SIHKFUYGT3'),
	getTransactions: getTransactions(account),
	getUser: {
		parameters: { cardAccountId, enKashCardId: user.enKashCardId },
		sent: {
			method: 'POST',
			path: '/api/v0/partner/enKashCard/search',
			body: { companyId, cardAccountId, enKashCardId: user.enKashCardId },
		},
		items: [simpleCard(user)],
		refusal: {
			parameters: { enKashCardId: 'EKCNOBODY' },
			message: 'EnKash has no user with the card EKCNOBODY',
		},
		badInput: { parameters: { enKashCardId: ' ' }, message: "'Card' is empty" },
	},
};
