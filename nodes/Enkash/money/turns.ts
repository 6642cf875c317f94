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
 * run, calls that an AI agent makes at once, a webhook or a sheet that is delivered twice. `work` is
 * told under which of the references another run has had a turn since a time.
 */
export async function inTurn<T>(
	references: string[],
	{ run, since }: { run: object; since: number },
	work: (overtaken: string[]) => Promise<T>,
): Promise<T> {
	const before = new Set<Promise<unknown>>();
	const overtaken: string[] = [];
	for (const reference of references) {
		const last = turns.get(reference);
		if (last) before.add(last.done);
		if (last && last.run !== run && (last.doneAt ?? Infinity) > since) overtaken.push(reference);
	}
	const result = Promise.all(before).then(() => work(overtaken));
	const turn: Turn = { run, done: result };
	const finish = () => {
		turn.doneAt = now();
	};
	turn.done = result.then(finish, finish);
	for (const reference of references) remember(reference, turn);
	return await result;
}

function remember(reference: string, turn: Turn): void {
	turns.delete(reference);
	turns.set(reference, turn);
	const [oldest] = turns.keys();
	if (turns.size > MAX_TURNS) turns.delete(oldest);
}
