/**
 * Magic values: a person with one of these mobiles, or a transfer whose reference begins with one of
 * these words, has the fate that goes with it. So each failure can be rehearsed in n8n's editor.
 * What EnKash really does in such a case is not known; see docs/sandbox.md.
 */
import type { FaultRule, RecordedRequest } from './types';

export interface Rehearsal {
	/** Begins a reference, in any case: `TRY-LOST-1`. */
	word: string;
	mobile: string;
	/** What the sandbox does, for people. */
	does: string;
	/** What a row of a sheet is refused with, while the others are paid. */
	refusal?: string;
	/** A status that leaves everything open. The row, or the transfer, is kept under it and pays nothing. */
	status?: string;
	/** What becomes of the call; of that of a whole batch where a row has neither refusal nor status. */
	rule: FaultRule;
}

const REFUSAL = "This transfer is not allowed by your company's policy";
const NO_COVER = 'Insufficient balance in card account';

export const REHEARSALS: Rehearsal[] = [
	{
		word: 'TRY-REFUSED',
		mobile: '7000000001',
		does: `Refuses it: "${REFUSAL}". Nothing is paid.`,
		refusal: REFUSAL,
		rule: { kind: 'refuse', message: REFUSAL },
	},
	{
		word: 'TRY-INSUFFICIENT',
		mobile: '7000000002',
		does: `Refuses it: "${NO_COVER}". Nothing is paid.`,
		refusal: NO_COVER,
		rule: { kind: 'refuse', message: NO_COVER },
	},
	{
		word: 'TRY-PENDING',
		mobile: '7000000003',
		does: 'Keeps it as PENDING, and pays nothing as long as the sandbox runs. The vouchers of an order come after a minute.',
		status: 'PENDING',
		rule: { kind: 'refuseAfter', message: 'Transaction is pending', words: ['PENDING'] },
	},
	{
		word: 'TRY-LATE',
		mobile: '7000000004',
		does: 'Pays, and answers five seconds later.',
		rule: { kind: 'delay', delay: 5000 },
	},
	{
		word: 'TRY-LOST',
		mobile: '7000000005',
		does: 'Pays, and cuts the connection before the answer.',
		rule: { kind: 'resetAfter' },
	},
	{
		word: 'TRY-DOWN',
		mobile: '7000000006',
		does: 'Answers HTTP 502. Nothing is paid.',
		rule: { kind: 'status', status: 502 },
	},
	{
		word: 'TRY-BUSY',
		mobile: '7000000007',
		does: 'Answers HTTP 429, with an hour to wait. Nothing is paid.',
		rule: { kind: 'rateLimit', retryAfter: 3600 },
	},
];

/** What tells one transfer from another: as much of it as the call has. */
interface Transfer {
	mobile?: unknown;
	uniqueReferenceNumber?: unknown;
	orderReferenceId?: unknown;
	requestId?: unknown;
}

/** The calls that move value. */
const CALLS = [
	'createAllocatePoints',
	'allocatePoints',
	'bulkCreateAllocatePoints',
	'createOrder',
	'allocateCoins',
];

export function rehearsalOf(transfer: Transfer): Rehearsal | undefined {
	const { mobile, uniqueReferenceNumber, orderReferenceId, requestId } = transfer;
	const reference = String(uniqueReferenceNumber ?? orderReferenceId ?? requestId).toUpperCase();
	return REHEARSALS.find((each) => each.mobile === mobile || reference.startsWith(each.word));
}

/** What is to become of the whole call, if anything in it asks for that. */
export function rehearsedRule({ call, body }: RecordedRequest): FaultRule | undefined {
	if (!CALLS.includes(call)) return undefined;
	if (Array.isArray(body)) {
		const asked = body.map((row) => rehearsalOf(asTransfer(row)));
		return asked.find((each) => each && !each.refusal && !each.status)?.rule;
	}
	const asked = rehearsalOf(asTransfer(body));
	// An order that is pending is placed.
	return call === 'createOrder' && asked?.status ? undefined : asked?.rule;
}

function asTransfer(body: unknown): Transfer {
	return typeof body === 'object' && body !== null ? body : {};
}
