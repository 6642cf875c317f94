/** Amounts are kept as whole paise, so that sums are exact. */

export function toPaise(amount: number): number {
	return Math.round(amount * 100);
}

export function toAmount(paise: number): number {
	return paise / 100;
}

/** Whether the amount is a whole number of paise. Doubles that print alike count as equal. */
export function isWholePaise(amount: number): boolean {
	return toAmount(toPaise(amount)) === amount;
}

/** A share in percent, to the paisa. */
export function percentOf(paise: number, percent: number): number {
	return Math.round((paise * percent) / 100);
}
