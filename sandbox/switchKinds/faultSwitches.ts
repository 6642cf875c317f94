import type { FaultRule, LedgerEntry, RecordedRequest } from '../types';
import type { Concern, Switch } from './switch';

/** The calls that move value, by operationId. */
const CALLS: Record<Concern, string[]> = {
	points: ['createAllocatePoints', 'allocatePoints'],
	sheet: ['bulkCreateAllocatePoints'],
	order: ['createOrder'],
	coins: ['allocateCoins'],
};
const ALL: Concern[] = ['points', 'sheet', 'order', 'coins'];
const RECORDED: Concern[] = ['points', 'sheet', 'order'];

const JSON_401 = JSON.stringify({
	error: 'unauthorized',
	error_description: 'Full authentication is required to access this resource',
});
const PAGE_403 =
	'<!DOCTYPE html><html><head><title>403 Forbidden</title></head><body><h1>Request blocked</h1></body></html>';

type Row = [name: string, says: string, concerns: Concern[], rule: FaultRule];

const ROWS: Row[] = [
	[
		'after-timed-out',
		'A call that took effect is refused: request timed out.',
		ALL,
		{ kind: 'refuseAfter', message: 'Request timed out' },
	],
	[
		'after-in-progress',
		'A call that took effect is refused: in progress.',
		ALL,
		{ kind: 'refuseAfter', message: 'Transaction is in progress' },
	],
	[
		'after-session-expired',
		'A call that took effect is refused: session expired.',
		ALL,
		{ kind: 'refuseAfter', message: 'Session expired' },
	],
	[
		'after-refused',
		'A call that took effect is refused with code 1.',
		ALL,
		{ kind: 'refuseAfter', message: 'Something went wrong' },
	],
	[
		'after-409',
		'A call that took effect is refused with HTTP 409.',
		ALL,
		{ kind: 'refuseAfter', status: 409, message: 'Request already exists' },
	],
	[
		'after-401',
		'A call that took effect is answered with HTTP 401.',
		ALL,
		{ kind: 'statusAfter', status: 401, body: JSON_401 },
	],
	[
		'after-403-page',
		"A call that took effect is answered with a firewall's page and HTTP 403.",
		ALL,
		{ kind: 'html', status: 403, effect: true, body: PAGE_403 },
	],
	['after-502', 'A call that took effect is answered with HTTP 502.', ALL, { kind: 'statusAfter' }],
	['answer-lost', 'The answer to a call that took effect is lost.', ALL, { kind: 'resetAfter' }],
	[
		'half-refused',
		'A batch is refused as a whole after half of it took effect.',
		['sheet'],
		{ kind: 'refuseHalf', message: 'Bulk allocation failed' },
	],
	[
		'half-422',
		'A batch is refused with HTTP 422 after half of it took effect.',
		['sheet'],
		{ kind: 'refuseHalf', status: 422, message: 'Bulk allocation failed' },
	],
	[
		'unpaid-refusal-listed',
		'A call that paid nothing is listed under words of refusal, and its answer is lost.',
		RECORDED,
		{
			kind: 'recordOnly',
			words: [
				'UNSUCCESSFUL',
				'ERROR',
				'EXPIRED',
				'ABORTED',
				'TIMED_OUT',
				'REFUNDED',
				'DENIED',
				'VOID',
			],
		},
	],
	[
		'unpaid-begun-listed',
		'A call that paid nothing is listed as begun, and its answer is lost.',
		RECORDED,
		{ kind: 'recordOnly', words: ['PENDING', 'INITIATED', 'CREATED', { label: 'Pending' }] },
	],
];

/** The switches that are faults. */
export const faultSwitches: Switch[] = [
	...ROWS.map(([name, says, concerns, rule]): Switch => ({
		name,
		says,
		concerns,
		turnOn: ({ faults }, options) => faults.add({ call: callsOf(concerns), ...rule, ...options }),
	})),
	{
		name: 'second-refused',
		says: 'The answer to a call that took effect is lost, and when it is sent again it is refused.',
		concerns: ALL,
		turnOn: ({ faults, ledger }, options) => {
			faults.add({
				call: callsOf(ALL),
				kind: 'refuse',
				message: 'Request cannot be processed',
				when: paidIn(ledger),
			});
			faults.add({ call: callsOf(ALL), kind: 'resetAfter', ...options });
		},
	},
];

function callsOf(concerns: Concern[]): string[] {
	return concerns.flatMap((concern) => CALLS[concern]);
}

/** Tells whether anything was paid under a reference that a request carries. */
function paidIn(ledger: LedgerEntry[]): (request: RecordedRequest) => boolean {
	const paid = new Set<unknown>();
	let read = 0;
	return ({ body }) => {
		for (; read < ledger.length; read++) paid.add(ledger[read].reference);
		return [body]
			.flat()
			.flatMap(referencesIn)
			.some((reference) => paid.has(reference));
	};
}

function referencesIn(part: unknown): unknown[] {
	const { uniqueReferenceNumber, uniqueReferenceNum, orderReferenceId, requestId } = Object(
		part,
	) as Record<string, unknown>;
	return [uniqueReferenceNumber, uniqueReferenceNum, orderReferenceId, requestId];
}
