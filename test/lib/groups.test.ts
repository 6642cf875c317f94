/** Batches, kinds and repetitions: nobody gets lost, and the order stays. */
import fc from 'fast-check';
import { groups, inBatches, withoutRepeats } from '../../nodes/Enkash/lib/groups';

test('batches are full but for the last one', () => {
	expect(inBatches([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
	expect(inBatches([1, 2, 3, 4], 2)).toEqual([
		[1, 2],
		[3, 4],
	]);
	expect(inBatches([], 2)).toEqual([]);
});

test('kinds come in the order of their first members', () => {
	const found = groups(['b1', 'a1', 'b2', 'a2'], (name) => name[0]);
	expect([...found]).toEqual([
		['b', ['b1', 'b2']],
		['a', ['a1', 'a2']],
	]);
});

test('the first of each kind is told from those that come again', () => {
	const found = withoutRepeats(['b1', 'a1', 'b2', 'b3', 'c1'], (name) => name[0]);
	expect(found).toEqual({ first: ['b1', 'a1', 'c1'], again: ['b2', 'b3'] });
});

it('batches hold every row once and in order, and none is larger than wanted', () => {
	fc.assert(
		fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 50 }), (rows, size) => {
			const batches = inBatches(rows, size);
			expect(batches.flat()).toEqual(rows);
			expect(batches).toHaveLength(Math.ceil(rows.length / size));
			for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(size);
		}),
	);
});

it('groups hold every member once, and keep the order within a kind', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat())), (members) => {
			const found = groups(members, ([kind]) => kind);
			expect([...found.values()].flat()).toHaveLength(members.length);
			for (const [kind, group] of found)
				expect(group).toEqual(members.filter(([own]) => own === kind));
		}),
	);
});
