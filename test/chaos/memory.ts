/**
 * What a sheet of a hundred thousand rows costs in memory and time, beside what n8n itself needs for
 * as many items: the same execution with a node that does nothing.
 */
import { table } from '../../demo/table';
import { Execution } from './execution';
import type { Usage, Way } from './job';
import { Office } from './office';

const SHARES = [0, 0.25, 0.5, 1];

async function measure(way: Way, items: number): Promise<Usage> {
	const office = await Office.open({ items, seed: 1 });
	office.sandbox.faults.clear();
	const credential = { ...office.sandbox.credential };
	const job = { plan: office.plan, way, credential, execution: '1', measured: true };
	const execution = await Execution.prepare(job, ['--expose-gc']);
	const usage = (await execution.run()) as Usage;
	await office.close();
	return usage;
}

export async function measureMemory(rows: number): Promise<boolean> {
	const lines = [];
	for (const share of SHARES) {
		const items = Math.round(rows * share);
		const idle = await measure('idle', Math.max(1, items));
		const sheet = await measure('sheet', Math.max(1, items));
		lines.push({
			rows: items,
			'n8n alone (MB)': idle.peak,
			'with the node (MB)': sheet.peak,
			'the node (MB)': sheet.peak - idle.peak,
			'n8n alone (s)': idle.seconds,
			'with the node (s)': sheet.seconds,
			'ms per row': items ? Number(((1000 * sheet.seconds) / items).toFixed(2)) : 0,
			paid: sheet.paid,
		});
	}
	console.log(table(lines).join('\n'));
	return lines.every(({ rows: due, paid }) => paid === Math.max(1, due));
}
