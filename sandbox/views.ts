import { stamp } from './clock';
import reference from './data/get-reward-account-details.json';
import { toAmount } from './money';
import type { Account, Card, Transaction } from './state';

const sample = reference.payload;
const { primaryEnKashCard: sampleCard, ...sampleAccount } = sample;

/** R3's payload: the portal's example, with what this account knows about itself. */
export function accountView(account: Account): Record<string, unknown> {
	return {
		...sampleAccount,
		...(account.cardAccountId === sample.cardAccountId ? {} : ownAccount(account)),
		availableBalance: toAmount(account.available),
		availableCardBalance: toAmount(account.cardBalance),
		totalAllocationPoint: toAmount(account.allocated),
		currentMonthAllocationPoint: toAmount(account.monthAllocated),
		totalCards: account.cards.length,
		activeCards: account.cards.length,
		...(account.primary ? { primaryEnKashCard: cardView(account.primary) } : {}),
	};
}

function ownAccount({
	cardAccountId,
	companyId,
	companyName,
	kind,
}: Account): Record<string, unknown> {
	const incentive = { name: 'INCENTIVE', label: 'Incentive' };
	return {
		cardAccountId,
		companyId,
		companyName,
		accountTitle: `${companyName} - ${kind === 'reward' ? 'Reward' : 'Incentive'}`,
		accountType: kind === 'reward' ? sampleAccount.accountType : incentive,
		virtualAccountNumber: `ENKAAXECENK${cardAccountId}`,
		virtualAccountHolderName: companyName,
		usedCreditLimit: 0,
		totalDebits: 0,
		totalCredits: 0,
		totalRedemptionPoint: 0,
		currentMonthRedemptionPoint: 0,
	};
}

/** A card in full: the portal's example card, with what this card knows about itself. */
export function cardView(card: Card): Record<string, unknown> {
	return {
		...sampleCard,
		...(card.enKashCardId === sampleCard.enKashCardId ? {} : ownCard(card)),
		otbBalance: toAmount(card.balance),
		rewardPointsReceived: toAmount(card.received),
		lastAllocatedAmount: toAmount(card.lastAllocated),
		accountBalance: toAmount(card.account.available),
		modifiedOn: card.modifiedOn,
	};
}

function ownCard(card: Card): Record<string, unknown> {
	const { account } = card;
	return {
		enKashCardId: card.enKashCardId,
		userId: card.userId,
		cardAccountId: account.cardAccountId,
		companyId: account.companyId,
		companyName: account.companyName,
		token: card.token,
		maskedNumber: card.maskedNumber,
		// R6's example shows both of them empty.
		expiryMonth: '',
		expiryYear: '',
		email: card.email,
		mobile: card.mobile,
		title: card.title,
		firstName: card.firstName,
		lastName: card.lastName ?? '',
		gender: card.gender,
		usedMtd: 0,
		usedDtd: 0,
		usedYtd: 0,
		usedLtd: 0,
		primaryCard: account.primary === card,
		createdOn: card.createdOn,
		loadAmount: toAmount(card.lastAllocated),
		limitAllocatedLtd: toAmount(card.received),
		extEntityId: `EXT${card.userId}`,
		virtualAccountNumber: `ENKASHEDENK${card.enKashCardId}`,
		totalRewardsReceived: 0,
	};
}

/** A transaction in the shape of EnKash's card event, the nearest that is publicly known. */
export function transactionView(transaction: Transaction): Record<string, unknown> {
	const { card, at } = transaction;
	const when = stamp(at);
	return {
		enKashCardTransactionId: transaction.id,
		maskedCard: card.maskedNumber,
		enkashCardId: card.enKashCardId,
		cardAccountId: card.account.cardAccountId,
		userId: card.userId,
		cardHolderName: holderName(card),
		companyName: card.account.companyName,
		companyId: card.account.companyId,
		principalAmount: toAmount(transaction.amount),
		fcyAmount: 0,
		balance: toAmount(transaction.balance),
		pgReferenceNumber: transaction.reference,
		description: transaction.description,
		currency: 'INR',
		cardTransactionType: transaction.direction,
		status: 'SUCCESS',
		type: transaction.type,
		createdOn: when,
		txnDate: when,
		modifiedOn: when,
	};
}

export function holderName({ firstName, lastName }: Card): string {
	return [firstName, lastName].filter(Boolean).join(' ');
}
