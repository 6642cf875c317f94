/** How often a call that changes nothing is made again, and after which pauses. */
import { built } from '../../built';
import { passMinutes, resetClock, stopClock } from '../../clock';
import { bringBackPauses, skippedPauses, skipPauses } from '../../waiting';

const { EnkashError } = built('lib/errors');
const { withRetries } = built('api/wire/retry');

beforeEach(() => {
	skipPauses();
	stopClock();
	skippedPauses.length = 0;
});

afterEach(() => {
	bringBackPauses();
	resetClock();
});

const busy = (details = {}) => new EnkashError('unknown', 'Busy', { passing: true, ...details });

/** Makes a call that fails so often, with what it does before, and tells what came of it. */
async function told(failures: Array<() => unknown>, signal?: AbortSignal) {
	let calls = 0;
	const call = () =>
		Promise.resolve().then(() => {
			const thrown = failures[calls++];
			if (thrown) throw thrown();
			return 'answer';
		});
	const came = await withRetries(call, signal).catch((error: unknown) => error);
	return { came, calls, pauses: [...skippedPauses] };
}

test('a call that goes through is made once', async () => {
	expect(await told([])).toEqual({ came: 'answer', calls: 1, pauses: [] });
});

test('a call is made four times at most, after pauses that grow', async () => {
	const three = Array.from({ length: 3 }, () => busy);
	expect(await told(three)).toEqual({ came: 'answer', calls: 4, pauses: [500, 1_000, 2_000] });

	skippedPauses.length = 0;
	const last = busy({ httpStatus: 503 });
	expect(await told([...three, () => last])).toEqual({
		came: last,
		calls: 4,
		pauses: [500, 1_000, 2_000],
	});
});

test('what will not be over soon is not tried again', async () => {
	const refused = new EnkashError('refused', 'No');
	expect(await told([() => refused])).toEqual({ came: refused, calls: 1, pauses: [] });
	const { came, calls } = await told([() => 'text']);
	expect({ came, calls }).toMatchObject({
		came: { kind: 'unknown', message: 'The node stopped unexpectedly' },
		calls: 1,
	});
});

test('EnKash may ask for a longer pause, and not for a shorter one', async () => {
	const failures = [() => busy({ retryAfter: 3 }), () => busy({ retryAfter: 0 })];
	expect((await told(failures)).pauses).toEqual([3_000, 1_000]);
});

test('a call that would go on for more than a minute is given up', async () => {
	expect((await told([() => busy({ retryAfter: 60 })])).pauses).toEqual([60_000]);

	skippedPauses.length = 0;
	const longer = busy({ retryAfter: 61 });
	expect(await told([() => longer])).toEqual({ came: longer, calls: 1, pauses: [] });

	const slow = busy();
	const afterAMinute = () => {
		passMinutes(1);
		return slow;
	};
	expect(await told([afterAMinute])).toEqual({ came: slow, calls: 1, pauses: [] });
});

test('a call is not made again once the execution is stopped', async () => {
	const stop = new AbortController();
	const stopped = () => {
		stop.abort();
		return busy();
	};
	expect(await told([stopped], stop.signal)).toMatchObject({
		came: { kind: 'notSent', message: 'The execution was cancelled before this was sent' },
		calls: 1,
	});
});
