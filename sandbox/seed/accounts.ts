import { issueCard, type Person } from '../cards';
import reference from '../data/get-reward-account-details.json';
import people from '../data/people.json';
import { toPaise } from '../money';
import type { Account, Card, State } from '../state';

type AccountFacts = Pick<Account, 'cardAccountId' | 'companyId' | 'companyName' | 'kind'> & {
	points: number;
};

/** The portal's sample accounts, an incentive account, and one account for each reason to refuse a bulk. */
export function seedAccounts(state: State): void {
	seedReference(state);
	seedSmall(state);
	const incentive = account(state, {
		cardAccountId: 'CAN5INC7Q',
		companyId: 'CEK7T1WMC6',
		companyName: 'Vikram Singh',
		kind: 'incentive',
		points: 25_000,
	});
	incentive.primary = newCard(state, incentive, admin('9000000200', 'incentive.admin@example.com'));
	for (const person of people.incentive) newCard(state, incentive, person);
	seedBulkObjections(state);
}

function seedReference(state: State): void {
	const sample = reference.payload;
	const card = sample.primaryEnKashCard;
	const owner = account(state, {
		cardAccountId: sample.cardAccountId,
		companyId: sample.companyId,
		companyName: sample.companyName,
		kind: 'reward',
		points: sample.availableBalance,
	});
	owner.allocated = toPaise(sample.totalAllocationPoint);
	owner.monthAllocated = toPaise(sample.currentMonthAllocationPoint);
	owner.primary = {
		...card,
		account: owner,
		balance: toPaise(card.otbBalance),
		received: toPaise(card.rewardPointsReceived),
		lastAllocated: toPaise(card.lastAllocatedAmount),
	};
	state.addCard(owner.primary);
	for (const person of people.reward) newCard(state, owner, person);
}

function seedSmall(state: State): void {
	const small = account(state, {
		cardAccountId: 'CAQL8YCV3',
		companyId: 'CEK1PU9AOO',
		companyName: 'Example Traders',
		kind: 'reward',
		points: 50,
	});
	small.primary = newCard(state, small, {
		...admin('9000000300', 'small.admin@example.com'),
		enKashCardId: 'EKCDM5AVZY',
	});
	for (const person of people.small) newCard(state, small, person);
}

function seedBulkObjections(state: State): void {
	const facts = {
		companyId: 'CEK1PU9AOO',
		companyName: 'Example Traders',
		kind: 'reward',
		points: 1000,
	} as const;
	account(state, { ...facts, cardAccountId: 'CANOCARD1' }).bulkObjection =
		'Primary Enkash card is not present. So bulk upload cannot be done';
	account(state, { ...facts, cardAccountId: 'CANOKYCX2' }).bulkObjection =
		'KYC is not uploaded or under review for the primary card. So bulk upload cannot be done';
	account(state, { ...facts, cardAccountId: 'CANOBINX3' }).bulkObjection =
		'Bin Type is not mapped on PlanMaster';
}

function account(state: State, { points, ...facts }: AccountFacts): Account {
	const made: Account = {
		...facts,
		available: toPaise(points),
		allocated: 0,
		monthAllocated: 0,
		cardBalance: 0,
		cards: [],
		byMobile: new Map(),
		byEmail: new Map(),
	};
	state.accounts.set(made.cardAccountId, made);
	return made;
}

function newCard(state: State, owner: Account, person: Person): Card {
	return issueCard(state, owner, { createdOn: '2024-06-03 10:15:00', ...person });
}

function admin(mobile: string, email: string): Person {
	return { title: 'Ms', firstName: 'Asha', lastName: 'Rao', gender: 'F', mobile, email, points: 0 };
}
