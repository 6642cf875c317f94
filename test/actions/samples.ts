/**
 * Each operation with the least a user must fill in, on what the sandbox holds from the start.
 * The fault matrix, the fuzz run and the hunt for secrets take their operations from here, so a new
 * operation needs one line.
 */
import type { INodeParameters } from 'n8n-workflow';
import type { CallId } from '../../nodes/Enkash/api/wire/endpoints';
import type { OperationId } from '../../nodes/Enkash/run/operation';
import type { RunNodeOptions } from '../engine';

/** What can run an operation: a test's stage, or a recorder of what has to be run. */
export interface Runner {
	run(call: string, parameters?: INodeParameters, options?: RunNodeOptions): Promise<unknown>;
}

export interface Sample {
	parameters: INodeParameters;
	/**
	 * What has to be there first, where the sandbox does not hold it from the start.
	 * @param parameters those of the sample, or what a test made of them
	 */
	before?: (stage: Runner, parameters?: INodeParameters) => Promise<unknown>;
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

const voucher = { productCatalogId: 'PC7513531244A681', denomination: '500', quantity: 1 };

const toCart = {
	productCatalogId: voucher.productCatalogId,
	items: { line: [{ productConfigId: 'PCN751457389RC1ST', quantity: 1 }] },
};

const order = (stage: Runner) =>
	stage.run('redemption.createOrder', { ...voucher, orderReferenceId: 'EARLIER-ORDER' });

/** Pays what a reversal takes back, for two items at most. */
function paid(resource: string, sample: INodeParameters) {
	return async (stage: Runner, { uniqueReferenceNumber } = sample) =>
		await stage.run(
			`${resource}.allocate`,
			{ ...person, ...sample, uniqueReferenceNumber, loadAmount: 10 },
			{ items: [{}, {}] },
		);
}

const reversed = { uniqueReferenceNumber: 'SAMPLE-PAID' };
const reversedIncentive = {
	cardAccountId: 'CAN5INC7Q',
	uniqueReferenceNumber: 'SAMPLE-INCENTIVE',
};

export const samples: Partial<Record<CallId, Sample>> = {
	'token.authenticate': { parameters: {} },
	'token.createSsoLink': { parameters: { enKashCardId: 'EKCQMY9BQ0', partner: 'hrms' } },
	'reward.allocate': {
		parameters: { ...person, loadAmount: 10, uniqueReferenceNumber: 'SAMPLE-CREDIT' },
		moves: { reference: 'SAMPLE-CREDIT' },
	},
	'reward.unallocate': {
		parameters: {
			enKashCardId: 'EKCQMY9BQ0',
			loadAmount: 10,
			uniqueReferenceNumber: 'SAMPLE-DEBIT',
		},
		moves: { reference: 'SAMPLE-DEBIT' },
	},
	'reward.reverse': {
		parameters: reversed,
		before: paid('reward', reversed),
		moves: { reference: 'REV-6HLE5W2FSEON22ASADASAJ2FMY' },
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
	'reward.reconcile': {
		parameters: {
			txnDateFrom: '2025-05-01T00:00:00+05:30',
			txnDateTo: '2025-05-02T00:00:00+05:30',
			rowSource: 'json',
			rows: { reference: 'CAVBMRFE8-2025-001', points: 99.5 },
		},
	},
	'reward.getUserCards': { parameters: {} },
	'reward.getUsers': { parameters: {} },
	'incentive.allocate': {
		parameters: {
			...person,
			cardAccountId: 'CAN5INC7Q',
			loadAmount: 10,
			uniqueReferenceNumber: 'SAMPLE-CREDIT',
		},
		moves: { reference: 'SAMPLE-CREDIT' },
	},
	'incentive.unallocate': {
		parameters: {
			enKashCardId: 'EKCQMY9BQ0',
			loadAmount: 10,
			uniqueReferenceNumber: 'SAMPLE-DEBIT',
		},
		moves: { reference: 'SAMPLE-DEBIT' },
	},
	'incentive.reverse': {
		parameters: reversedIncentive,
		before: paid('incentive', reversedIncentive),
		moves: { reference: 'REV-VJWGKNAMRWA4DDZCT2ZPQMKIPW' },
	},
	'incentive.getTransactions': { parameters: {} },
	'incentive.getUser': { parameters: { enKashCardId: 'EKCQMY9BQ0' } },
	'redemption.authenticate': { parameters: {} },
	'redemption.searchCatalog': { parameters: {} },
	'redemption.getProduct': { parameters: { productCatalogId: voucher.productCatalogId } },
	'redemption.getDenominations': { parameters: { productCatalogId: voucher.productCatalogId } },
	'redemption.getCart': {
		parameters: {},
		before: (stage) => stage.run('redemption.addToCart', toCart),
	},
	'redemption.addToCart': { parameters: toCart },
	'redemption.updateCart': {
		parameters: { cartId: '2191', items: toCart.items },
		before: (stage) => stage.run('redemption.addToCart', toCart),
	},
	'redemption.createOrder': {
		parameters: { ...voucher, orderReferenceId: 'SAMPLE-ORDER' },
		moves: { reference: 'SAMPLE-ORDER' },
	},
	'redemption.createPartnerOrder': {
		parameters: { ...voucher, orderReferenceId: 'SAMPLE-ORDER' },
		moves: { reference: 'SAMPLE-ORDER' },
	},
	'redemption.searchOrders': { parameters: {}, before: order },
	'redemption.getOrder': { parameters: { orderReferenceId: 'EARLIER-ORDER' }, before: order },
	'points.createEvent': { parameters: { event: 'BIRTHDAY', amount: 100 } },
	'points.getEvent': { parameters: { coinConfigId: 'WCC12345' } },
	'points.updateEvent': { parameters: { coinConfigId: 'WCC12345', updateFields: { amount: 750 } } },
	'points.allocateCoins': {
		parameters: { userId: 'EKQZVMQK', event: 'REFERRAL_EVENT', requestId: 'SAMPLE-COINS' },
		moves: { reference: 'SAMPLE-COINS' },
	},
	'points.getBalance': { parameters: { userId: 'EKQZVMQK' } },
};

/** Operations that are built of several calls. */
export const composites: Record<Exclude<OperationId, CallId>, Sample> = {
	'token.checkSetup': { parameters: {} },
};

/** All that the dropdowns of the node offer. */
export const allSamples: Record<string, Sample> = { ...samples, ...composites };
