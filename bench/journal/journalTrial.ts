/** Payments that are written into the journal by the package's own code, in a real n8n, and made by nobody. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { N8n } from '../../lab/n8n';
import { itemsOf, type WorkflowJson } from '../../lab/types';
import type { Line } from '../benchReport';
import { digits, shown, spreadOf } from '../spread';
import type { Database } from './databases';

export interface JournalTrial {
	references: number;
	/** References that are written at once. */
	group: number;
	/** Whether the journal forgets, as it does in the package, or keeps all. */
	bounded: boolean;
}

/** One call of n8n's helpers. Times in milliseconds. */
interface Call {
	name: 'checkProcessedAndRecord' | 'removeProcessed';
	texts: number;
	wall: number;
	/** Of the n8n process; what a server of databases takes is not in it. */
	cpu: number;
}

interface Report {
	/** The calls for all the references. */
	whole: Call[];
	/** The calls for some more payments, one at a time, on the journal as it is then. */
	singles: Call[];
}

const SINGLES = 20;

const PROBE = join(__dirname, '../probe-package');

/** Puts the probe beside the package. */
export async function installProbe({ userFolder }: N8n): Promise<void> {
	const target = join(userFolder, '.n8n/nodes/node_modules/n8n-nodes-bare');
	await cp(PROBE, target, { recursive: true });
}

function workflowFor(id: string, { references, group, bounded }: JournalTrial): WorkflowJson {
	const place = { typeVersion: 1, position: [0, 0] as [number, number] };
	const start = { ...place, id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const probe = { ...place, id: '2', name: 'Journal', type: 'n8n-nodes-bare.journalWrites' };
	const parameters = { references, group, bounded, singles: SINGLES };
	return {
		id,
		name: id,
		settings: { executionOrder: 'v1' },
		nodes: [
			{ ...start, parameters: {} },
			{ ...probe, parameters },
		],
		connections: { Start: { main: [[{ node: 'Journal', type: 'main', index: 0 }]] } },
	};
}

const sum = (calls: Call[], figure: 'wall' | 'cpu') =>
	calls.reduce((total, call) => total + call[figure], 0);

export async function holdJournal(database: Database, trial: JournalTrial): Promise<Line> {
	const { references, group, bounded } = trial;
	const id = `journal-${references}-${group}-${bounded ? 'bounded' : 'whole'}`;
	const { cli } = database.n8n;
	await cli.importWorkflows([workflowFor(id, trial)]);
	const data = await cli.execute(id);
	const [report] = itemsOf(data, 'Journal') as unknown as Report[];
	if (!report) throw new Error(`${id}: ${data.resultData.error?.message ?? 'nothing came out'}`);
	const { whole, singles } = report;
	const size = await database.sizeOf(id);
	return {
		database: database.name,
		references,
		'at once': group,
		keeps: bounded ? '20,000 entries' : 'all',
		calls: whole.length,
		'row (kB)': digits(size / 1000),
		'a call (ms)': shown(spreadOf(whole.map(({ wall }) => wall))),
		'of it CPU of n8n (ms)': digits(spreadOf(whole.map(({ cpu }) => cpu)).median),
		'a reference (ms)': digits(sum(whole, 'wall') / references),
		'one payment then (ms)': digits(sum(singles, 'wall') / SINGLES),
		'of it CPU (ms)': digits(sum(singles, 'cpu') / SINGLES),
	};
}
