/**
 * The portal's timestamps carry no zone. That they are Indian time is inferred; the filters, whose
 * samples end in Z, are taken as instants.
 */
const INDIA = 5.5 * 60 * 60 * 1000;

/** 2023-08-09 22:30:07 */
export function stamp(at: number, clock: 'India' | 'UTC' = 'India'): string {
	const ahead = clock === 'India' ? 0 : INDIA;
	return isoStamp(at - ahead).replace('T', ' ');
}

/** 2023-08-09T22:30:07 */
export function isoStamp(at: number): string {
	return new Date(at + INDIA).toISOString().slice(0, 19);
}

/** An instant from any of the portal's spellings; undefined where there is none. */
export function instant(text: string | undefined): number | undefined {
	if (text === undefined || text === '') return undefined;
	const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(text);
	const at = Date.parse(
		zoned ? text : `${text.replace(' ', 'T')}${/\d:\d/.test(text) ? '' : 'T00:00:00'}+05:30`,
	);
	return Number.isNaN(at) ? undefined : at;
}
