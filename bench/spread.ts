/** Figures that were taken several times, and what is told of them. */

export interface Spread {
	median: number;
	min: number;
	max: number;
}

export function spreadOf(values: number[]): Spread {
	if (values.length === 0) throw new Error('Nothing was measured');
	const sorted = [...values].sort((one, other) => one - other);
	const middle = (sorted.length - 1) / 2;
	const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
	return { median, min: sorted[0], max: sorted[sorted.length - 1] };
}

/** Round by round, since what loads the machine in one round loads both. */
export function ratioOf(values: number[], others: number[]): Spread {
	return spreadOf(values.map((value, round) => value / others[round]));
}

/** Three digits that count. */
export function digits(value: number): number {
	return Number(value.toPrecision(3));
}

export function shown({ median, min, max }: Spread, unit = ''): string {
	const whole = `${digits(median)}${unit}`;
	return min === max ? whole : `${whole} (${digits(min)} to ${digits(max)})`;
}
