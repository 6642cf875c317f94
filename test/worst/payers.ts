/** The operations that move value, each as a workflow would use it on rows with references of their own. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Concern } from '../../sandbox';

export interface Payer {
	call: string;
	concern: Concern;
	parameters: INodeParameters;
	/** What becomes of a row's reference is told by this field. */
	reference: string;
	/** The field that tells how much was moved, where there is one. */
	amount?: string;
	/** What the ledger has to show for a row. */
	due: (row: Row) => number;
	/** Calls that the rows of a cell take. */
	calls: number;
	concurrency: number;
	/** What shares all its code but the path and the fields of its call with another one. */
	sister?: true;
}

export const ROWS = 6;

export interface Row {
	points: number;
	reference: string;
}

/** The rows of a cell, as a sheet for other people or one by one for the same one. */
export function rowsOf(cell: string): Array<IDataObject & Row> {
	return Array.from({ length: ROWS }, (_, index) => ({
		title: 'Ms',
		name: `Person ${index}`,
		gender: 'F',
		email: `person${index}@example.com`,
		mobile: `900000000${index}`,
		points: 10 + index,
		reference: `${cell}-${index}`,
	}));
}

/** The same for all: n8n takes most of a cell's time for expressions. */
const person = {
	email: 'meera.nair@example.com',
	mobile: '9876543210',
	title: 'Ms',
	firstName: 'Meera',
	gender: 'F',
};
const points = {
	loadAmount: '={{ $json.points }}',
	uniqueReferenceNumber: '={{ $json.reference }}',
};
const voucher = {
	productCatalogId: 'PC7513531244A681',
	denomination: 500,
	quantity: 2,
	orderReferenceId: '={{ $json.reference }}',
};

const movesPoints = {
	concern: 'points',
	reference: 'uniqueReferenceNumber',
	amount: 'loadAmount',
	due: ({ points: due }: Row) => due,
	calls: ROWS,
	concurrency: 2,
} as const;

/** Two vouchers of 500 at a discount of 2 %. */
const buys = {
	concern: 'order',
	reference: 'orderReferenceId',
	due: () => 980,
	calls: ROWS,
	concurrency: 2,
} as const;

export const PAYERS: Payer[] = [
	{ ...movesPoints, call: 'reward.allocate', parameters: { ...person, ...points } },
	{
		...movesPoints,
		call: 'reward.unallocate',
		sister: true,
		parameters: { enKashCardId: 'EKCQMY9BQ0', ...points },
	},
	{
		...movesPoints,
		call: 'reward.bulkAllocate',
		concern: 'sheet',
		parameters: { options: { batchSize: 2 } },
		calls: ROWS / 2,
		concurrency: 1,
	},
	{
		...movesPoints,
		call: 'incentive.allocate',
		sister: true,
		parameters: { ...person, ...points, cardAccountId: 'CAN5INC7Q' },
	},
	{
		...movesPoints,
		call: 'incentive.unallocate',
		sister: true,
		parameters: { enKashCardId: 'EKCQMY9BQ0', ...points },
	},
	{ ...buys, call: 'redemption.createOrder', parameters: voucher },
	{ ...buys, call: 'redemption.createPartnerOrder', sister: true, parameters: voucher },
	{
		call: 'points.allocateCoins',
		concern: 'coins',
		parameters: {
			userId: 'EKQZVMQK',
			event: 'REFERRAL_EVENT',
			requestId: '={{ $json.reference }}',
		},
		reference: 'requestId',
		due: () => 25,
		calls: ROWS,
		// All at once: the journal is written for those in flight, and has no lock.
		concurrency: ROWS,
	},
];
