/**
 * Each operation with the least a user must fill in, on what the sandbox holds from the start.
 * The fault matrix, the fuzz run and the hunt for secrets take their operations from here, so a new
 * operation needs one line.
 */
import type { INodeParameters } from 'n8n-workflow';
import type { CallId } from '../../nodes/Enkash/api/endpoints';

export interface Sample {
	parameters: INodeParameters;
	/** For a call that moves value: where its effect stands in the sandbox's ledger. */
	moves?: { reference: string };
}

const person = {
	email: 'meera.nair@example.com',
	mobile: '9876543210',
	title: 'Ms',
	firstName: 'Meera',
	gender: 'F',
};

export const samples: Partial<Record<CallId, Sample>> = {
	'token.authenticate': { parameters: {} },
	'token.createSsoLink': { parameters: { enKashCardId: 'EKCQMY9BQ0', partner: 'hrms' } },
	'reward.allocate': {
		parameters: { ...person, loadAmount: 10, uniqueReferenceNumber: 'SAMPLE-CREDIT' },
		moves: { reference: 'SAMPLE-CREDIT' },
	},
	'reward.unallocate': {
		parameters: { enKashCardId: 'EKCQMY9BQ0', loadAmount: 10, uniqueReferenceNumber: 'SAMPLE-DEBIT' },
		moves: { reference: 'SAMPLE-DEBIT' },
	},
	'reward.bulkAllocate': {
		parameters: {
			rowSource: 'json',
			rows: { ...person, name: 'Meera Nair', points: 10, reference: 'SAMPLE-CREDIT' },
		},
		moves: { reference: 'SAMPLE-CREDIT' },
	},
	'reward.getAccount': { parameters: {} },
	'reward.getTransactions': { parameters: {} },
	'reward.getUserCards': { parameters: {} },
	'reward.getUsers': { parameters: {} },
	'incentive.allocate': {
		parameters: { ...person, cardAccountId: 'CAN5INC7Q', loadAmount: 10, uniqueReferenceNumber: 'SAMPLE-CREDIT' },
		moves: { reference: 'SAMPLE-CREDIT' },
	},
	'incentive.unallocate': {
		parameters: { enKashCardId: 'EKCQMY9BQ0', loadAmount: 10, uniqueReferenceNumber: 'SAMPLE-DEBIT' },
		moves: { reference: 'SAMPLE-DEBIT' },
	},
	'incentive.getTransactions': { parameters: {} },
	'incentive.getUser': { parameters: { enKashCardId: 'EKCQMY9BQ0' } },
	'points.createEvent': { parameters: { event: 'BIRTHDAY', amount: 100 } },
	'points.getEvent': { parameters: { coinConfigId: 'WCC12345' } },
	'points.updateEvent': { parameters: { coinConfigId: 'WCC12345', updateFields: { amount: 750 } } },
	'points.allocateCoins': {
		parameters: { userId: 'EKQZVMQK', event: 'REFERRAL_EVENT', requestId: 'SAMPLE-COINS' },
		moves: { reference: 'SAMPLE-COINS' },
	},
	'points.getBalance': { parameters: { userId: 'EKQZVMQK' } },
};
