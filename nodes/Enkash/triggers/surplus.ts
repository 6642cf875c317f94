import { isRecord } from '../lib/json';

/** Things that are found and that n8n has no room to remember, so that their changes are not seen. */
export interface Surplus {
	count: number;
	/** How many of them may well change. */
	open: number;
	/** Set once somebody was told. */
	told?: true;
}

/** Whoever was told of a thousand is told again when there are two thousand. */
const WORSE = 2;

/** @param now those of this time; none of them where all are remembered */
export function surplusAfter(before: Surplus | undefined, now: Surplus): Surplus | undefined {
	const { count, open } = now;
	// What nobody was told yet stays to be told: what changed meanwhile was missed.
	if (count === 0) return before?.told ? undefined : before;
	if (!before?.told) {
		return { count: Math.max(count, before?.count ?? 0), open: Math.max(open, before?.open ?? 0) };
	}
	const isWorse = count >= before.count * WORSE || (open > 0 && before.open === 0);
	return isWorse ? now : before;
}

export function isSurplus(kept: unknown): kept is Surplus {
	return isRecord(kept) && Number.isFinite(kept.count) && Number.isFinite(kept.open);
}

/** What an item says of it: what it means, and what to do about it. */
export function textOfSurplus({ count, open }: Surplus, remedy = ''): string {
	const which = open > 0 ? `${open} of which may still change` : 'the oldest that are over';
	return (
		'More is found than n8n has room to remember: ' +
		`changes of ${count} of them, ${which}, do not come out. ${remedy}`
	);
}
