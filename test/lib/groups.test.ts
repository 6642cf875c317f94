/** Batches, kinds and repetitions: nobody gets lost, and the order stays. */
import fc from 'fast-check';
import { groups, inBatches } from '../../nodes/Enkash/lib/groups';

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
