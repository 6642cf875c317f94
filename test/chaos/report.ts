/** What scenes came to, as a row of a table, in a terminal or in docs/chaos.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../../sandbox';
import type { Ending, Scene } from './scenes';

export type Line = Record<string, string | number | undefined>;

const PAGE = join(__dirname, '../../docs/chaos.md');
const [START, END] = ['<!-- table -->', '<!-- /table -->'];

export function line(scene: Scene, ending: Ending, { requests }: Sandbox, seconds: number): Line {
	const alone = scene.workers === 1;
	return {
		scene: scene.name,
		due: ending.due,
		made: ending.made,
		doubled: ending.doubled + (alone ? ending.withinASecond : 0),
		'within a second': alone ? undefined : ending.withinASecond,
		lost: ending.lost.length,
		'told wrongly': ending.toldWrongly.length,
		unconfirmed: ending.openEver.length,
		open: ending.open.length,
		'still failed, named': ending.left.length,
		'to the paisa': ending.exact ? 'yes' : 'no',
		executions: ending.runs,
		requests: requests.length,
		'of them with a fault': requests.filter(({ fault }) => fault).length,
		seconds: Math.round(seconds),
	};
}

/** The first of what a person wants to look into. */
export function details({ lost, toldWrongly, stopped, open, left }: Ending): string[] {
	const first = (what: string, all: string[]) => [
		...all.slice(0, 5).map((each) => `  ${what}: ${each}`),
		...(all.length > 5 ? [`  … and ${all.length - 5} more`] : []),
	];
	return [
		...first('told wrongly', toldWrongly),
		...first('lost', lost),
		...first('stopped', stopped),
		...first('still failed', left),
		...first('open', open),
	];
}

/** @param heading says what was run */
export function writePage(heading: string, rows: Line[]): void {
	const columns = Object.keys(rows[0]);
	const cells = rows.map((row) => columns.map((column) => String(row[column] ?? '')));
	const lines = [columns, columns.map(() => '---'), ...cells].map(
		(each) => `| ${each.join(' | ')} |`,
	);
	const page = readFileSync(PAGE, 'utf8');
	const [from, to] = [page.indexOf(START), page.indexOf(END)];
	if (from < 0 || to < from) throw new Error(`docs/chaos.md has no ${START} … ${END}`);
	const table = ['', heading, '', ...lines, ''].join('\n');
	writeFileSync(PAGE, `${page.slice(0, from + START.length)}${table}${page.slice(to)}`);
}
