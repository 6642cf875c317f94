/** The figures as a picture. */
import { init, type EChartsOption } from 'echarts';
import { shown, spreadOf } from './spread';
import type { Result } from './trial';

const WIDTH = 900;
const LINE = 30;
const [TOP, GAP] = [70, 60];

const COLOUR = { own: '#ea4b71', others: '#9aa5b1' };

interface Panel {
	trial: string;
	title: string;
}

const PANELS: Panel[] = [
	{ trial: 'read', title: 'One read: CPU time per item (ms)' },
	{ trial: 'allocate', title: 'One allocation, 7 expressions: CPU time per item (ms)' },
	{ trial: 'n8n itself', title: 'Of which n8n itself: the same call, part by part (ms)' },
];

/** An SVG with a panel of bars for each trial that was held, with the spread over the rounds; nothing where none was. */
export function draw(results: Result[], caption: string): string | undefined {
	const panels = PANELS.map(({ trial, title }) => ({
		title,
		results: results.filter((result) => result.trial.name === trial),
	})).filter((panel) => panel.results.length > 0);
	if (panels.length === 0) return undefined;
	const heights = panels.map((panel) => panel.results.length * LINE);
	const tops = heights.map((_, index) =>
		heights.slice(0, index).reduce((sum, height) => sum + height + GAP, TOP),
	);
	const height = tops[tops.length - 1] + heights[heights.length - 1] + GAP;
	const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
	chart.setOption({
		animation: false,
		backgroundColor: '#ffffff',
		title: [
			...panels.map(({ title }, index) => ({
				text: title,
				left: 10,
				top: tops[index] - 34,
				textStyle: { fontSize: 14 },
			})),
			{
				text: caption,
				left: 10,
				top: height - 22,
				textStyle: { fontSize: 9, fontWeight: 'normal' },
			},
		],
		grid: panels.map((_, index) => ({
			left: 270,
			right: 130,
			top: tops[index],
			height: heights[index],
		})),
		xAxis: panels.map((_, index) => ({
			gridIndex: index,
			type: 'value',
			min: 0,
			axisLabel: { show: false },
			splitLine: { show: false },
		})),
		yAxis: panels.map((panel, index) => ({
			gridIndex: index,
			type: 'category',
			inverse: true,
			data: panel.results.map(({ label }) => label),
			axisTick: { show: false },
		})),
		series: panels.flatMap((panel, index) => bars(panel.results, index)),
	} as EChartsOption);
	const svg = chart.renderToSVGString();
	chart.dispose();
	return svg;
}

function bars(results: Result[], panel: number) {
	const spreads = results.map(({ runs, trial }) =>
		spreadOf(runs.map(({ cpu }) => cpu / trial.items)),
	);
	return {
		type: 'bar',
		xAxisIndex: panel,
		yAxisIndex: panel,
		barWidth: '60%',
		data: results.map(({ entrant }, index) => ({
			value: spreads[index].median,
			itemStyle: { color: entrant.contestant === 'enkash' ? COLOUR.own : COLOUR.others },
			label: { show: true, position: 'right', formatter: shown(spreads[index]), fontSize: 11 },
		})),
	};
}
