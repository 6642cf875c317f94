/** Times as n8n's date picker gives them. */
import { inUtc } from '../../nodes/Enkash/input/times';

test.each([
	['2026-11-27T10:00:00', 'Asia/Kolkata', '2026-11-27T04:30:00.000Z'],
	['2026-11-27T10:00', 'Asia/Kolkata', '2026-11-27T04:30:00.000Z'],
	['2026-11-27T10:00:00.25', 'Asia/Kolkata', '2026-11-27T04:30:00.250Z'],
	['2026-11-27T10:00:00.123456', 'UTC', '2026-11-27T10:00:00.123Z'],
	['2026-11-27T00:00:00', 'America/New_York', '2026-11-27T05:00:00.000Z'],
])('%s on a clock in %s is %s', (picked, zone, utc) => expect(inUtc(picked, zone)).toBe(utc));

test('the hours around a change of the clock are told by the offset that holds then', () => {
	// Berlin goes to summer time at 01:00 UTC on 29 March 2026, and back at 01:00 UTC on 25 October.
	const times = ['2026-03-29T01:30:00', '2026-03-29T03:30:00', '2026-10-25T03:30:00'];
	expect(times.map((time) => inUtc(time, 'Europe/Berlin'))).toEqual([
		'2026-03-29T00:30:00.000Z',
		'2026-03-29T01:30:00.000Z',
		'2026-10-25T02:30:00.000Z',
	]);
});

test.each([
	...['2026-11-27T10:00:00Z', '2026-11-27T10:00:00+05:30', '2026-11-27', 'tomorrow', ''],
	...[
		'x2026-11-27T10:00:00',
		'2026-11-27T10:00:00 or so',
		'2026-11-27T10:00:00.',
		'2026-99-99T10:00',
	],
	...[1764237600000, null, undefined, true],
])('%s, which names a zone or is no such time, stays as it is', (given) => {
	expect(inUtc(given, 'Asia/Kolkata')).toBe(given);
});

test('what only looks like a time once it is made text stays as it is', () => {
	const given = ['2026-11-27T10:00:00'];
	expect(inUtc(given, 'Asia/Kolkata')).toBe(given);
});
