/** Times without a zone, as EnKash gives them. */
import { instantOf, isTimeZone } from '../../nodes/Enkash/input/wallClock';

const iso = (told: unknown, zone: string) => {
	const at = instantOf(told, zone);
	return at === undefined ? undefined : new Date(at).toISOString();
};

it.each([
	['2023-08-09 22:30:07', 'Asia/Kolkata', '2023-08-09T17:00:07.000Z'],
	['2025-12-31T23:59:59', 'Asia/Kolkata', '2025-12-31T18:29:59.000Z'],
	['2026-01-01 00:00:00', 'Asia/Kolkata', '2025-12-31T18:30:00.000Z'],
	['2026-03-01 05:29:59', 'Asia/Kolkata', '2026-02-28T23:59:59.000Z'],
	['2026-11-27', 'Asia/Kolkata', '2026-11-26T18:30:00.000Z'],
	['2026-11-27 10:00', 'UTC', '2026-11-27T10:00:00.000Z'],
	['2026-11-27T10:00:00.250Z', 'Asia/Kolkata', '2026-11-27T10:00:00.250Z'],
	['2026-11-27 10:00:00+05:30', 'UTC', '2026-11-27T04:30:00.000Z'],
	[1764237600000, 'Asia/Kolkata', '2025-11-27T10:00:00.000Z'],
	['1764237600', 'Asia/Kolkata', '2025-11-27T10:00:00.000Z'],
	[' 2026-11-27 10:00:00.25 ', 'UTC', '2026-11-27T10:00:00.250Z'],
	['2026-11-27T10:00:00.123456', 'UTC', '2026-11-27T10:00:00.123Z'],
	['2026-11-27T10:00:00+0530', 'UTC', '2026-11-27T04:30:00.000Z'],
	['2026-11-27t10:00:00z', 'Asia/Kolkata', '2026-11-27T10:00:00.000Z'],
	[100_000_000_000, 'UTC', '1973-03-03T09:46:40.000Z'],
	[99_999_999_999, 'UTC', '5138-11-16T09:46:39.000Z'],
])('%s on a clock in %s is %s', (told, zone, expected) => {
	expect(iso(told, zone)).toBe(expected);
});

it.each([
	...['', 'soon', '2026-13-45 99:00:00', '27.11.2026', null, undefined, true, {}, 5],
	...['x2026-11-27 10:00', '2026-11-27 10:00 or so', '2026-11-27 10:00:00.x', 'on 2026-11-27'],
	...['2026-11-27T10:00Z or so', 'x1764237600', '1764237600x', '12345678', '123456789012345'],
])('%s is no time', (told) => {
	expect(instantOf(told, 'Asia/Kolkata')).toBeUndefined();
});

it('a list is no time, though its text is one', () => {
	expect(instantOf(['2026-11-27'], 'UTC')).toBeUndefined();
});

it('an hour that a clock shows twice is the later of the two, before and after its change', () => {
	const times = ['01:59:59', '02:00:00', '02:59:59', '03:00:00'];
	expect(times.map((time) => iso(`2026-10-25 ${time}`, 'Europe/Berlin'))).toEqual([
		'2026-10-24T23:59:59.000Z',
		'2026-10-25T01:00:00.000Z',
		'2026-10-25T01:59:59.000Z',
		'2026-10-25T02:00:00.000Z',
	]);
});

it('an hour that a clock leaves out is that before or after it', () => {
	const at = iso('2026-03-29 02:30:00', 'Europe/Berlin') ?? '';
	expect(['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z']).toContain(at);
});

it('a time read from a clock is never before it was, and but for a doubled hour just that', () => {
	for (const timeZone of ['Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata']) {
		const clock = new Intl.DateTimeFormat('sv-SE', {
			timeZone,
			dateStyle: 'short',
			timeStyle: 'medium',
		});
		let doubled = 0;
		for (let at = Date.UTC(2026, 0, 1, 0, 40); at < Date.UTC(2027, 0, 1); at += 14_400_000) {
			const read = instantOf(clock.format(at), timeZone) ?? NaN;
			if (read !== at) doubled += 1;
			expect(read).toBeGreaterThanOrEqual(at);
			expect(read).toBeLessThanOrEqual(at + 3_600_000);
		}
		expect(doubled).toBeLessThanOrEqual(3);
	}
});

it('what is no time zone is told from one', () => {
	expect(['Asia/Kolkata', 'UTC', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([
		true,
		true,
		false,
		false,
	]);
});
