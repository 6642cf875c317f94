/** The cursor over lists with lateness, disorder, restarts and repetitions, by seed. */
import fc from 'fast-check';
import type { Sighting } from '../../nodes/Enkash/triggers/cursor';
import { howMany } from '../matrix';
import { beginning, look, MINUTE, sighting, START } from './cursorLooks';

/** A record that happens, and is shown later. */
interface Happening {
	at: number;
	shownAt: number;
}

const happenings = fc.array(
	fc.record({
		second: fc.integer({ min: 0, max: 6 * 3600 }),
		late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3590 })),
		burst: fc.integer({ min: 1, max: 4 }),
	}),
	{ maxLength: 60 },
);

const steps = fc.array(
	fc.record({
		minutes: fc.integer({ min: 1, max: 40 }),
		fate: fc.constantFrom('fine', 'fine', 'fine', 'fails', 'restart', 'repeated'),
		order: fc.constantFrom('newest', 'oldest', 'shown'),
	}),
	{ minLength: 5, maxLength: 40 },
);

it('whatever is late, fails, is repeated or restarted: each record comes once, and none is lost', () => {
	fc.assert(
		fc.property(happenings, steps, (events, polls) => {
			const records = events.flatMap(({ second, late, burst }, event) =>
				Array.from({ length: burst }, (_, twin) => ({
					key: `${event} ${twin}`,
					at: START + second * 1000,
					shownAt: START + (second + late) * 1000,
				})),
			);
			const came = new Map<string, number>();
			let saved = beginning([]);
			let memory = saved;
			let now = START;
			const poll = ({ fate, order }: { fate: string; order: string }) => {
				const list = shown(records, now, order);
				const { keys, cursor } = look(memory, list, now);
				if (fate === 'fails') return;
				if (fate === 'repeated' && keys.length === 0) return;
				memory = cursor;
				for (const key of keys) came.set(key, (came.get(key) ?? 0) + 1);
				if (keys.length > 0) saved = cursor;
				if (fate === 'restart') memory = saved;
			};
			for (const step of polls) {
				now += step.minutes * MINUTE;
				poll(step);
			}
			now = START + 8 * 60 * MINUTE;
			poll({ fate: 'fine', order: 'newest' });
			expect([...came.values()].every((times) => times === 1)).toBe(true);
			expect(came.size).toBe(records.length);
		}),
		{ numRuns: howMany(60, 300) },
	);
});

function shown(
	records: Array<Happening & { key: string }>,
	now: number,
	order: string,
): Sighting[] {
	const visible = records.filter(({ shownAt }) => shownAt <= now);
	const way = order === 'newest' ? -1 : 1;
	if (order !== 'shown') visible.sort((one, other) => (one.at - other.at) * way);
	return visible.map(({ key, at }) => sighting(key, at));
}
