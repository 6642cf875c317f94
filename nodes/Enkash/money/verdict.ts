import { EnkashError } from '../lib/errors';
import type { DuplicatePolicy, Result, TransferRecord } from './transfer';

/** How often one transfer is sent at most, each time after the last one surely came to nothing. */
export const MAX_SENDS = 3;

/** What came back for a transfer that was sent. */
export type Reply<Answer = never> =
	/** It was carried out, as it was sent. */
	| { says: 'done'; record: TransferRecord; answer?: Answer }
	/** Something was carried out, but not what was sent. */
	| { says: 'otherwise'; problem: string }
	/** It was surely not carried out. */
	| { says: 'no'; error: EnkashError }
	/** Only its token was at fault, which EnKash looks at before anything else. */
	| { says: 'token'; error: EnkashError }
	/** Nobody can say yet. */
	| {
			says: 'unclear';
			cause: EnkashError;
			/** What speaks against sending it again, though the list does not have it. */
			objection?: string;
			/** A refusal that may be meant for it, and is where it surely was not carried out. */
			refusal?: EnkashError;
	  };

/** What EnKash's list says of a reference. */
export type Finding =
	| { says: 'found'; record: TransferRecord; difference?: string }
	/** It is not shown. Proven where the list shows, beside it, what was paid after the doubt began. */
	| { says: 'absent'; proven?: boolean }
	/** Something is shown that may or may not be it. */
	| { says: 'doubt'; error: EnkashError }
	/** The list could not be read. */
	| { says: 'unread'; error: EnkashError }
	/** There is no list to look it up in. */
	| { says: 'nothing' };

/** What was known before this run. */
export type Earlier =
	/** EnKash confirmed it. Only the process that saw it has the record. */
	| { was: 'confirmed'; record?: TransferRecord; difference?: string }
	/** It was sent, or may have been. */
	| { was: 'open'; cause: EnkashError; why?: string; mayResend: boolean };

/** All that is known of one transfer. */
export interface Evidence<Answer = never> {
	reference: string;
	policy: DuplicatePolicy;
	/** From this process or the journal; missing where it was never sent, as far as they reach. */
	earlier?: Earlier;
	/** How often it was sent in this run; what failed for its token alone does not count. */
	sends: number;
	/** How often its token was refused. */
	tokens?: number;
	/** The list proved, before the last sending, that none of the earlier ones was carried out. */
	disproved?: boolean;
	/** What the last sending gave; missing where it was not sent. */
	reply?: Reply<Answer>;
	/** What the list says now; missing where it was not asked since the last sending. */
	list?: Finding;
}

/** What a transfer comes to, now or once more is known. */
export type Ruling<Answer = never> =
	| ({ verdict: 'paid' } & Result<Answer>)
	| { verdict: 'notPaid'; error: EnkashError }
	/** It may or may not have been carried out, and will never be known better. */
	| { verdict: 'open'; cause: EnkashError; why: string }
	| Wait;

/** The same, but the list may tell more later. */
export type Wait = { verdict: 'wait'; cause: EnkashError; why: string };

export type Verdict<Answer = never> =
	| { verdict: 'send' }
	/** Ask the list now. */
	| { verdict: 'lookUp' }
	| Ruling<Answer>;

/** What to do with a transfer, from all that is known of it. Decides, and does nothing. */
export function verdict<Answer>(evidence: Evidence<Answer>): Verdict<Answer> {
	const { reply } = evidence;
	switch (reply?.says) {
		case undefined:
			return beforeSending(evidence);
		case 'done':
			return { verdict: 'paid', outcome: 'allocated', ...recordAndAnswer(reply) };
		case 'otherwise':
			return open(new EnkashError('unknown', reply.problem), 'EnKash carried something out.');
		case 'no':
			return refused(evidence, reply.error);
		case 'token':
			return tokenRefused(evidence, reply.error);
		case 'unclear':
			return lookedUp(evidence, reply.cause, reply);
	}
}

function recordAndAnswer<Answer>({
	record,
	answer,
}: {
	record: TransferRecord;
	answer?: Answer;
}): Pick<Result<Answer>, 'record' | 'answer'> {
	return { record, answer };
}

function beforeSending<Answer>(evidence: Evidence<Answer>): Verdict<Answer> {
	const { policy, earlier, list } = evidence;
	if (list?.says === 'found' && policy !== 'send') return foundBefore(evidence, list);
	if (earlier?.was === 'confirmed') return foundBefore(evidence, { record: {}, ...earlier });
	if (earlier) return stillOpen(earlier, list);
	switch (list?.says) {
		case 'doubt':
			return wait(list.error, LISTED_UNCLEARLY);
		case 'unread':
			return notPaid(list.error);
		default:
			return { verdict: 'send' };
	}
}

/** It was carried out before this run. */
function foundBefore(
	{ reference, policy }: Evidence<unknown>,
	{ record, difference }: { record: TransferRecord; difference?: string },
): Verdict {
	if (difference || policy === 'fail') return notPaid(usedBefore(reference, difference));
	return { verdict: 'paid', outcome: 'alreadyAllocated', record };
}

/** Sent before this run, and nobody knows what came of it. */
function stillOpen(
	{ cause, why, mayResend }: { cause: EnkashError; why?: string; mayResend: boolean },
	list: Finding | undefined,
): Verdict {
	switch (list?.says) {
		case 'absent':
			return list.proven || mayResend ? { verdict: 'send' } : wait(cause, NOT_SHOWN);
		case 'nothing':
			return mayResend ? { verdict: 'send' } : open(cause, NO_LIST);
		case 'doubt':
			return wait(cause, `${list.error.message}.`);
		case 'unread':
			return wait(cause, `It could not be looked up: ${list.error.message}.`);
		default:
			return open(cause, why ?? SENT_ALREADY);
	}
}

