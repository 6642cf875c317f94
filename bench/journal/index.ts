/**
 * What the journal takes on the databases of a real n8n, the lab's. `npm run bench:journal`, and after
 * `--`: `--sizes 1000,10000,100000`, `--json <file>`
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { table } from '../../demo/table';
import type { Line } from '../benchReport';
import { described, machine } from '../machine';
import { postgres, sqlite } from './databases';
import { holdJournal, installProbe, type JournalTrial } from './journalTrial';

const { values } = parseArgs({
	options: {
		sizes: { type: 'string', default: '1000,10000,100000' },
		json: { type: 'string' },
	},
});

/** As a sheet is written, and as single payments are that wait together. */
const GROUPS = [1_000, 100];

/** Above it, groups of a hundred would show the same for an hour. */
const MOST_IN_SMALL_GROUPS = 10_000;

function trialsOf(sizes: number[]): JournalTrial[] {
	return sizes.flatMap((references) => [
		...GROUPS.filter((group) => group === GROUPS[0] || references <= MOST_IN_SMALL_GROUPS).map(
			(group) => ({ references, group, bounded: true }),
		),
		{ references, group: GROUPS[0], bounded: false },
	]);
}

async function main(): Promise<void> {
	const where = machine();
	console.log(described(where));
	const lines: Line[] = [];
	for (const open of [sqlite, postgres]) {
		const database = await open();
		try {
			await installProbe(database.n8n);
			for (const trial of trialsOf(values.sizes.split(',').map(Number))) {
				lines.push(await holdJournal(database, trial));
				console.log(JSON.stringify(lines[lines.length - 1]));
			}
		} finally {
			await database.stop();
		}
	}
	console.log(`\n${table(lines).join('\n')}`);
	if (values.json)
		writeFileSync(values.json, JSON.stringify({ machine: where, lines }, null, '\t'));
}

void main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
