/** What this project aims at (design, section 9), held against what was measured. */
import type { Contestant } from './contestants';
import type { Load } from './packageLoad';
import { digits, ratioOf, shown, spreadOf, type Spread } from './spread';
import type { Result, Run } from './trial';

export interface Measured {
	results: Result[];
	load: Load[];
}

export interface Judged {
	what: string;
	against: string;
	figure: string;
	aim: string;
	/** `unmeasured` where this run did not have what it takes. */
	verdict: 'met' | 'missed' | 'unmeasured';
}

interface Aim {
	what: string;
	against: string;
	/** The figure, or nothing where a part of it is missing. */
	figure: (measured: Measured) => Spread | undefined;
	atMost?: number;
	atLeast?: number;
	unit?: string;
}

const perItem = (runs: Run[], figure: 'cpu' | 'wall', items: number) =>
	runs.map((run) => run[figure] / items);

function find({ results }: Measured, name: string, contestant: Contestant): Result | undefined {
	return results.find(
		({ trial, entrant }) =>
			trial.name === name && entrant.contestant === contestant && !entrant.packageDir,
	);
}

/** How many times the CPU time of the other one this node takes. */
const cpu =
	(name: string, other: Contestant, self: Contestant = 'enkash') =>
	(measured: Measured) => {
		const [own, theirs] = [find(measured, name, self), find(measured, name, other)];
		return own && theirs && ratioOf(cpuOf(own), cpuOf(theirs));
	};

/** How many times the items of the other one come out in a second. */
const throughput = (name: string, other: Contestant) => (measured: Measured) => {
	const [own, theirs] = [find(measured, name, 'enkash'), find(measured, name, other)];
	return own && theirs && ratioOf(wallOf(theirs), wallOf(own));
};

const cpuOf = ({ runs, trial }: Result) => perItem(runs, 'cpu', trial.items);
const wallOf = ({ runs, trial }: Result) => perItem(runs, 'wall', trial.items);
const peakOf = ({ runs }: Result) => Math.max(...runs.map(({ peak }) => peak));

const memory =
	(name: string, other: Contestant, self: Contestant = 'enkash') =>
	(measured: Measured): Spread | undefined => {
		const [own, theirs] = [find(measured, name, self), find(measured, name, other)];
		return own && theirs && spreadOf([peakOf(own) / peakOf(theirs)]);
	};

const AIMS: Aim[] = [
	{
		what: 'CPU per item, plain read, 5 in flight',
		against: "a bare loop over n8n's request helper",
		figure: cpu('read', 'bareLoop'),
		atMost: 1.05,
	},
	{
		what: 'the same',
		against: "n8n's HTTP Request node",
		figure: cpu('read', 'httpRequest'),
		atMost: 0.9,
	},
	{
		what: 'CPU per item, one allocation, 7 expressions',
		against: 'HTTP Request, the same 7 in its fields',
		figure: cpu('allocate', 'httpRequest'),
		atMost: 0.95,
	},
	{
		what: 'the same',
		against: 'HTTP Request, all in one JSON expression',
		figure: cpu('allocate', 'httpRequestJson'),
		atMost: 1.15,
	},
	{
		what: 'throughput, 5 in flight',
		against: 'the bare loop',
		figure: throughput('read', 'bareLoop'),
		atLeast: 0.95,
	},
	{
		what: 'throughput, 50 in flight',
		against: 'the bare loop',
		figure: throughput('read, 50 in flight', 'bareLoop'),
		atLeast: 0.95,
	},
	{
		what: 'requests for 1,000 sheet rows',
		against: 'HTTP Request: 1,000',
		figure: (measured) => {
			const sheet = find(measured, 'sheet', 'enkash');
			return sheet && spreadOf(sheet.runs.map(({ requests }) => requests));
		},
		atMost: 20,
		unit: '',
	},
	{
		what: 'CPU per row of a large sheet',
		against: 'CPU per row at 1,000 rows',
		figure: (measured) => {
			const [small, large] = [
				find(measured, 'sheet', 'enkash'),
				find(measured, 'large sheet', 'enkash'),
			];
			if (!small || !large) return undefined;
			const usual = spreadOf(cpuOf(small)).median;
			return spreadOf(cpuOf(large).map((value) => value / usual));
		},
		atMost: 1.1,
	},
	{
		what: 'peak memory, 2,000 items',
		against: 'HTTP Request on the same items',
		figure: memory('memory', 'httpRequest'),
		atMost: 0.9,
	},
	{
		what: 'peak memory, 100,000 rows',
		against: 'HTTP Request on the same items, 50 at a time',
		figure: memory('memory of a large sheet', 'httpRequestPaced'),
		atMost: 0.9,
	},
	{
		what: 'CPU of a poll over 10,000 new records',
		against: 'Get Transactions reading them',
		figure: cpu('poll', 'enkash', 'trigger'),
		atMost: 1.2,
	},
	{
		what: 'peak memory of that poll',
		against: 'Get Transactions reading them',
		figure: memory('memory of a poll', 'enkash', 'trigger'),
		atMost: 1.2,
	},
	{
		what: "CPU to load the package by n8n's loader",
		against: 'firecrawl 13 ms, razorpay 6 ms, crowdin 124 ms',
		figure: ({ load }) => (load.length > 0 ? spreadOf(load.map((each) => each.cpu)) : undefined),
		atMost: 30,
		unit: ' ms',
	},
];

export function judge(measured: Measured): Judged[] {
	return AIMS.map(({ what, against, figure, atMost, atLeast, unit = '×' }) => {
		const aim = atMost === undefined ? `at least ${atLeast}${unit}` : `at most ${atMost}${unit}`;
		const spread = figure(measured);
		if (!spread) return { what, against, figure: '', aim, verdict: 'unmeasured' };
		// As it is shown: what prints as the aim has met it.
		const median = digits(spread.median);
		const met = median <= (atMost ?? Infinity) && median >= (atLeast ?? -Infinity);
		return { what, against, figure: shown(spread, unit), aim, verdict: met ? 'met' : 'missed' };
	});
}