function refused<Answer>(evidence: Evidence<Answer>, error: EnkashError): Verdict<Answer> {
	const { policy, sends, earlier, list } = evidence;
	// It was sent before: what is refused now says nothing of that one.
	if (sends > 1 || earlier) return lookedUp(evidence, error, { refusal: error });
	if (error.kind !== 'refused' || !isDuplicate(error)) return notPaid(error);
	// Nothing was moved; the user may take the older one as the result.
	if (policy !== 'returnExisting') return notPaid(error);
	if (!list) return { verdict: 'lookUp' };
	if (list.says === 'found') return foundBefore(evidence, list);
	return list.says === 'nothing' ? notPaid(error) : wait(error, NOT_LISTED);
}

/** Sent once more with a new token, unless the list knows better. */
function tokenRefused<Answer>(evidence: Evidence<Answer>, error: EnkashError): Verdict<Answer> {
	const { tokens = 1, list } = evidence;
	if (tokens > 1) return refused(evidence, error);
	switch (list?.says) {
		case undefined:
			return { verdict: 'lookUp' };
		case 'absent':
		case 'nothing':
			return { verdict: 'send' };
		case 'found':
			return lookedUp(evidence, error);
		default:
			return notPaid(error);
	}
}

/** What only the list can tell, since the answer was lost or leaves it open. */
function lookedUp<Answer>(
	evidence: Evidence<Answer>,
	cause: EnkashError,
	{ objection, refusal }: { objection?: string; refusal?: EnkashError } = {},
): Verdict<Answer> {
	const { reference, policy, sends, disproved, list } = evidence;
	switch (list?.says) {
		case undefined:
			return { verdict: 'lookUp' };
		case 'nothing':
			return open(cause, NO_LIST);
		case 'doubt':
			return wait(cause, `${list.error.message}.`);
		case 'unread':
			return wait(cause, `It could not be looked up either: ${list.error.message}.`);
		case 'found':
			if (list.difference) return open(cause, `EnKash has it ${list.difference}.`);
			// It was sent without a look before, so what is found afterwards proves nothing.
			if (sends === 1 && policy === 'send') return open(cause, MAY_BE_OLDER);
			return { verdict: 'paid', outcome: 'recovered', record: list.record };
		case 'absent':
			if (refusal && isDuplicate(refusal)) return wait(cause, NOT_LISTED);
			if (refusal && disproved) return notPaid(refusal);
			if (!list.proven) return wait(inWords(cause, refusal), objection ?? NOT_SHOWN);
			if (objection) return open(cause, objection);
			if (refusal) return notPaid(refusal);
			if (sends < MAX_SENDS) return { verdict: 'send' };
			return notPaid(neverArrived(reference, cause));
	}
}

/** EnKash's words for it, where it has some. */
function inWords(cause: EnkashError, refusal: EnkashError | undefined): EnkashError {
	return refusal ? cause.with({ message: refusal.message }) : cause;
}

const NOT_SHOWN =
	"EnKash's transactions do not show it, and show nothing later either that would prove it is not there.";

const LISTED_UNCLEARLY = 'It was not sent now, since EnKash may have it already.';

const SENT_ALREADY = 'An earlier try of this execution sent it.';

const NO_LIST = 'EnKash documents no call that looks it up.';

const NOT_LISTED = 'EnKash has it, but does not list it.';

const MAY_BE_OLDER = 'EnKash has a transfer under it, but that may be an older one.';

function notPaid(error: EnkashError): Verdict {
	return { verdict: 'notPaid', error };
}

function open(cause: EnkashError, why: string): Verdict {
	return { verdict: 'open', cause, why };
}

function wait(cause: EnkashError, why: string): Verdict {
	return { verdict: 'wait', cause, why };
}

/** It is the transfer that was there before, and not its user. */
const DUPLICATE = [
	/duplicate/i,
	/\b(reference|transaction|order|request|coins|points|payment)\b.*\balready\b/i,
	/\balready (used|processed|allocated|paid|done|received|submitted)\b/i,
];

/** Whether EnKash refuses something because it was done before. */
function isDuplicate({ message }: EnkashError): boolean {
	return DUPLICATE.some((words) => words.test(message));
}

/** Sent as often as is reasonable, and each time the list proved that it is not there. */
function neverArrived(reference: string, cause: EnkashError): EnkashError {
	return new EnkashError(
		'notPaid',
		`Reference ${reference} was not carried out: ${cause.message}`,
		{
			httpStatus: cause.httpStatus,
			description: `It was sent ${MAX_SENDS} times, and EnKash's transactions do not have it. Run it again once EnKash answers.`,
		},
	);
}

/** A refusal of our own: the reference is not free. An earlier try of the same execution may have used it. */
function usedBefore(reference: string, difference?: string): EnkashError {
	const message = `Reference ${reference} was used before`;
	return new EnkashError('input', difference ? `${message}, ${difference}` : message, {
		description: difference
			? 'Nothing was moved for this item now. Give each transfer a reference of its own.'
			: "By another transfer, or by an earlier try of this execution; nothing was moved for this item now. Set 'On Duplicate Reference' to 'Return Existing' to take it as done.",
	});
}
