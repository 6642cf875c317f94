/** What was measured, as rows of tables. */
import { ratioOf, shown, spreadOf, digits } from './spread';
import type { Result } from './trial';

export type Line = Record<string, string | number | undefined>;

const perItem = ({ trial }: Result, values: number[]) => values.map((value) => value / trial.items);

/** A line for each contestant of each trial. */
export function lines(results: Result[]): Line[] {
	return results.map((result) => {
		const { trial, label, runs } = result;
		const last = runs[runs.length - 1];
		const figure = (of: (run: (typeof runs)[number]) => number) =>
			spreadOf(perItem(result, runs.map(of)));
		return {
			trial: trial.name,
			who: label,
			items: trial.items,
			'in flight': trial.inFlight,
			'delay (ms)': trial.delay,
			'CPU (ms an item)': shown(figure(({ cpu }) => cpu)),
			'wall (ms an item)': shown(figure(({ wall }) => wall)),
			requests: last.requests,
			'credential reads': last.credentialReads,
			'peak (MB)': Math.max(...runs.map(({ peak }) => peak)),
			'heap after (MB)': digits(last.heap),
		};
	});
}

/** This build against the other one, where there was another one. */
export function beforeAndAfter(results: Result[]): Line[] {
	return results.flatMap((own) => {
		const isOther = ({ trial, entrant }: Result) =>
			trial.name === own.trial.name &&
			entrant.contestant === own.entrant.contestant &&
			entrant.packageDir !== undefined;
		const other = own.entrant.packageDir ? undefined : results.find(isOther);
		if (!other) return [];
		const ratio = (of: (run: (typeof own.runs)[number]) => number) =>
			shown(ratioOf(own.runs.map(of), other.runs.map(of)), '×');
		return [
			{
				trial: own.trial.name,
				CPU: ratio(({ cpu }) => cpu),
				wall: ratio(({ wall }) => wall),
				requests: ratio(({ requests }) => requests),
				'peak memory': ratio(({ peak }) => peak),
			},
		];
	});
}
