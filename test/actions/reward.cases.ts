import { seed } from '../../sandbox/seed';
import {
	allocate,
	getTransactions,
	reverse,
	simpleCard,
	unallocate,
	type CardAccount,
} from './card.cases';
import { toAmount } from '../../sandbox/money';
import { someText, type ResourceCases } from './case';

const companyId = 'CEK7T1WMC6';
const cardAccountId = 'CAVBMRFE8';
const cards = seed().accounts.get(cardAccountId)?.cards ?? [];
const [, user] = cards;
const account: CardAccount = { resource: 'reward', companyId, cardAccountId, user };
const search = '/api/v0/partner/enKashCard/search';

const sheetRow = {
	'Full Name': ' Meera  Nair ',
	'E-Mail': 'Meera.Nair@Example.com',
	'Mobile No.': '+91 98765 43210',
	Salutation: 'ms.',
	Points: '1,500.50',
	Remarks: 'Five years',
	'Award Reference': ' AWARD-1 ',
};

export const reward: ResourceCases = {
	allocate: allocate(account),
	unallocate: unallocate(account),
	reverse: reverse(account, 'REV-SU5APGZPORYWRNPTOH45MRLCIW'),
	bulkAllocate: {
		parameters: { rowSource: 'json', rows: JSON.stringify([sheetRow]) },
		sent: {
			method: 'POST',
			path: '/api/v0/partner/enKashCard/bulk-create-allocate-points-json',
			query: { companyId, cardAccountId, isPointsAllocation: 'true' },
			body: [
				{
					title: 'Ms',
					name: 'Meera Nair',
					email: 'meera.nair@example.com',
					mobile: '9876543210',
					loadAmount: 1500.5,
					remarks: 'Five years',
					uniqueReferenceNumber: 'AWARD-1',
				},
			],
		},
		items: [
			{
				outcome: 'allocated',
				row: 1,
				name: 'Meera Nair',
				email: 'meera.nair@example.com',
				mobile: '9876543210',
				loadAmount: 1500.5,
				reference: 'AWARD-1',
				uniqueReferenceNumber: 'AWARD-1',
				enKashCardId: someText,
			},
		],
		refusal: {
			parameters: {
				companyId: 'CEK1PU9AOO',
				cardAccountId: 'CANOBINX3',
				rows: JSON.stringify([{ ...sheetRow, Points: 500 }]),
			},
			message: 'Refused by EnKash: Bin Type is not mapped on PlanMaster',
		},
		badInput: {
			parameters: { rows: JSON.stringify([{ ...sheetRow, Points: '-50' }]) },
			message: "Row is not valid: 'Points' is '-50', which is less than 0: write a number above 0",
		},
	},
	getTransactions: getTransactions(account),
	reconcile: {
		parameters: {
			txnDateFrom: '2025-05-01T00:00:00+05:30',
			txnDateTo: '2025-05-02T00:00:00+05:30',
			rowSource: 'json',
			rows: JSON.stringify([
				{ 'Award ID': ' CAVBMRFE8-2025-001 ', Points: toAmount(user.balance) },
			]),
		},
		sent: {
			method: 'POST',
			path: '/api/v0/partner/enKashCard/transaction/all',
			body: {
				companyId,
				cardAccountId,
				txnDateFrom: '2025-04-30T18:30:00.000Z',
				txnDateTo: '2025-05-01T18:30:00.000Z',
			},
		},
		items: [
			{
				finding: 'paid',
				uniqueReferenceNumber: 'CAVBMRFE8-2025-001',
				loadAmount: toAmount(user.balance),
				paidPoints: toAmount(user.balance),
				reason: '',
				enKashCardId: user.enKashCardId,
				enkashCardTxnId: someText,
				txnDate: '2025-05-01 09:30:00',
				totalRows: 1,
				totalToCheck: 0,
			},
		],
		refusal: {
			parameters: { cardAccountId: 'CANONE' },
			message: 'Card account not found for companyId: CEK7T1WMC6 and cardAccountId: CANONE',
		},
		badInput: {
			parameters: { txnDateFrom: '2025-05-03' },
			message: "'From Date' is later than 'To Date'",
		},
	},
	getAccount: {
		parameters: {},
		sent: {
			method: 'POST',
			path: '/api/v0/partner/enKashCard/cardAccount/get',
			body: { companyId, cardAccountId },
		},
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
		sent: {
			method: 'POST',
			path: search,
			body: { companyId, cardAccountId, enKashCardId: user.enKashCardId },
		},
		items: [simpleCard(user)],
		refusal: { message: 'Company is not active' },
		badInput: {
			parameters: { limit: 1.5 },
			message: "'Limit' is not a whole number of at least 1",
		},
	},
};
