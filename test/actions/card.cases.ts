/** The calls that reward and incentive share; what differs is data. */
import type { IDataObject } from 'n8n-workflow';
import { toAmount } from '../../sandbox/money';
import type { Card } from '../../sandbox/state';
import { someText, type OperationCase } from './case';

export interface CardAccount {
	resource: 'reward' | 'incentive';
	companyId: string;
	cardAccountId: string;
	/** A user of the account. */
	user: Card;
}

const PATH = '/api/v0/partner/enKashCard';
const newUser = {
	email: 'nathan@example.com',
	mobile: '9876543210',
	title: 'Mr',
	firstName: 'Nathan',
	gender: 'M',
};

export function allocate({ companyId, cardAccountId }: CardAccount): OperationCase {
	return {
		parameters: {
			...newUser,
			cardAccountId,
			mobile: '+91 98765 43210',
			loadAmount: 11,
			uniqueReferenceNumber: ' ROW-1 ',
		},
		sent: {
			method: 'POST',
			path: `${PATH}/create-allocate-points`,
			body: {
				companyId,
				cardAccountId,
				transactionCode: 'ALLOCATION',
				transactionType: 'CR',
				type: 'ALLOCATE_POINT',
				...newUser,
				loadAmount: 11,
				uniqueReferenceNumber: 'ROW-1',
				uniqueReferenceNum: 'ROW-1',
			},
		},
		items: [
			{
				outcome: 'allocated',
				reference: 'ROW-1',
				uniqueReferenceNumber: 'ROW-1',
				loadAmount: 11,
				enKashCardId: someText,
				enkashCardTxnId: someText,
				otbBalance: 11,
				email: newUser.email,
				mobile: newUser.mobile,
				maskedNumber: someText,
			},
		],
		refusal: {
			parameters: { loadAmount: 1_000_000 },
			message: 'Insufficient balance in card account',
		},
		badInput: {
			parameters: { mobile: '12345' },
			message: "'Mobile' is not an Indian mobile number of 10 digits",
		},
	};
}

export function unallocate({ companyId, cardAccountId, user }: CardAccount): OperationCase {
	return {
		parameters: {
			cardAccountId,
			enKashCardId: user.enKashCardId,
			loadAmount: '1.5',
			uniqueReferenceNumber: 'BACK-1',
		},
		sent: {
			method: 'POST',
			path: `${PATH}/create-allocate-points`,
			body: {
				companyId,
				cardAccountId,
				transactionCode: 'ALLOCATION',
				transactionType: 'DR',
				type: 'UNALLOCATE_POINT',
				enkashCardId: user.enKashCardId,
				loadAmount: 1.5,
				uniqueReferenceNumber: 'BACK-1',
				uniqueReferenceNum: 'BACK-1',
			},
		},
		items: [
			{
				outcome: 'allocated',
				reference: 'BACK-1',
				uniqueReferenceNumber: 'BACK-1',
				loadAmount: 1.5,
				enKashCardId: user.enKashCardId,
				enkashCardTxnId: someText,
				otbBalance: toAmount(user.balance) - 1.5,
				email: user.email,
				mobile: user.mobile,
				maskedNumber: someText,
			},
		],
		refusal: { parameters: { loadAmount: 1_000_000 }, message: 'Insufficient balance in card' },
		badInput: {
			parameters: { enKashCardId: '={{ "" }}' },
			message: "'Card' is empty",
		},
	};
}

/** @param reversalReference what EnKash is sent, which follows from the payment's reference */
export function reverse(of: CardAccount, reversalReference: string): OperationCase {
	const { resource, companyId, cardAccountId } = of;
	const paid = allocate(of).parameters;
	return {
		parameters: { cardAccountId, uniqueReferenceNumber: ' ROW-1 ', loadAmount: '1.5' },
		before: (stage) => stage.run(`${resource}.allocate`, paid),
		sent: {
			method: 'POST',
			path: `${PATH}/create-allocate-points`,
			body: {
				companyId,
				cardAccountId,
				transactionCode: 'ALLOCATION',
				transactionType: 'DR',
				type: 'UNALLOCATE_POINT',
				enkashCardId: someText,
				loadAmount: 1.5,
				uniqueReferenceNumber: reversalReference,
				uniqueReferenceNum: reversalReference,
			},
		},
		items: [
			{
				outcome: 'reversed',
				uniqueReferenceNumber: 'ROW-1',
				reversalReference,
				loadAmount: 1.5,
				enKashCardId: someText,
				userId: someText,
				enkashCardTxnId: someText,
				otbBalance: 9.5,
				email: newUser.email,
				mobile: newUser.mobile,
			},
		],
		refusal: { message: 'Company is not active' },
		badInput: {
			parameters: { loadAmount: 12 },
			message: "'Points' is 12, and 11 of the 11 points that were paid under ROW-1 are left",
		},
	};
}

export function getTransactions(account: CardAccount): OperationCase {
	const { resource, companyId, cardAccountId } = account;
	return {
		parameters: {
			cardAccountId,
			filters: { pgReferenceNumber: 'ROW-1', amountFrom: 0, amountTo: 0, userId: '' },
		},
		before: (stage) => stage.run(`${resource}.allocate`, allocate(account).parameters),
		sent: {
			method: 'POST',
			path: `${PATH}/transaction/all`,
			body: { companyId, cardAccountId, pgReferenceNumber: 'ROW-1', amountFrom: 0 },
		},
		items: [
			{
				id: someText,
				reference: 'ROW-1',
				points: 11,
				direction: 'CR',
				type: 'ALLOCATE_POINT',
				status: 'SUCCESS',
				userId: someText,
				enKashCardId: someText,
				cardHolderName: 'Nathan',
				occurredAt: someText,
			},
		],
		refusal: {
			parameters: { cardAccountId: 'CANONE' },
			message: `Card account not found for companyId: ${companyId} and cardAccountId: CANONE`,
		},
		badInput: {
			parameters: { returnAll: false, limit: 0 },
			message: "'Limit' is not a whole number of at least 1",
		},
	};
}

/** A card as Simplify shows it. */
export function simpleCard(card: Card): IDataObject {
	return {
		enKashCardId: card.enKashCardId,
		userId: card.userId,
		firstName: card.firstName,
		lastName: card.lastName ?? '',
		email: card.email,
		mobile: card.mobile,
		otbBalance: toAmount(card.balance),
		cardStatus: 'UnLocked',
		maskedNumber: card.maskedNumber,
		cardAccountId: card.account.cardAccountId,
	};
}
