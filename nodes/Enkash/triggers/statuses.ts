import { createHash } from 'crypto';
import { isRecord } from '../lib/json';
import { isSurplus, surplusAfter, type Surplus } from './surplus';

/**
 * What many things were when they were last seen, small enough for n8n's static data: things of the same
 * status stand together, each as the first 48 bits of the hash of its key.
 */
export interface KeptStatuses {
	/** Status → hashes. */
	of: Record<string, string>;
	/** What happened before it and is not known was forgotten, in milliseconds since 1970; 0 for nothing. */
	floor: number;
	/** Where reading goes on that was not finished. */
	rest?: number;
	/** Set while there is more than there is room for, and until somebody was told. */
	surplus?: Surplus;
}

const WIDTH = 8;
const ROOM = 60_000;
/** What JSON adds to a group: four quotes, a colon, a comma, and escapes within the status. */
const AROUND = 16;

export class Statuses {
	private readonly known = new Map<string, string>();
	/** When those that were seen now are from, and whether they may still change. */
	private readonly seen = new Map<string, { at: number; open: boolean }>();
	floor: number;
	readonly rest?: number;
	private readonly surplus?: Surplus;

	constructor({ of, floor, rest, surplus }: KeptStatuses = { of: {}, floor: 0 }) {
		this.floor = floor;
		this.rest = rest;
		this.surplus = surplus;
		for (const [status, hashes] of Object.entries(of)) {
			for (let at = 0; at + WIDTH <= hashes.length; at += WIDTH) {
				this.known.set(hashes.slice(at, at + WIDTH), status);
			}
		}
	}

	get(key: string): string | undefined {
		return this.known.get(hashOf(key));
	}

	/** @param open whether it may well change again */
	set(key: string, status: string, at = 0, open = true): void {
		const hash = hashOf(key);
		this.known.set(hash, status);
		this.seen.set(hash, { at, open });
	}

	/** Forgets what was not seen this time. */
	keepSeen(): void {
		for (const hash of this.known.keys()) if (!this.seen.has(hash)) this.known.delete(hash);
	}

	/** Forgets what there is no room for: first what has not been seen, then the oldest that is over. */
	pack(rest?: number): KeptStatuses {
		const tooMany = this.known.size - Math.floor((ROOM - this.overhead) / WIDTH);
		const isWhole = rest === undefined && !this.rest;
		const surplus = surplusAfter(this.surplus, this.forget(tooMany, isWhole));
		const of: Record<string, string> = {};
		for (const [hash, status] of this.known) of[status] = (of[status] ?? '') + hash;
		return {
			of,
			floor: this.floor,
			...(rest === undefined ? {} : { rest }),
			...(surplus && { surplus }),
		};
	}

	private get overhead(): number {
		let size = 0;
		for (const status of new Set(this.known.values())) size += status.length + AROUND;
		return size;
	}

	/**
	 * @param isWhole whether all that is watched was seen this time, so that the others are missed by nobody
	 * @returns what is missed
	 */
	private forget(count: number, isWhole: boolean): Surplus {
		const missed: Surplus = { count: 0, open: 0 };
		if (count <= 0) return missed;
		const rank = (hash: string) => {
			const seen = this.seen.get(hash);
			return seen ? Number(seen.open) + 1 : 0;
		};
		const atOf = (hash: string) => this.seen.get(hash)?.at ?? 0;
		const order = [...this.known.keys()].sort(
			(one, other) => rank(one) - rank(other) || atOf(one) - atOf(other),
		);
		for (const hash of order.slice(0, count)) {
			const seen = this.seen.get(hash);
			if (seen || !isWhole) missed.count++;
			if (seen?.open) missed.open++;
			this.floor = Math.max(this.floor, atOf(hash) + 1);
			this.known.delete(hash);
		}
		return missed;
	}
}

function hashOf(key: string): string {
	return createHash('sha256').update(key).digest('base64').slice(0, WIDTH);
}

/** As n8n has kept them; undefined where it has none. */
export function readStatuses(kept: unknown): KeptStatuses | undefined {
	return isKept(kept) ? kept : undefined;
}

function isKept(kept: unknown): kept is KeptStatuses {
	return (
		isRecord(kept) &&
		isRecord(kept.of) &&
		Object.values(kept.of).every((hashes) => typeof hashes === 'string') &&
		typeof kept.floor === 'number' &&
		(kept.rest === undefined || typeof kept.rest === 'number') &&
		(kept.surplus === undefined || isSurplus(kept.surplus))
	);
}
