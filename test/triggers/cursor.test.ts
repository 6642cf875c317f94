/** The cursor alone: what a list gives is new once, and what has no room is told. */
import { readCursor } from '../../nodes/Enkash/triggers/cursor';
import { beginning, look, MINUTE, OVERLAP, sighting, START } from './cursorLooks';

describe('the beginning', () => {
	it('knows all that is there, and gives what comes later', () => {
		const cursor = beginning([sighting('a', START - MINUTE), sighting('b', START - 2 * MINUTE)]);
		const list = [sighting('c', START), sighting('a', START - MINUTE)];
		expect(look(cursor, list, START + MINUTE).keys).toEqual(['c']);
	});

	it('of an empty list takes times of a clock that is hours away', () => {
		const cursor = beginning([]);
		const hoursAgo = START - 5.5 * 60 * MINUTE;
		expect(look(cursor, [sighting('a', hoursAgo)], START + MINUTE).keys).toEqual(['a']);
	});

	it('knows what was not wanted, too', () => {
		const cursor = beginning([sighting('failed', START - MINUTE, false)]);
		expect(look(cursor, [sighting('failed', START - MINUTE)], START + MINUTE).keys).toEqual([]);
	});
});

describe('what is new', () => {
	it('comes in order of time, those of one time as the list has them, whichever way it is sorted', () => {
		const newestFirst = [4, 3, 3.2, 3.1, 1].map((minute) => START + minute * MINUTE);
		const list = newestFirst.map((at, index) =>
			sighting(`r${index}`, Math.floor(at / MINUTE) * MINUTE),
		);
		const down = look(beginning([]), list, START + 5 * MINUTE).keys;
		expect(down).toEqual(['r4', 'r3', 'r2', 'r1', 'r0']);
		const up = look(beginning([]), [...list].reverse(), START + 5 * MINUTE).keys;
		expect(up).toEqual(down);
	});

	it('is late by less than the overlap, and comes once; what is later never comes', () => {
		let { cursor } = look(beginning([]), [sighting('newest', START)], START);
		const late = sighting('late', START - OVERLAP);
		const tooLate = sighting('too late', START - OVERLAP - 1000);
		const first = look(cursor, [late, tooLate], START + MINUTE);
		expect(first.keys).toEqual(['late']);
		({ cursor } = first);
		expect(look(cursor, [late, tooLate], START + 2 * MINUTE).keys).toEqual([]);
	});

	it('comes once where a list repeats it, or shows it with another time', () => {
		const list = [sighting('a', START), sighting('a', START), sighting('b', START)];
		const { keys, cursor } = look(beginning([]), list, START);
		expect(keys).toEqual(['b', 'a']);
		const moved = [sighting('a', START + 30 * MINUTE), sighting('z', START + 90 * MINUTE)];
		const later = look(cursor, moved, START + 90 * MINUTE);
		expect(later.keys).toEqual(['z']);
		expect(look(later.cursor, moved, START + 91 * MINUTE).keys).toEqual([]);
	});

	it('that is dated far ahead hides nothing', () => {
		const ahead = sighting('ahead', Date.UTC(2099, 0, 1));
		const first = look(beginning([]), [ahead], START);
		expect(first.keys).toEqual(['ahead']);
		const second = look(first.cursor, [ahead, sighting('b', START + MINUTE)], START + MINUTE);
		expect(second.keys).toEqual(['b']);
	});

	it('without a time comes once, and is known as long as there is room', () => {
		const list = Array.from({ length: 3000 }, (_, index) => sighting(`u${index}`));
		let cursor = beginning(list);
		const more = look(cursor, [...list, sighting('new')], START + MINUTE);
		expect(more.keys).toEqual(['new']);
		({ cursor } = more);
		for (let round = 0; round < 3; round++) {
			const others = Array.from({ length: 5000 }, (_, index) => sighting(`v${round} ${index}`));
			const next = look(cursor, [...list, ...others], START + MINUTE);
			expect(next.keys).toHaveLength(5000);
			({ cursor } = next);
			expect(look(cursor, [...list, ...others], START + MINUTE).keys).toEqual([]);
		}
	});

	it('is refused in a sentence where there is more without a time than can be told apart', () => {
		const list = Array.from({ length: 12_000 }, (_, index) => sighting(`u${index}`));
		expect(() => beginning(list)).toThrow(
			'There are more new records at once than can be told apart',
		);
	});

	it('is 10,000 at once, in 64 kB', () => {
		const list = Array.from({ length: 10_000 }, (_, index) =>
			sighting(`ECT${index}`, START + Math.floor(index / 40) * 1000),
		);
		const now = START + 5 * MINUTE;
		const { keys, cursor } = look(beginning([]), list, now);
		expect(keys).toEqual(list.map(({ key }) => key));
		expect(look(cursor, list, now + MINUTE).keys).toEqual([]);
		// All of them are still known.
		expect(cursor.floor).toBeLessThanOrEqual(START);
	});

	it('is 50,000 at once: the last of them stay known, and none comes twice', () => {
		const list = Array.from({ length: 50_000 }, (_, index) =>
			sighting(`ECT${index}`, START + Math.floor(index / 200) * 1000),
		);
		const now = START + 5 * MINUTE;
		const { keys, cursor } = look(beginning([]), list, now);
		expect(keys).toHaveLength(50_000);
		expect(look(cursor, [...list, sighting('one more', now)], now + MINUTE).keys).toEqual([
			'one more',
		]);
	});
});

