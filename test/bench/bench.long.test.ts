/** A very small `npm run bench`: its parts work together, and what it counts is so. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge } from '../../bench/aims';
import { AnsweringServer } from '../../bench/answeringServer';
import { answerTo } from '../../bench/cannedAnswers';
import { draw } from '../../bench/benchChart';
import { drawCurves } from '../../bench/benchCurves';
import { lines } from '../../bench/benchReport';
import { itemsFor } from '../../bench/contestants';
import { otherBuild } from '../../bench/otherBuild';
import { keptFigures } from '../../bench/keptFigures';
import { machine } from '../../bench/machine';
import { loadTimes } from '../../bench/packageLoad';
import { byPlace, ownFunctions } from '../../bench/profileReport';
import { ratioOf, shown, spreadOf } from '../../bench/spread';
import { hold, labelOf, type Result, type Trial } from '../../bench/trial';
import { MANY_ROWS, trialsFor } from '../../bench/trials';
import type account from '../../sandbox/data/get-reward-account-details.json';

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

it('pays the larger sheet: the account of the server covers it', () => {
	const rows = itemsFor(MANY_ROWS.full, 'R0');
	const due = rows.reduce((sum, { points }) => sum + Number(points), 0);
	const { payload } = JSON.parse(answerTo('cardAccount/get', '')) as typeof account;
	expect(payload.availableBalance).toBeGreaterThan(due);
});

it('loads the package as n8n does, and measures that', async () => {
	const [load] = await loadTimes(undefined, 1);
	expect(load.cpu).toBeGreaterThan(0);
	expect(load.nodes).toBeGreaterThan(0);
});

it('puts figures together that were taken in parts, if they were taken in one place', () => {
	const folder = mkdtempSync(join(tmpdir(), 'figures-'));
	const keep = (name: string, figures: object): string => {
		const file = join(folder, name);
		writeFileSync(file, JSON.stringify(figures));
		return file;
	};
	try {
		const here = machine();
		const first = keep('first', { machine: here, results: [{ label: 'first' }], load: [] });
		const second = keep('second', {
			machine: { ...here, date: '2026-01-02', load: 3 },
			results: [{ label: 'second' }],
			load: [{ cpu: 20, nodes: 2 }],
		});
		const { results, load } = keptFigures([first, second]);
		expect([results.map(({ label }) => label), load.length]).toEqual([['first', 'second'], 1]);
		const elsewhere = keep('elsewhere', { machine: { ...here, cores: 64 }, results: [], load: [] });
		expect(() => keptFigures([first, elsewhere])).toThrow(/do not compare:\n.*\n64 cores/);
	} finally {
		rmSync(folder, { recursive: true });
	}
});

it('takes the median, and compares round by round', () => {
	expect(spreadOf([3, 1, 2, 10])).toEqual({ median: 2.5, min: 1, max: 10 });
	expect(ratioOf([1, 4, 9], [1, 2, 3])).toEqual({ median: 2, min: 1, max: 3 });
	expect(shown(spreadOf([1.23456, 1, 2]), '×')).toBe('1.23× (1 to 2)');
});

it('says what is wrong where the other build is none', () => {
	expect(() => otherBuild('docs')).toThrow(/is not the dist folder of a build of this package/);
});

describe('the trials of a run', () => {
	const scope = { items: 1_000, rounds: 5, full: false, httpRequest: true };

	it("leave out n8n's HTTP Request node where it is missing", () => {
		const without = trialsFor({ ...scope, full: true, httpRequest: false });
		const contestants = without.flatMap(({ entrants }) => entrants.map((each) => each.contestant));
		expect(contestants.filter((each) => each.startsWith('httpRequest'))).toEqual([]);
	});

	it('have another build beside this one wherever it takes part', () => {
		for (const { entrants } of trialsFor({ ...scope, against: '/build' })) {
			const own = entrants.filter(({ contestant }) => contestant === 'enkash');
			expect(own).toHaveLength(own.length && 2);
		}
	});

	it('give curves where all of them are held, and no picture of them where not', () => {
		const run = { cpu: 10, wall: 20, out: 1, credentialReads: 1, logLines: 0, peak: 1, heap: 1 };
		const runs = [{ ...run, requests: 1, connections: 1, calls: {} }];
		const held = (full: boolean): Result[] =>
			trialsFor({ ...scope, full }).flatMap(({ entrants, ...trial }) =>
				entrants.map((entrant) => ({ trial, entrant, label: labelOf(entrant), runs })),
			);
		expect(drawCurves(held(true), 'a machine')).toContain('EnKash node: sheet');
		expect(drawCurves(held(false), 'a machine')).toBeUndefined();
		expect(draw([], 'a machine')).toBeUndefined();
	});
});

it('tells whose time a profile shows, without the time that nothing ran', () => {
	const frame = (functionName: string, url = '') => ({
		callFrame: { functionName, url, scriptId: '', lineNumber: 1, columnNumber: 0 },
	});
	const profile = {
		startTime: 0,
		endTime: 100,
		nodes: [
			{ id: 1, ...frame('(idle)') },
			{ id: 2, ...frame('own', 'file:///p/dist/nodes/Enkash/a.js') },
			{ id: 3, ...frame('theirs', 'file:///p/node_modules/n8n-core/dist/b.js') },
		],
		samples: [1, 2, 3],
		timeDeltas: [50, 10, 40],
	};
	expect(byPlace(profile)).toEqual([
		{ where: 'n8n', share: 80 },
		{ where: 'this package', share: 20 },
	]);
	expect(ownFunctions(profile)).toEqual([{ where: 'own nodes/Enkash/a.js:2', share: 20 }]);
});
