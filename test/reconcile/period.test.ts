/** Whatever a list gives at once, all of a period is read, or it is told that it was not. */
import { PeriodReader, type Period } from '../../nodes/Enkash/payments/reconcile/period';

const START = Date.parse('2025-05-01T00:00:00Z');
const DAY = 86_400_000;
const period = { from: START, to: START + 10 * DAY };

interface Listing {
	/** Records at most in one answer. */
	cap?: number;
	newestFirst?: boolean;
	/** Whether an answer tells how many there are in all. */
	tells?: boolean;
	heedsDates?: boolean;
}

async function read(times: number[], listing: Listing) {
	const { cap = Infinity, newestFirst = true, tells = false, heedsDates = true } = listing;
	let requests = 0;
	const taken = new Set<unknown>();
	const load = ({ from, to }: Period) => {
		requests++;
		const all = times
			.map((time, id) => ({ id: String(id), time }))
			.filter(({ time }) => !heedsDates || (time >= from && time <= to))
			.sort((one, other) => (newestFirst ? other.time - one.time : one.time - other.time));
		return Promise.resolve({
			records: all.slice(0, cap),
			total: tells ? all.length : undefined,
		});
	};
	const reader = new PeriodReader(
		load,
		({ id }) => String(id),
		({ time }) => Number(time),
		({ id }) => taken.add(id),
	);
	await reader.read(period);
	return { taken: taken.size, requests, complete: reader.complete };
}

const spread = Array.from({ length: 2_000 }, (_, index) => START + index * 400_000);

it.each<[string, Listing]>([
	['all that there is', {}],
	['the newest 100, and says so', { cap: 100, tells: true }],
	['the newest 100', { cap: 100 }],
	['the oldest 50', { cap: 50, newestFirst: false }],
	['everything, whatever the dates', { heedsDates: false }],
])('a list that gives %s', async (_, listing) => {
	const { taken, complete } = await read(spread, listing);
	expect(taken).toBe(spread.length);
	expect(complete).toBe(true);
});

it('a hundred payments of one second are no sign of a limit', async () => {
	const { taken, requests, complete } = await read(Array(100).fill(START + DAY) as number[], {});
	expect({ taken, complete }).toEqual({ taken: 100, complete: true });
	expect(requests).toBeLessThan(10);
});

it('what a second holds beyond the limit is told to be missing', async () => {
	const times = [...spread, ...(Array(300).fill(START + DAY) as number[])];
	const { complete } = await read(times, { cap: 100, tells: true });
	expect(complete).toBe(false);
});
