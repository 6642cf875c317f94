/** Splits into batches of at most `size`, in order. */
export function inBatches<T>(members: T[], size: number): T[][] {
	const count = Math.ceil(members.length / size);
	return Array.from({ length: count }, (_, batch) =>
		members.slice(batch * size, (batch + 1) * size),
	);
}

/** Members by kind, in their order; kinds in the order of their first member. */
export function groups<T, K>(members: T[], kindOf: (member: T) => K): Map<K, T[]> {
	const found = new Map<K, T[]>();
	for (const member of members) {
		const kind = kindOf(member);
		const group = found.get(kind);
		if (group) group.push(member);
		else found.set(kind, [member]);
	}
	return found;
}

/** The first member of each kind, and those that come again. */
export function withoutRepeats<T>(
	members: T[],
	kindOf: (member: T) => unknown,
): { first: T[]; again: T[] } {
	const seen = new Set<unknown>();
	const first: T[] = [];
	const again: T[] = [];
	for (const member of members) {
		const kind = kindOf(member);
		(seen.has(kind) ? again : first).push(member);
		seen.add(kind);
	}
	return { first, again };
}
