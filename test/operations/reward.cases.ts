import { seed } from '../../sandbox/seed';
import { allocate, getTransactions, simpleCard, unallocate, type CardAccount } from './card.cases';
import type { ResourceCases } from './case';

const companyId = 'CEK7T1WMC6';
const cardAccountId = 'CAVBMRFE8';
const cards = seed().accounts.get(cardAccountId)?.cards ?? [];
const [, user] = cards;
const account: CardAccount = { resource: 'reward', companyId, cardAccountId, user };
const search = '/api/v0/partner/enKashCard/search';

export const reward: ResourceCases = {
	allocate: allocate(account),
	unallocate: unallocate(account),
	getTransactions: getTransactions(account),
	getAccount: {
		parameters: {},
		sent: { method: 'POST', path: '/api/v0/partner/enKashCard/cardAccount/get', body: { companyId, cardAccountId } },
		items: [
			{
				cardAccountId,
				companyId,
				companyName: expect.any(String) as string,
				availableBalance: 898138,
				totalAllocationPoint: 107900,
				totalRedemptionPoint: 23004.92,
				currentMonthAllocationPoint: 20,
				currentMonthRedemptionPoint: 700,
				totalCards: 34,
				activeCards: 34,
			},
		],
		refusal: {
			parameters: { cardAccountId: 'CANONE' },
			message: 'Card account not found for companyId: CEK7T1WMC6 and cardAccountId: CANONE',
		},
		badInput: { credential: { cardAccountId: '' }, message: "'Card Account ID' is empty" },
	},
	getUsers: {
		parameters: { limit: 2 },
		sent: { method: 'POST', path: search, body: { companyId, cardAccountId } },
		items: cards.slice(0, 2).map(simpleCard),
		refusal: { message: 'Company is not active' },
		badInput: { credential: { companyId: '' }, message: "'Company ID' is empty" },
	},
	getUserCards: {
		parameters: { enKashCardId: { __rl: true, mode: 'list', value: user.enKashCardId } },
		sent: { method: 'POST', path: search, body: { companyId, cardAccountId, enKashCardId: user.enKashCardId } },
		items: [simpleCard(user)],
		refusal: { message: 'Company is not active' },
		badInput: { parameters: { limit: 1.5 }, message: "'Limit' is not a whole number of at least 1" },
	},
};
