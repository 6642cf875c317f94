/**
 * Measures this node beside n8n's HTTP Request node and a bare loop over n8n's request helper.
 * `npm run bench`, and after `--`: `--full`, `--against <dist folder>`, `--only <part of a trial's name>`,
 * `--items 1000 --rounds 5`, `--json <file>`, `--from <file of --json>`, `--chart <file>`, `--profile <folder>`
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { table } from '../demo/table';
import { installedLab } from '../lab/install';
import { judge } from './aims';
import { AnsweringServer } from './answeringServer';
import { draw } from './benchChart';
import { drawCurves } from './benchCurves';
import { beforeAndAfter, lines } from './benchReport';
import { keptFigures, type Figures } from './keptFigures';
import { described, machine } from './machine';
import { otherBuild } from './otherBuild';
import { loadTimes } from './packageLoad';
import { profileAllocation } from './profileTrial';
import { shown, spreadOf } from './spread';
import { hold, type Result } from './trial';
import { trialsFor } from './trials';

const { values } = parseArgs({
	options: {
		full: { type: 'boolean', default: false },
		items: { type: 'string', default: '300' },
		rounds: { type: 'string', default: '5' },
		only: { type: 'string', default: '' },
		against: { type: 'string' },
		json: { type: 'string' },
		from: { type: 'string', multiple: true },
		chart: { type: 'string' },
		profile: { type: 'string' },
	},
});

function count(option: 'items' | 'rounds'): number {
	const value = Number(values[option]);
	if (Number.isInteger(value) && value > 0) return value;
	throw new Error(`--${option}: "${values[option]}" is not a whole number above 0.`);
}

async function main(): Promise<void> {
	const started = Date.now();
	const against = values.against === undefined ? undefined : otherBuild(values.against);
	const figures = values.from ? keptFigures(values.from) : await measured(against);
	const { machine: where, results, load } = figures;

	const aims = judge({ results, load });
	const compared = beforeAndAfter(results);
	console.log(`\n${table(lines(results)).join('\n')}`);
	if (compared.length > 0) {
		console.log(`\nThis build against the other one:\n${table(compared).join('\n')}`);
	}
	console.log(`\n${table(aims.map((aim) => ({ ...aim }))).join('\n')}`);
	const seconds = Math.round((Date.now() - started) / 1000);
	console.log(`\nIn place of n8n's database: an array in memory (test/engine). ${seconds} s`);

	const report = { command: process.argv.slice(2), machine: where, seconds, aims, load, results };
	if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, '\t')}\n`);
	if (values.chart) writePictures(values.chart, results, described(where));
}

async function measured(against: string | undefined): Promise<Figures> {
	const where = machine();
	const httpRequest = (await installedLab()) !== undefined;
	const [items, rounds] = [count('items'), count('rounds')];
	const trials = trialsFor({ full: values.full, items, rounds, httpRequest, against });
	const only = new RegExp(values.only);
	console.log(described(where));
	if (!httpRequest) {
		console.log("Without n8n's HTTP Request node, which the lab has: `npx tsx lab/install.ts`");
	}

	const server = await AnsweringServer.start();
	const results: Result[] = [];
	try {
		for (const trial of trials.filter(({ name }) => only.test(name))) {
			const begun = Date.now();
			results.push(...(await hold(trial, server)));
			console.log(`${trial.name}: ${Math.round((Date.now() - begun) / 1000)} s`);
		}
	} finally {
		server.stop();
	}
	const load = only.test('load') ? await loadTimes() : [];
	if (against && only.test('load')) {
		const other = spreadOf((await loadTimes(against)).map(({ cpu }) => cpu));
		console.log(`Loading the other one: ${shown(other, ' ms')}`);
	}
	return { machine: where, results, load };
}

/** The curves of a full run go into a second picture beside the first. */
function writePictures(file: string, results: Result[], caption: string): void {
	const bars = draw(results, caption);
	if (bars) writeFileSync(file, bars);
	const curves = drawCurves(results, caption);
	if (curves) writeFileSync(file.replace(/(\.svg)?$/, '-curves.svg'), curves);
}

const work =
	values.profile === undefined
		? main()
		: profileAllocation(
				values.profile,
				count('items'),
				values.against === undefined ? undefined : otherBuild(values.against),
			);
void work.catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
