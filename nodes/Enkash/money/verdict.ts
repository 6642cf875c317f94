import { EnkashError } from '../lib/errors';
import type { DuplicatePolicy, Result, TransferRecord } from './transfer';

/** How often one transfer is sent at most, each time after the books said it is not there. */
export const MAX_SENDS = 3;

/** What came back for a transfer that was sent. */
export type Reply<Answer = never> =
	/** It was carried out, as it was sent. */
	| { says: 'done'; record: TransferRecord; answer?: Answer }
	/** Something was carried out, but not what was sent. */
	| { says: 'otherwise'; problem: string }
	/** It was not carried out. */
	| { says: 'no'; error: EnkashError }
	/** Nobody can say yet. */
	| {
			says: 'unclear';
			cause: EnkashError;
			/** What speaks against sending it again, though the books do not have it. */
			objection?: string;
			/** A refusal that may be meant for it, and is where the books do not have it. */
			refusal?: EnkashError;
	  };

/** What EnKash's books say of a reference. */
export type Finding =
	| { says: 'found'; record: TransferRecord; difference?: string }
	/** It surely is not there. */
	| { says: 'absent' }
	/** They could not be read, or leave it open. */
	| { says: 'doubt'; error: EnkashError }
	/** There are no books to look it up in. */
	| { says: 'nothing' };

/** All that is known of one transfer. */
export interface Evidence<Answer = never> {
	reference: string;
	policy: DuplicatePolicy;
	/** How often it was sent in this run. */
	sends: number;
	/** What the last sending gave; missing where it was not sent. */
	reply?: Reply<Answer>;
	/** What the books say now; missing where they were not asked since the last sending. */
	books?: Finding;
}

export type Verdict<Answer = never> =
	| { verdict: 'send' }
	/** Look up what came of it, as long as EnKash may be at work on it. */
	| { verdict: 'lookUp'; cause: EnkashError }
	/** Look once for an older transfer under the reference. */
	| { verdict: 'lookUpOlder' }
	| ({ verdict: 'paid' } & Result<Answer>)
	| { verdict: 'notPaid'; error: EnkashError }
	/** It may or may not have been carried out. Without a reason, the cause says it all. */
	| { verdict: 'open'; cause: EnkashError; why?: string };

/** What to do with a transfer, from all that is known of it. Decides, and does nothing. */
export function verdict<Answer>(evidence: Evidence<Answer>): Verdict<Answer> {
	const { reply } = evidence;
	switch (reply?.says) {
		case undefined:
			return beforeSending(evidence);
		case 'done':
			return paid('allocated', reply.record, reply.answer);
		case 'otherwise':
			return open(new EnkashError('unknown', reply.problem), 'EnKash carried something out.');
		case 'no':
			return refused(evidence, reply.error);
		case 'unclear':
			return lookedUp(evidence, reply.cause, reply);
	}
}

function beforeSending<Answer>({ reference, policy, books }: Evidence<Answer>): Verdict<Answer> {
	// What is unconfirmed is not sent again, whatever the user thinks of duplicates.
	if (books?.says === 'doubt') {
		const { error } = books;
		return error.kind === 'unknown' ? open(error) : { verdict: 'notPaid', error };
	}
	if (books?.says !== 'found' || policy === 'send') return { verdict: 'send' };
	const { record, difference } = books;
	if (difference || policy === 'fail') {
		return { verdict: 'notPaid', error: usedBefore(reference, difference) };
	}
	return paid('alreadyAllocated', record);
}

function refused<Answer>(evidence: Evidence<Answer>, error: EnkashError): Verdict<Answer> {
	const { policy, sends, books } = evidence;
	const refusal: Verdict<Answer> = { verdict: 'notPaid', error };
	if (error.kind !== 'refused' || !isDuplicate(error.message)) return refusal;
	// What EnKash calls a duplicate after we sent it twice is our own first one, come late.
	if (sends > 1) return lookedUp(evidence, error);
	// Nothing was moved; the user may take the older one as the result.
	if (policy !== 'returnExisting') return refusal;
	if (!books) return { verdict: 'lookUpOlder' };
	return books.says === 'found' ? beforeSending(evidence) : refusal;
}

/** What only the books can tell, since the answer was lost or leaves it open. */
function lookedUp<Answer>(
	evidence: Evidence<Answer>,
	cause: EnkashError,
	{ objection, refusal }: { objection?: string; refusal?: EnkashError } = {},
): Verdict<Answer> {
	const { reference, policy, sends, books } = evidence;
	switch (books?.says) {
		case undefined:
			return { verdict: 'lookUp', cause };
		case 'nothing':
			return open(cause, 'EnKash documents no call that looks it up.');
		case 'doubt':
			return open(cause, `It could not be looked up either: ${books.error.message}.`);
		case 'found':
			if (books.difference) return open(cause, `EnKash has it ${books.difference}.`);
			// It was sent without a look before, so what is found afterwards proves nothing.
			if (sends === 1 && policy === 'send') return open(cause, MAY_BE_OLDER);
			return paid('recovered', books.record);
		case 'absent':
			if (cause.kind === 'refused') return open(cause, 'EnKash has it, but does not list it.');
			if (objection) return open(cause, objection);
			if (refusal) return refused(evidence, refusal);
			if (sends < MAX_SENDS) return { verdict: 'send' };
			return { verdict: 'notPaid', error: neverArrived(reference, cause) };
	}
}

const MAY_BE_OLDER = 'EnKash has a transfer under it, but that may be an older one.';

function paid<Answer>(
	outcome: Result['outcome'],
	record: TransferRecord,
	answer?: Answer,
): Verdict<Answer> {
	return { verdict: 'paid', outcome, record, answer };
}

function open(cause: EnkashError, why?: string): Verdict {
	return { verdict: 'open', cause, why };
}

/** Whether EnKash refuses something because it was done before. */
function isDuplicate(words: string): boolean {
	return /duplicate|already/i.test(words);
}

/** Sent as often as is reasonable, and each time the books said that it is not there. */
function neverArrived(reference: string, cause: EnkashError): EnkashError {
	return new EnkashError(
		'notSent',
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
