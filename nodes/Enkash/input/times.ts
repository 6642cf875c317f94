/** A time as n8n's date picker gives it, on the clock of the workflow. */
const ON_THE_CLOCK = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/;

/** Such a time as ISO with Z; whatever names a time zone, or is no such time, stays as it is. */
export function inUtc(time: unknown, timeZone: string): unknown {
	if (typeof time !== 'string' || !ON_THE_CLOCK.test(time)) return time;
	const clock = Date.parse(`${time}Z`);
	if (Number.isNaN(clock)) return time;
	// Twice: the hour may be changed between the first guess and the time itself.
	const guess = clock - offset(clock, timeZone);
	return new Date(clock - offset(guess, timeZone)).toISOString();
}

/** Milliseconds that a clock there is ahead of UTC. */
function offset(at: number, timeZone: string): number {
	const there = new Date(at).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
	return Date.parse(`${there}Z`) - Math.floor(at / 1000) * 1000;
}
