/**
 * A matrix meets each row in each column, and that takes minutes. `npm test` plays a part of it, in which
 * every row meets some columns and every column some rows; `npm run test:long` plays all of it.
 */
const { wholeMatrix = false } = globalThis as { wholeMatrix?: boolean };

/**
 * Whether a cell is played.
 * @param share one in so many, along each row and along each column
 */
export function isPlayed(row: number, column: number, share: number): boolean {
	return wholeMatrix || (row + column) % share === 0;
}

/** How many of many that are all alike: `some` of them by `npm test`, `all` by `npm run test:long`. */
export function howMany(some: number, all: number): number {
	return wholeMatrix ? all : some;
}
