import { setTimeout as pause } from 'node:timers/promises';

/** Waits for what a test wants to see; where it never comes, the test's own time-out says so. */
export async function until(seen: () => boolean): Promise<void> {
	while (!seen()) await pause(5);
}
