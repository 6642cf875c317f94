/** The clock of n8n and of the node, which run in the main realm; the sandbox keeps its own. */
import { runInThisContext } from 'node:vm';

const { Date: clock } = runInThisContext('({ Date })') as { Date: DateConstructor };
const now = clock.now.bind(clock);

/** Lets minutes pass for the node, on top of those that have passed already. */
export function passMinutes(minutes: number): void {
	const before = clock.now.bind(clock);
	clock.now = () => before() + minutes * 60_000;
}

export function resetClock(): void {
	clock.now = now;
}
