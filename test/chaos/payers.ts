/** The operations that move value, as a workflow would use them on the rows of a plan. */
import type { INodeParameters } from 'n8n-workflow';
import type { Concern } from '../../sandbox';
import { TIMEOUT, type Row } from './plan';

export type Payer = 'single' | 'bulk' | 'order' | 'coins';

export interface PayerFacts {
	/** As scenes are called. */
	name: string;
	concern: Concern;
	parameters: INodeParameters;
	/** What the ledger has to show for a row. */
	due: (row: Row) => number;
}

const oneByOne = { timeout: TIMEOUT, concurrency: 25 };

/** A voucher of 500 at a discount of 2 %. */
const VOUCHER = 490;

/** What the event is worth. */
const COINS = 25;

export const PAYERS: Record<Payer, PayerFacts> = {
	single: {
		name: 'points one by one',
		concern: 'points',
		parameters: {
			resource: 'reward',
			operation: 'allocate',
			email: '={{ $json.email }}',
			mobile: '={{ $json.mobile }}',
			title: '={{ $json.title }}',
			firstName: '={{ $json.name }}',
			gender: '={{ $json.gender }}',
			loadAmount: '={{ $json.points }}',
			uniqueReferenceNumber: '={{ $json.reference }}',
			options: oneByOne,
		},
		due: ({ points }) => points,
	},
	bulk: {
		name: 'sheet',
		concern: 'sheet',
		parameters: {
			resource: 'reward',
			operation: 'bulkAllocate',
			options: { timeout: TIMEOUT, batchSize: 25, concurrency: 2 },
		},
		due: ({ points }) => points,
	},
	order: {
		name: 'orders one by one',
		concern: 'order',
		parameters: {
			resource: 'redemption',
			operation: 'createOrder',
			productCatalogId: 'PC7513531244A681',
			denomination: 500,
			quantity: '={{ $json.quantity }}',
			orderReferenceId: '={{ $json.reference }}',
			options: oneByOne,
		},
		due: ({ quantity }) => quantity * VOUCHER,
	},
	coins: {
		name: 'coins one by one',
		concern: 'coins',
		parameters: {
			resource: 'points',
			operation: 'allocateCoins',
			userId: 'EKQZVMQK',
			event: 'REFERRAL_EVENT',
			requestId: '={{ $json.reference }}',
			options: oneByOne,
		},
		due: () => COINS,
	},
};
