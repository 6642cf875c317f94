import { isRecord } from '../lib/json';

/** An overlap that had to become shorter than the user wants it, for want of room to remember. */
export interface Shortage {
	/** Milliseconds that were left of the overlap when it was shortest. */
	left: number;
	/** Set once somebody was told. */
	told?: true;
}

/** Whoever was told of twenty minutes is told again when there are less than ten. */
const WORSE = 0.5;

/** @param left milliseconds that are left of the overlap now */
export function shortened(before: Shortage | undefined, left: number): Shortage {
	if (!before) return { left };
	if (before.told) return left < before.left * WORSE ? { left } : before;
	return { left: Math.min(left, before.left) };
}

/**
 * Tells of a shortage, once, and forgets it when it is told and over.
 * @param canTell whether there is an item to tell it on
 * @param over whether the overlap is as long as the user wants it
 * @returns `left`, where it is to be told now; `shortage`, where it is to be remembered
 */
export function telling(
	shortage: Shortage | undefined,
	{ canTell, over }: { canTell: boolean; over: boolean },
): { left?: number; shortage?: Shortage } {
	if (!shortage) return {};
	const { left, told } = shortage;
	if (!told && !canTell) return { shortage };
	const after = over ? {} : { shortage: { left, told: true as const } };
	return told ? after : { left, ...after };
}

export function isShortage(kept: unknown): kept is Shortage {
	return isRecord(kept) && Number.isFinite(kept.left);
}

const MINUTE = 60_000;

/** What an item says of a shortage: what it means, and what to do about it. */
export function textOfShortage(left: number, overlap: number, remedy: string): string {
	return (
		`More records lie within the overlap of ${inWords(overlap)} than n8n has room to remember, ` +
		`so it was shortened to ${inWords(left)}: what EnKash lists later than that does not come out. ` +
		remedy
	);
}

/** Rounded down: a promise is not rounded up. */
function inWords(time: number): string {
	const [count, unit] =
		time < 2 * MINUTE ? [Math.floor(time / 1000), 'second'] : [Math.floor(time / MINUTE), 'minute'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
