/** The operations that move value, each as a workflow would use it on rows with references of their own. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { reversalReference } from '../../nodes/Enkash/money/reference';
import type { Concern, Sandbox } from '../../sandbox';

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
	/** What the ledger has to show a row under, where that is not the row's own reference. */
	movedUnder?: (row: Row) => string;
	/** What there is before, as EnKash's list has it. */
	before?: (sandbox: Sandbox, rows: Row[]) => void;
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

/** Each row takes back what an earlier month paid under its reference. */
function takesBack(cardAccountId: string) {
	const account = { companyId: 'CEK7T1WMC6', cardAccountId };
	return {
		...movesPoints,
		parameters: { cardAccountId, uniqueReferenceNumber: '={{ $json.reference }}' },
		movedUnder: ({ reference }: Row) => reversalReference({ ...account, reference, part: 1 }),
		before: ({ state }: Sandbox, rows: Row[]) => {
			const [card] = state.accounts.get(cardAccountId)?.cards ?? [];
			rows.forEach(({ reference, points: paid }, index) => {
				state.addTransaction({
					id: `${reference}-ID`,
					at: MONTH_AGO + index,
					card,
					direction: 'CR',
					type: 'ALLOCATE_POINT',
					reference,
					amount: paid * 100,
					balance: card.balance,
					description: '',
				});
			});
		},
	} as const;
}

const MONTH_AGO = Date.parse('2025-06-01T10:00:00Z');

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
	{ ...takesBack('CAVBMRFE8'), call: 'reward.reverse' },
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
	{ ...takesBack('CAN5INC7Q'), call: 'incentive.reverse', sister: true },
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
