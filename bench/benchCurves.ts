/** How figures change with the number of items, with the time that answers take, and with calls in flight. */
import { init, type EChartsOption } from 'echarts';
import { spreadOf } from './spread';
import type { Result } from './trial';

const WIDTH = 960;
const HEIGHT = 760;

const COLOURS: Partial<Record<Result['entrant']['contestant'], string>> = {
	enkash: '#ea4b71',
	httpRequestPaced: '#3b82c4',
	bareLoop: '#7b8794',
};

const LINES = { read: 'dotted', allocate: 'solid', sheet: 'dashed', list: 'dotted' } as const;

const BY_SIZE = /^(read|allocate|sheet), \d+$/;
const BY_DELAY = /^allocate, \d+ ms, /;

interface Point {
	curve: string;
	x: number;
	y: number;
	result: Result;
}

/** An SVG with both families of curves; nothing where none were measured. */
export function drawCurves(results: Result[], caption: string): string | undefined {
	const sizes = results.filter(({ trial }) => BY_SIZE.test(trial.name)).map(sizePoint);
	const delays = results.filter(({ trial }) => BY_DELAY.test(trial.name)).map(delayPoint);
	if (sizes.length === 0 || delays.length === 0) return undefined;
	const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
	const tops = [60, 430];
	const height = 260;
	chart.setOption({
		animation: false,
		backgroundColor: '#ffffff',
		title: [
			{ text: 'CPU time per item (ms), by number of items, 5 in flight', left: 10, top: 10 },
			{
				text: 'Allocations per second, by calls in flight, answers after 0, 20 and 100 ms',
				left: 10,
				top: tops[1] - 50,
			},
			{
				text: caption,
				left: 10,
				top: HEIGHT - 22,
				textStyle: { fontSize: 9, fontWeight: 'normal' },
			},
		].map((title) => ({ textStyle: { fontSize: 14 }, ...title })),
		grid: tops.map((top) => ({ left: 60, right: 310, top, height })),
		xAxis: tops.map((_, index) => ({ gridIndex: index, type: 'log', logBase: 10 })),
		yAxis: [
			{ gridIndex: 0, type: 'value' },
			{ gridIndex: 1, type: 'log', logBase: 10 },
		],
		legend: [curvesOf(sizes), curvesOf(delays)].map((data, index) => ({
			data,
			orient: 'vertical',
			left: WIDTH - 300,
			top: tops[index],
		})),
		series: [...lines(sizes, 0), ...lines(delays, 1)],
	} as EChartsOption);
	const svg = chart.renderToSVGString();
	chart.dispose();
	return svg;
}

function sizePoint(result: Result): Point {
	const { trial, label, runs } = result;
	const y = spreadOf(runs.map(({ cpu }) => cpu / trial.items)).median;
	return { curve: `${label}: ${trial.task}`, x: trial.items, y, result };
}

function delayPoint(result: Result): Point {
	const { trial, label, runs } = result;
	const y = spreadOf(runs.map(({ wall }) => (1000 * trial.items) / wall)).median;
	return { curve: `${label}, ${trial.delay} ms`, x: trial.inFlight, y, result };
}

const curvesOf = (points: Point[]) => [...new Set(points.map(({ curve }) => curve))];

function lines(points: Point[], panel: number) {
	return curvesOf(points).map((name) => {
		const members = points.filter(({ curve }) => curve === name);
		const { entrant, trial } = members[0].result;
		const type = panel === 0 ? LINES[trial.task] : delayLine(trial.delay);
		return {
			name,
			type: 'line',
			xAxisIndex: panel,
			yAxisIndex: panel,
			data: members.map(({ x, y }) => [x, y]),
			color: COLOURS[entrant.contestant],
			lineStyle: { type },
		};
	});
}

function delayLine(delay: number): 'solid' | 'dashed' | 'dotted' {
	if (delay === 0) return 'solid';
	return delay > 50 ? 'dotted' : 'dashed';
}
