import { sleep } from 'n8n-workflow';
import { EnkashError } from './errors';

/**
 * Waits, unless the execution is cancelled meanwhile.
 * @param milliseconds how long
 * @throws EnkashError `notSent` on cancellation, since whatever was to follow will not be sent.
 */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	if (!signal) return await sleep(milliseconds);
	let wake = () => {};
	const cancelled = new Promise<void>((resolve) => {
		wake = resolve;
	});
	signal.addEventListener('abort', wake);
	try {
		if (!signal.aborted) await Promise.race([sleep(milliseconds), cancelled]);
	} finally {
		signal.removeEventListener('abort', wake);
	}
	assertNotCancelled(signal);
}

export function assertNotCancelled(signal?: AbortSignal): void {
	if (signal?.aborted) {
		throw new EnkashError('notSent', 'The execution was cancelled before this was sent');
	}
}
