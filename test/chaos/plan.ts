/** What is to be paid, and all that goes wrong meanwhile. The same seed makes the same plan. */
import type { IDataObject } from 'n8n-workflow';
import { toAmount } from '../../sandbox/money';
import { generator } from '../../sandbox/random';
import type { FaultRule, RecordedRequest } from '../../sandbox/types';

export interface Plan {
	items: number;
	seed: number;
}

/** Milliseconds a call may take; short, since each request that hangs costs as much. */
export const TIMEOUT = 1000;

export const referenceOf = (index: number) => `CHAOS-${String(index).padStart(6, '0')}`;

export interface Row extends IDataObject {
	points: number;
	/** Vouchers, where it is orders that are made of the rows. */
	quantity: number;
	reference: string;
}

/** Rows of a sheet, each for another person. */
export function sheetOf({ items, seed }: Plan): Row[] {
	const random = generator(seed);
	return Array.from({ length: items }, (_, index) => ({
		title: 'Ms',
		name: `Person ${index}`,
		gender: 'F',
		email: `person${index}@example.com`,
		mobile: String(9_000_000_000 + index),
		points: toAmount(1 + Math.floor(random() * 50_000)),
		quantity: 1 + (index % 2),
		reference: referenceOf(index),
	}));
}

type Fault = Omit<FaultRule, 'call' | 'rate' | 'seed'>;

/** Everything that can become of a call. */
const FAULTS: Fault[] = [
	{ kind: 'resetBefore' },
	{ kind: 'resetAfter' },
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 502 },
	{ kind: 'status', status: 503 },
	{ kind: 'status', status: 504 },
	{ kind: 'status', status: 401 },
	{ kind: 'statusAfter', status: 500 },
	{ kind: 'statusAfter', status: 502 },
	{ kind: 'statusAfter', status: 504 },
	{ kind: 'truncated' },
	{ kind: 'empty' },
	{ kind: 'garbageAfter' },
	{ kind: 'html' },
	{ kind: 'html', status: 503, effect: true },
	{ kind: 'redirect' },
	{ kind: 'hang' },
	{ kind: 'hangAfter' },
	{ kind: 'delay', delay: 2 * TIMEOUT },
	{ kind: 'refuse', message: 'Something went wrong' },
	{ kind: 'rateLimit' },
];

/** What only a call with many rows can suffer. */
const BULK_FAULTS: Fault[] = [
	{ kind: 'partial' },
	{ kind: 'partial', message: 'Something went wrong' },
	{ kind: 'mutate', body: '{"code":0,"message":"Success","payload":null}' },
];

/** How many of a hundred calls suffer a fault. */
const SHARE = 20;

function spread(call: string, faults: Fault[], seed: number): FaultRule[] {
	return faults.map((fault, index) => {
		// A rule is asked only where those before it let the call pass.
		const rate = SHARE / 100 / (faults.length - (index * SHARE) / 100);
		return { call, rate, seed: seed * 1009 + index, ...fault };
	});
}

/** How often the first item fails, so that n8n retries the whole node more than once. */
const FIRST_FAILS = 4;

/** The calls that move value, and those that look it up, which coins have none of. */
const MOVES = ['R1', 'R2', 'D8', 'P4'];
const LOOK_UPS = ['R4', 'D11'];

export function faultsOf({ seed }: Plan): FaultRule[] {
	const isFirst = ({ body }: RecordedRequest) => JSON.stringify(body).includes(referenceOf(0));
	return [
		{ call: MOVES, kind: 'status', status: 500, times: FIRST_FAILS, when: isFirst },
		...[...MOVES, ...LOOK_UPS].flatMap((call, index) =>
			spread(call, call === 'R2' ? [...FAULTS, ...BULK_FAULTS] : FAULTS, seed + index),
		),
	];
}
