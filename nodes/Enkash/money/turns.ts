/** The last transfer under a reference in this process. */
interface Turn {
	/** Whose it is. */
	run: object;
	done: Promise<unknown>;
	/** When it was done, by `now()`; unset while it is under way. */
	doneAt?: number;
}

/** References remembered at most, over all executions of this process. */
const MAX_TURNS = 50_000;

const turns = new Map<string, Turn>();

/** A clock of events, since two of them may happen in one millisecond. */
let events = 0;

export function now(): number {
	return ++events;
}

/**
 * Transfers under one reference wait for each other, so that the second finds the first: items of one
 * run, calls that an AI agent makes at once, a webhook that is delivered twice. `work` is told whether
 * another run has had a turn since a time.
 */
export async function inTurn<T>(
	reference: string,
	{ run, since }: { run: object; since: number },
	work: (overtaken: boolean) => Promise<T>,
): Promise<T> {
	const last = turns.get(reference);
	const overtaken = last !== undefined && last.run !== run && (last.doneAt ?? Infinity) > since;
	const result = (last?.done ?? Promise.resolve()).then(() => work(overtaken));
	const turn: Turn = { run, done: result };
	const finish = () => {
		turn.doneAt = now();
	};
	turn.done = result.then(finish, finish);
	remember(reference, turn);
	return await result;
}

function remember(reference: string, turn: Turn): void {
	turns.delete(reference);
	turns.set(reference, turn);
	const [oldest] = turns.keys();
	if (turns.size > MAX_TURNS) turns.delete(oldest);
}
