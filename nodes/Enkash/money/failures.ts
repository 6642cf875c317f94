import { EnkashError } from '../lib/errors';
import { MAX_SENDS } from './transfer';

/** Nobody can say whether it was carried out. For calls that have no look-up as well. */
export function unconfirmed(reference: string, cause: EnkashError, why: string): EnkashError {
	return new EnkashError('unknown', `Reference ${reference} is unconfirmed: ${cause.message}`, {
		httpStatus: cause.httpStatus,
		description: `${why} It may or may not have been carried out. Look for the reference in EnKash before sending it again.`,
	});
}

/** The same of a row among many, whose outcome says first that it is unconfirmed. */
export function unconfirmedRow(reference: string, cause: EnkashError, why: string): EnkashError {
	return new EnkashError('unknown', `${cause.message} (reference ${reference})`, {
		httpStatus: cause.httpStatus,
		description: `${why} The row is unconfirmed: it may or may not have been paid. Look for its reference in EnKash before sending it again.`,
	});
}

export function notLookedUp(doubt: EnkashError): string {
	return `It could not be looked up either: ${doubt.message}.`;
}

/** Where a reference is sent without a look before, what is found under it afterwards proves nothing. */
export const MAY_BE_OLDER = 'EnKash has a transfer under it, but that may be an older one.';

export const NOT_LISTED = 'EnKash has it, but does not list it.';

/** Sent as often as is reasonable, and each time the books said that it is not there. */
export function neverArrived(reference: string, cause: EnkashError): EnkashError {
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
export function usedBefore(reference: string, difference?: string): EnkashError {
	const message = `Reference ${reference} was used before`;
	return new EnkashError('input', difference ? `${message}, ${difference}` : message, {
		description: difference
			? 'Nothing was moved for this item now. Give each transfer a reference of its own.'
			: "By another transfer, or by an earlier try of this execution; nothing was moved for this item now. Set 'On Duplicate Reference' to 'Return Existing' to take it as done.",
	});
}
