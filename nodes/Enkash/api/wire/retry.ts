import { asIs, toEnkashError, type EnkashError } from '../../lib/errors';
import { pause } from '../../lib/pause';

const MAX_ATTEMPTS = 4;
/** Milliseconds before the first repetition; each later one waits twice as long. */
const FIRST_WAIT = 500;
/** Milliseconds after which one call is not repeated any more. */
export const MAX_TOTAL = 60_000;

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
			const tooLong = Date.now() - started + wait > MAX_TOTAL;
			if (attempt === MAX_ATTEMPTS || !error.passing || tooLong) throw asIs(error);
			await pause(wait, signal);
		}
	}
}

function waitBefore(error: EnkashError, attempt: number): number {
	const asked = (error.retryAfter ?? 0) * 1000;
	return Math.max(asked, FIRST_WAIT * 2 ** (attempt - 1));
}
