/**
 * Splits into batches of at most `size`, each of one kind. The order is kept within a kind, and the
 * kinds come in the order of their first member.
 */
export function inBatches<T, K>(members: T[], size: number, kindOf: (member: T) => K): T[][] {
	const batches: T[][] = [];
	for (const kind of groups(members, kindOf).values()) {
		for (let start = 0; start < kind.length; start += size) {
			batches.push(kind.slice(start, start + size));
		}
	}
	return batches;
}

/** Members by kind, in their order. */
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
