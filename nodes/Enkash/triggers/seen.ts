import { hash as digest } from 'crypto';
import { isRecord } from '../lib/json';

/**
 * The ids of records that came out, by the second in which they happened, small enough to be kept in
 * n8n's static data: of each id a few characters of its hash (a set of fingerprints).
 */
export interface PackedSeen {
	/** Characters kept of each hash. */
	width: number;
	/** The second that the others are counted from, in seconds since 1970. */
	base: number;
	/** Seconds after the base, in base 36 → the hashes of the records of that second. */
	seconds: Record<string, string>;
	/** The hashes of records that tell no time. */
	untimed: string;
}

/** Base64 has 6 bits a character: 48 bits of a hash while there is room, 36 where there is little. */
const WIDTHS = [8, 6];

/** What JSON adds to each second: two quotes for either text, a colon and a comma. */
const AROUND = 6;

export function emptySeen(): PackedSeen {
	return { width: WIDTHS[0], base: 0, seconds: {}, untimed: '' };
}

/** n8n gives back what it has kept, unless somebody has changed it. */
export function isPackedSeen(kept: unknown): kept is PackedSeen {
	return (
		isRecord(kept) &&
		WIDTHS.some((width) => width === kept.width) &&
		Number.isFinite(kept.base) &&
		typeof kept.untimed === 'string' &&
		isRecord(kept.seconds) &&
		Object.values(kept.seconds).every((hashes) => typeof hashes === 'string')
	);
}

export class Seen {
	private readonly timed = new Map<number, Set<string>>();
	private readonly untimed: Set<string>;
	/** All of them: a record counts as seen at whatever time it says now. Made when it is asked for. */
	private all?: Set<string>;
	private width: number;
	private last?: { key: string; hash: string };

	constructor({ width, base, seconds, untimed }: PackedSeen) {
		this.width = width;
		this.untimed = new Set(cut(untimed, width));
		for (const [after, hashes] of Object.entries(seconds)) {
			this.timed.set(base + parseInt(after, 36), new Set(cut(hashes, width)));
		}
	}

	has(key: string): boolean {
		this.all ??= new Set(this.everything());
		return this.all.has(this.hashOf(key));
	}

	private *everything(): Iterable<string> {
		yield* this.untimed;
		for (const hashes of this.timed.values()) yield* hashes;
	}

	/** @param at milliseconds since 1970, where the record tells a time */
	add(key: string, at: number | undefined): void {
		const hash = this.hashOf(key);
		this.all?.add(hash);
		if (at === undefined) {
			// Last in the order in which they are forgotten.
			this.untimed.delete(hash);
			this.untimed.add(hash);
			return;
		}
		const second = Math.floor(at / 1000);
		const same = this.timed.get(second);
		if (same) same.add(hash);
		else this.timed.set(second, new Set([hash]));
	}

	/** Forgets what happened before an instant, in whole seconds. */
	forgetBefore(floor: number): void {
		for (const second of this.timed.keys()) {
			if (second < Math.floor(floor / 1000)) this.timed.delete(second);
		}
	}

	/**
	 * Forgets all without a time but the newest.
	 * @param most how many are kept
	 */
	forgetUntimed(most: number): void {
		const surplus = [...this.untimed].slice(0, Math.max(0, this.untimed.size - most));
		for (const hash of surplus) this.untimed.delete(hash);
	}

	/** Characters that it takes as JSON. */
	get size(): number {
		let size = this.untimed.size * this.width;
		const { base } = this;
		for (const [second, hashes] of this.timed) size += this.sizeOf(second - base, hashes);
		return size;
	}

	private get base(): number {
		let base = Infinity;
		for (const second of this.timed.keys()) base = Math.min(base, second);
		return this.timed.size > 0 ? base : 0;
	}

	private sizeOf(after: number, hashes: Set<string>): number {
		return hashes.size * this.width + after.toString(36).length + AROUND;
	}

	/** Keeps less of each hash. */
	narrow(): void {
		this.width = WIDTHS[WIDTHS.length - 1];
		this.all = undefined;
		for (const hashes of [...this.timed.values(), this.untimed]) {
			const narrow = [...hashes].map((hash) => hash.slice(0, this.width));
			hashes.clear();
			for (const hash of narrow) hashes.add(hash);
		}
	}

	/**
	 * The instant from which on all that is kept has a given size; what is older has to go. It is behind the
	 * last second where not even that one fits.
	 * @returns undefined where what tells no time takes too much room by itself
	 */
	floorFor(room: number): number | undefined {
		let left = room - this.untimed.size * this.width;
		const { base } = this;
		const newestFirst = [...this.timed].sort(([one], [other]) => other - one);
		if (left < 0 || newestFirst.length === 0) return undefined;
		let floor = (newestFirst[0][0] + 1) * 1000;
		for (const [second, hashes] of newestFirst) {
			left -= this.sizeOf(second - base, hashes);
			if (left < 0) break;
			floor = second * 1000;
		}
		return floor;
	}

	pack(): PackedSeen {
		const { base } = this;
		const inOrder = [...this.timed].sort(([one], [other]) => one - other);
		const seconds = inOrder.map(([second, hashes]) => [
			(second - base).toString(36),
			[...hashes].join(''),
		]);
		return {
			width: this.width,
			base,
			seconds: Object.fromEntries(seconds) as Record<string, string>,
			untimed: [...this.untimed].join(''),
		};
	}

	/** Whether a record is known is asked right before it is added. */
	private hashOf(key: string): string {
		if (this.last?.key !== key) {
			this.last = { key, hash: digest('sha256', key, 'base64') };
		}
		return this.last.hash.slice(0, this.width);
	}
}

function cut(text: string, width: number): string[] {
	return Array.from({ length: Math.floor(text.length / width) }, (_, index) =>
		text.slice(index * width, (index + 1) * width),
	);
}
