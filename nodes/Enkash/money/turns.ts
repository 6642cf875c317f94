/** A keyed mutex: whoever is at work on a key, with all that wait behind. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Work on the same key waits for each other, in order, so that the second finds what the first did:
 * items of one run, calls that an AI agent makes at once, a webhook or a sheet that is delivered
 * twice. Keys are taken all at once, so that two never wait for each other.
 */
export async function inTurn<T>(keys: string[], work: () => Promise<T>): Promise<T> {
	const before = new Set(keys.map((key) => turns.get(key)));
	const result = Promise.all(before).then(work);
	const done = result.then(
		() => undefined,
		() => undefined,
	);
	for (const key of keys) turns.set(key, done);
	try {
		return await result;
	} finally {
		for (const key of keys) if (turns.get(key) === done) turns.delete(key);
	}
}
