/** Jest's realm is slow to give what is global, and thousands of numbers are drawn. */
const { floor, imul } = Math;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** mulberry32: a small generator whose numbers are the same for the same seed. */
export function generator(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** Ids in the shape of EnKash's samples, never the same twice, the same in each run. */
export class Ids {
	private readonly random = generator(20_230_809);
	private readonly given = new Set<string>();

	next(prefix: string, length: number): string {
		for (;;) {
			const id = prefix + this.characters(length, LETTERS);
			if (!this.given.has(id)) {
				this.given.add(id);
				return id;
			}
		}
	}

	digits(length: number): string {
		return this.characters(length, '0123456789');
	}

	private characters(length: number, from: string): string {
		let text = '';
		while (text.length < length) text += from[floor(this.random() * from.length)];
		return text;
	}
}
