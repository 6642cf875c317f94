/** The clock of n8n and of the node, which run in the main realm; the sandbox keeps its own. */
import { runInThisContext } from 'node:vm';

interface MainRealm {
	Date: DateConstructor;
	setTimeout: (
		callback: (...args: unknown[]) => void,
		wait?: number,
		...args: unknown[]
	) => unknown;
}

const realm = runInThisContext('globalThis') as MainRealm;
const clock = realm.Date;
const now = clock.now.bind(clock);
const timer = realm.setTimeout;
const sandboxNow = Date.now;

/** What a pause is, in milliseconds; what is longer is there to end something that hangs. */
const PAUSES = [300, 10_000];
const SPEED = 10;

/** Lets minutes pass for the node, on top of those that have passed already. */
export function passMinutes(minutes: number): void {
	passMilliseconds(minutes * 60_000);
}

export function passMilliseconds(milliseconds: number): void {
	const before = clock.now.bind(clock);
	clock.now = () => before() + milliseconds;
}

/** What time it is for the node. */
export function nodeTime(): number {
	return clock.now();
}

/** Puts the clock of the node to an instant, from which it goes on. */
export function setClock(at: number): void {
	const set = now();
	clock.now = () => at + now() - set;
}

/** From here on no time passes for the node, however long it takes. */
export function stopClock(at = clock.now()): void {
	clock.now = () => at;
}

/** From here on the sandbox, which runs in a test's own realm, goes by the clock of the node. */
export function shareClock(): void {
	Date.now = nodeTime;
}

/** Lets the node's pauses pass ten times as fast; its clock keeps up with them. */
export function hurry(): void {
	realm.setTimeout = (callback, wait = 0, ...args) => {
		const [shortest, longest] = PAUSES;
		if (wait < shortest || wait > longest) return timer(callback, wait, ...args);
		const due = clock.now() + wait;
		const wake = () => {
			passMilliseconds(Math.max(0, due - clock.now()));
			callback(...args);
		};
		return timer(wake, wait / SPEED);
	};
}

/** From here on pauses take what they take: processes that watch each other need that. */
export function takeTime(): void {
	realm.setTimeout = timer;
}

export function resetClock(): void {
	clock.now = now;
	Date.now = sandboxNow;
	takeTime();
}
