/** What many orders were, in 64 kB. */
import { readStatuses, Statuses } from '../../nodes/Enkash/triggers/statuses';

const stored = (statuses: Statuses) => {
	const text = JSON.stringify(statuses.pack());
	expect(text.length).toBeLessThanOrEqual(65_000);
	return new Statuses(readStatuses(JSON.parse(text)));
};

it('each is known by what it was', () => {
	const statuses = new Statuses();
	for (let order = 0; order < 5000; order++) statuses.set(`OR${order}`, order % 2 ? 'odd' : 'even');
	const again = stored(statuses);
	expect([0, 1, 4998, 4999].map((order) => again.get(`OR${order}`))).toEqual([
		'even',
		'odd',
		'even',
		'odd',
	]);
	expect(again.get('OR5000')).toBeUndefined();
	expect(again.floor).toBe(0);
});

it('of too many the oldest that are over are forgotten, and an open one is kept', () => {
	const statuses = new Statuses();
	statuses.set('open', 'PENDING', 1, true);
	for (let order = 1; order <= 9000; order++)
		statuses.set(`OR${order}`, 'SUCCESS', order * 1000, false);
	const again = stored(statuses);
	expect(again.get('open')).toBe('PENDING');
	expect(again.get('OR1')).toBeUndefined();
	expect(again.get('OR9000')).toBe('SUCCESS');
	// What is not known and older than this was forgotten, and is not new.
	expect(again.floor).toBeGreaterThan(1_000_000);
	expect(again.get(`OR${Math.ceil(again.floor / 1000)}`)).toBe('SUCCESS');
});

it('what was not seen this time goes first', () => {
	const before = new Statuses();
	for (let order = 0; order < 7000; order++) before.set(`gone ${order}`, 'SUCCESS');
	const now = stored(before);
	for (let order = 0; order < 5000; order++)
		now.set(`here ${order}`, 'SUCCESS', 1000 + order, false);
	const again = stored(now);
	const known = (name: string, count: number) =>
		Array.from({ length: count }, (_, order) => again.get(`${name} ${order}`)).filter(Boolean);
	expect(known('here', 5000)).toHaveLength(5000);
	expect(known('gone', 7000).length).toBeGreaterThan(2000);
});

describe('more than there is room for', () => {
	const seenNow = (statuses: Statuses, count: number, open = false) => {
		for (let order = 0; order < count; order++) {
			statuses.set(`OR${order}`, 'SUCCESS', order * 1000, open);
		}
		return statuses.pack();
	};

	it('is counted, with those that may still change, until somebody was told', () => {
		expect(seenNow(new Statuses(), 7000).surplus).toBeUndefined();
		const { surplus, ...others } = seenNow(new Statuses(), 9000, true);
		expect(surplus).toEqual({ count: 1503, open: 1503 });
		const told = new Statuses({ ...others, surplus: { count: 1503, open: 1503, told: true } });
		expect(seenNow(told, 9100, true).surplus?.told).toBe(true);
		// Twice as many are another matter.
		expect(seenNow(told, 10_600, true).surplus).toEqual({ count: 3103, open: 3103 });
		const whole = new Statuses({ of: {}, floor: 0, surplus: { count: 5, open: 0, told: true } });
		expect(seenNow(whole, 100).surplus).toBeUndefined();
		const untold = new Statuses({ of: {}, floor: 0, surplus: { count: 5, open: 0 } });
		expect(seenNow(untold, 100).surplus).toEqual({ count: 5, open: 0 });
	});

	it('is none of what is not found any more', () => {
		const before = new Statuses();
		for (let order = 0; order < 5000; order++) before.set(`gone ${order}`, 'SUCCESS');
		expect(seenNow(new Statuses(before.pack()), 7000).surplus).toBeUndefined();
	});

	it('is all that was forgotten while a search was not read to its end', () => {
		const before = new Statuses();
		for (let order = 0; order < 5000; order++) before.set(`read before ${order}`, 'SUCCESS');
		const now = new Statuses({ ...before.pack(), rest: 5000 });
		expect(seenNow(now, 7000).surplus?.count).toBeGreaterThan(4000);
	});
});

it('what n8n gives back is read only where it is that', () => {
	for (const kept of [undefined, null, [], { of: 1, floor: 0 }, { of: { a: 1 }, floor: 0 }])
		expect(readStatuses(kept)).toBeUndefined();
});
