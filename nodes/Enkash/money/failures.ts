import { EnkashError } from '../lib/errors';

/** What a person can do that the node cannot. */
const NEXT_STEP =
	"Look for the reference in EnKash. If it is not there, switch on 'Resend Unconfirmed' and run it again.";

/** How it is told that nobody can say whether something was carried out. */
export type Unconfirmed = (reference: string, cause: EnkashError, why: string) => EnkashError;

export const unconfirmed: Unconfirmed = (reference, cause, why) =>
	new EnkashError('unknown', `Reference ${reference} is unconfirmed: ${cause.message}`, {
		httpStatus: cause.httpStatus,
		description: `${why} It may or may not have been carried out. ${NEXT_STEP}`,
	});

/** The same of a row among many, whose outcome says first that it is unconfirmed. */
export const unconfirmedRow: Unconfirmed = (reference, cause, why) =>
	new EnkashError('unknown', `${cause.message} (reference ${reference})`, {
		httpStatus: cause.httpStatus,
		description: `${why} The row is unconfirmed: it may or may not have been paid. ${NEXT_STEP}`,
	});

/** The call went through, and its answer says nothing of a transfer, or not enough. */
export function leftOpen(): EnkashError {
	return new EnkashError('unknown', 'EnKash did not confirm the row');
}

/** EnKash confirms nothing any more, so a transfer that was not begun is not put in doubt as well. */
export function notSentNow(openInARow: number): EnkashError {
	return new EnkashError(
		'notSent',
		`Not sent, since EnKash left the last ${openInARow} calls open`,
		{
			description: 'Nobody can say what came of those. Look into EnKash, then run it again.',
		},
	);
}