describe('an overlap that has no room', () => {
	/** Records at one rate, as a list begins with the oldest. */
	const many = (from: number, count: number, perSecond: number) =>
		Array.from({ length: count }, (_, index) =>
			sighting(`ECT${from + index}`, START + Math.floor((from + index) / perSecond) * 1000),
		);
	const at = (second: number) => START + second * 1000;

	it('is told once when it becomes shorter, with what is left, and again when that is halved', () => {
		const first = look(beginning([]), many(0, 20_000, 10), at(2000));
		// Nearly 10,000 of them.
		expect(first.left).toBeGreaterThan(900_000);
		expect(first.left).toBeLessThan(1_100_000);
		const second = look(first.cursor, many(20_000, 1000, 10), at(2100));
		expect(second.left).toBeUndefined();
		const burst = many(0, 9000, 100).map(({ key, at: from = 0 }) =>
			sighting(`burst ${key}`, from + 2_100_000),
		);
		const third = look(second.cursor, burst, at(2200));
		expect(third.left).toBeLessThan(500_000);
		expect(look(third.cursor, [sighting('one more', at(2200))], at(2200)).left).toBeUndefined();
	});

	it('is told where a record that comes too late for it is dropped, and not for any other', () => {
		const list = many(0, 20_000, 10);
		const { cursor, left = 0 } = look(beginning([]), list, at(2000));
		const within = sighting('within', at(1999) - left);
		const beyond = sighting('beyond', at(1999) - left - 1000);
		expect(look(cursor, [within, beyond], at(2001)).keys).toEqual(['within']);
	});

	it('is told of when the next record comes, where none came at the time', () => {
		const cursor = beginning(many(0, 20_000, 10), at(2000));
		const quiet = look(cursor, [], at(2060));
		expect(quiet.left).toBeUndefined();
		// Hours later the overlap is whole again: what was dropped meanwhile was dropped.
		const next = look(quiet.cursor, [sighting('a', at(20_000))], at(20_000));
		expect(next.left).toBeGreaterThan(0);
		expect(next.cursor.shortage).toBeUndefined();
	});

	it('is told again by the next shortage, once it was whole in between', () => {
		const first = look(beginning([]), many(0, 20_000, 10), at(2000));
		expect(first.left).toBeDefined();
		const whole = look(first.cursor, [sighting('a', at(20_000))], at(20_000));
		expect(whole.left).toBeUndefined();
		expect(look(whole.cursor, many(200_000, 20_000, 10), at(22_000)).left).toBeDefined();
	});

	it('is told by a poll that could not read to the end, too', () => {
		const cursor = beginning(many(0, 20_000, 10), at(2000));
		expect(look(cursor, [sighting('a', at(2001))], at(2001), 40).left).toBeGreaterThan(0);
	});

	it('is none where one second has more than there is room for, once that second is over', () => {
		const list = many(0, 12_000, 12_000);
		expect(() => look(beginning([]), list, at(0) + 500)).toThrow(
			'There are more new records at once than can be told apart',
		);
		const first = look(beginning([]), list, at(1));
		expect(first.keys).toHaveLength(12_000);
		expect(first.left).toBe(0);
		const next = sighting('next', at(1));
		expect(look(first.cursor, [next, ...list], at(2)).keys).toEqual(['next']);
	});

	it('does not end in the future, whatever is dated there', () => {
		const ahead = many(0, 12_000, 12_000).map(({ key }) => sighting(key, Date.UTC(2099, 0, 1)));
		expect(() => look(beginning([]), ahead, at(1))).toThrow('There are more new records');
	});

	it('is whole as far as anybody knows where nothing had to be forgotten', () => {
		const first = look(beginning([]), many(0, 9000, 10), at(900));
		expect(first.left).toBeUndefined();
		expect(first.cursor.shortage).toBeUndefined();
	});
});

describe('a list that could not be read to its end', () => {
	it('is read on: what was left is older than what came, and is not dropped', () => {
		const all = Array.from({ length: 90 }, (_, index) =>
			sighting(`r${index}`, START + (90 - index) * MINUTE),
		);
		const now = START + 91 * MINUTE;
		const first = look(beginning([]), all.slice(0, 40), now, 40);
		expect(first.keys).toHaveLength(40);
		expect(first.cursor.rest).toEqual({ offset: 40, top: START + 90 * MINUTE });
		const second = look(first.cursor, all.slice(38), now + MINUTE);
		expect(second.keys).toHaveLength(50);
		expect(second.cursor.rest).toBeUndefined();
		expect(second.cursor.position).toBe(START + 90 * MINUTE);
		expect(look(second.cursor, all, now + 2 * MINUTE).keys).toEqual([]);
	});
});

it('what n8n gives back is read only where it is a cursor', () => {
	for (const kept of [undefined, null, {}, 5, { position: 1, floor: 1, seen: {} }, []])
		expect(readCursor(kept)).toBeUndefined();
});
