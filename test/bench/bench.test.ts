/** A very small `npm run bench`: its parts work together, and what it counts is so. */
import { judge } from '../../bench/aims';
import { AnsweringServer } from '../../bench/answeringServer';
import { draw } from '../../bench/benchChart';
import { lines } from '../../bench/benchReport';
import { otherBuild } from '../../bench/otherBuild';
import { loadTimes } from '../../bench/packageLoad';
import { ratioOf, shown, spreadOf } from '../../bench/spread';
import { hold, type Result, type Trial } from '../../bench/trial';

const ITEMS = 20;

const trial: Trial = {
	name: 'allocate',
	task: 'allocate',
	entrants: [{ contestant: 'enkash' }, { contestant: 'bareLoop' }],
	items: ITEMS,
	inFlight: 5,
	delay: 0,
	rounds: 2,
	warmUp: [],
};

describe('a small bench', () => {
	let results: Result[] = [];
	beforeAll(async () => {
		const server = await AnsweringServer.start();
		try {
			results = await hold(trial, server);
		} finally {
			server.stop();
		}
	});

	it('counts one request for each item of a loop', () => {
		for (const { requests, calls, out } of results[1].runs) {
			expect({ requests, calls, out }).toEqual({
				requests: ITEMS,
				calls: { 'create-allocate-points': ITEMS },
				out: ITEMS,
			});
		}
	});

	it('counts what the node sends once for each item, and what it looks up', () => {
		for (const { requests, calls } of results[0].runs) {
			const lookUps = calls['transaction/all'];
			expect(calls).toEqual({ 'create-allocate-points': ITEMS, 'transaction/all': lookUps });
			expect(requests).toBe(ITEMS + lookUps);
			expect(lookUps).toBeGreaterThan(0);
			expect(lookUps).toBeLessThan(ITEMS);
		}
	});

	it('measures time and memory of each run', () => {
		for (const { cpu, wall, peak, heap } of results.flatMap(({ runs }) => runs)) {
			for (const figure of [cpu, wall, peak, heap]) expect(figure).toBeGreaterThan(0);
		}
	});

	it('makes a table and a picture of it, and leaves open what it did not measure', () => {
		expect(lines(results).map(({ who }) => who)).toEqual(['EnKash node', "loop over n8n's helper"]);
		const svg = draw(results, 'a machine');
		expect(svg).toMatch(/^<svg/);
		expect(svg).toContain('EnKash node');
		const verdicts = judge({ results, load: [{ cpu: 20, nodes: 1 }] }).map(
			({ verdict }) => verdict,
		);
		expect(new Set(verdicts)).toEqual(new Set(['unmeasured', 'met']));
	});
});

it('loads the package as n8n does, and measures that', async () => {
	const [load] = await loadTimes(undefined, 1);
	expect(load.cpu).toBeGreaterThan(0);
	expect(load.nodes).toBeGreaterThan(0);
});

it('takes the median, and compares round by round', () => {
	expect(spreadOf([3, 1, 2, 10])).toEqual({ median: 2.5, min: 1, max: 10 });
	expect(ratioOf([1, 4, 9], [1, 2, 3])).toEqual({ median: 2, min: 1, max: 3 });
	expect(shown(spreadOf([1.23456, 1, 2]), '×')).toBe('1.23× (1 to 2)');
});

it('says what is wrong where the other build is none', () => {
	expect(() => otherBuild('docs')).toThrow(/is not the dist folder of a build of this package/);
});
