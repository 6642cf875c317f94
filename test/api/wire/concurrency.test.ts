/** How many calls are in flight at once, and in which order their items come out. */
import { setTimeout as pause } from 'node:timers/promises';
import { dataOf } from '../../stage';
import { until } from '../../until';
import { answer, success } from './raw-server';
import { payment, setRawStage, type RawStage } from './raw-stage';

let raw: RawStage;

beforeEach(async () => {
	raw = await setRawStage();
});

afterEach(() => raw.stop());

/** Counts what is in flight. Nothing is answered until so many have come; then it takes a while, in case of more. */
function flightCounter(most: number) {
	let now = 0;
	let peak = 0;
	return {
		peak: () => peak,
		hold: async () => {
			peak = Math.max(peak, ++now);
			await until(() => peak >= most);
			await pause(20 + Math.random() * 40);
			now--;
		},
	};
}

describe('several transfers', () => {
	const parameters = {
		...payment,
		email: '={{ $json.row }}@example.com',
		mobile: '=98765432{{ $json.row }}',
		uniqueReferenceNumber: '=ROW-{{ $json.row }}',
	};
	const items = Array.from({ length: 12 }, (_, row) => ({ row: row + 10 }));

	it.each([
		[undefined, 1],
		[4, 4],
	])(
		'are sent one after the other unless the user raises it (option %s: %d at a time), each once',
		async (concurrency, most) => {
			const counter = flightCounter(most);
			const server = await raw.serve((response, { line, body }) => {
				if (line.includes('transaction')) return answer(response, success([]));
				void counter.hold().then(() => {
					const { uniqueReferenceNumber } = JSON.parse(body) as { uniqueReferenceNumber: string };
					answer(response, success({ pgReferenceNumber: uniqueReferenceNumber }));
				});
			});
			const options = concurrency === undefined ? {} : { concurrency };
			const result = await server.run('reward.allocate', options, { items, parameters });
			expect(counter.peak()).toBe(most);
			const references = items.map(({ row }) => `ROW-${row}`);
			expect(dataOf(result).map(({ uniqueReferenceNumber }) => uniqueReferenceNumber)).toEqual(
				references,
			);
			const sent = server.requests.filter(({ line }) => line.includes('create-allocate'));
			expect(
				sent
					.map(
						({ body }) => (JSON.parse(body) as { uniqueReferenceNum: string }).uniqueReferenceNum,
					)
					.sort(),
			).toEqual(references);
		},
	);
});

describe('several items', () => {
	const items = Array.from({ length: 20 }, (_, row) => ({ row }));
	const parameters = { cardAccountId: '=CA{{ $json.row }}', simplify: false };

	it.each([
		[undefined, 5],
		[1, 1],
		[12, 12],
	])(
		'are read side by side (option %s: at most %d), and come out in the order they went in',
		async (concurrency, most) => {
			const counter = flightCounter(most);
			const server = await raw.serve((response, { body }) => {
				void counter.hold().then(() => {
					const { cardAccountId } = JSON.parse(body) as { cardAccountId: string };
					answer(response, success({ cardAccountId }));
				});
			});
			const options = concurrency === undefined ? {} : { concurrency };
			const result = await server.run('reward.getAccount', options, { items, parameters });
			expect(dataOf(result).map(({ cardAccountId }) => cardAccountId)).toEqual(
				items.map(({ row }) => `CA${row}`),
			);
			expect(counter.peak()).toBe(most);
		},
	);

	it.each([0, -1, '={{ "many" }}', '={{ NaN }}'])(
		'are not lost to a concurrency of %s, which is refused',
		async (concurrency) => {
			const server = await raw.serve((response) => answer(response));
			const { error } = await server.run('reward.getAccount', { concurrency }, { items });
			expect(error?.message).toBe("'Concurrency' is not a number from 1 on [item 0]");
		},
	);
});
