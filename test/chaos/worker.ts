/** A process that runs one execution on n8n's engine, and may be killed at any time. */
import { once } from 'node:events';
import type { IDataObject } from 'n8n-workflow';
import { createEngine, type NodeResult } from '../engine';
import { ProcessedData } from '../engine/processed-data';
import { HTTP_REQUEST, httpRequest, httpRequestNode } from './httpRequest';
import { READY, type Job, type Told, type Usage, type Way } from './job';
import { PAYERS } from './payers';
import { sheetOf } from './plan';

type Work = () => Promise<NodeResult>;

const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } as const;
const goOn = { onError: 'continueRegularOutput' } as const;

const PAID = ['allocated', 'alreadyAllocated', 'ordered', 'alreadyOrdered', 'recovered'];

/** Loads everything, so that the work can begin at the moment that is wanted. */
async function prepare(job: Job): Promise<Work> {
	const { plan, way, execution } = job;
	const options = { items: sheetOf(plan), executionId: execution };
	if (way === 'http') return await prepareHttpRequest(job);
	const engine = await createEngine({ processed: new ProcessedData(job.database) });
	if (way === 'idle')
		return async () => await engine.runNode({}, { ...options, type: 'n8n-nodes-base.noOp' });
	const credentialId = engine.addCredential(job.credential);
	return async () =>
		await engine.runNode(parametersOf(way), { ...retry, ...goOn, ...options, credentialId });
}

function parametersOf(way: Exclude<Way, 'http' | 'idle'>) {
	if (way !== 'sheet') return PAYERS[way].parameters;
	return { ...PAYERS.bulk.parameters, options: {} };
}

async function prepareHttpRequest({ credential, plan, execution }: Job): Promise<Work> {
	const engine = await createEngine({ nodeTypes: { [HTTP_REQUEST]: await httpRequestNode() } });
	const id = engine.addCredential(credential);
	const place = { position: [0, 0] as [number, number], typeVersion: 1, parameters: {} };
	const trigger = { ...place, id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const node = {
		...place,
		...httpRequest(credential),
		...retry,
		...goOn,
		id: 'node',
		name: 'HTTP Request',
		credentials: { enkashApi: { id, name: 'Account' } },
	};
	const connections = { Start: { main: [[{ node: node.name, type: 'main' as const, index: 0 }]] } };
	return async () => {
		const options = { items: sheetOf(plan), executionId: execution };
		const result = await engine.run({ nodes: [trigger, node], connections }, options);
		return { ...result.nodes[node.name], status: result.status };
	};
}

/** What an item says of its row. An answer that HTTP Request hands on says that the call succeeded. */
function saying({ error, outcome }: IDataObject, way: Way): string | null {
	if (error) return typeof error === 'string' ? error : JSON.stringify(error);
	return way === 'http' || PAID.some((each) => each === outcome) ? '' : null;
}

function tell({ items, error }: NodeResult, { plan, way }: Job): Told {
	const rows = Array.from<string | null>({ length: plan.items }).fill(null);
	for (const { json, pairedItem } of items) {
		const row = typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : NaN;
		if (row in rows) rows[row] = saying(json, way);
	}
	return { rows, stopped: error?.message };
}

/** Megabytes, with what could be given back given back. */
function memoryInUse(): number {
	globalThis.gc?.();
	return Math.round(process.memoryUsage().rss / 2 ** 20);
}

async function measure(work: Work): Promise<Usage> {
	const started = Date.now();
	const result = await work();
	const seconds = (Date.now() - started) / 1000;
	// In kilobytes, the most the process ever had.
	const peak = Math.round(process.resourceUsage().maxRSS / 1024);
	const paid = result.items.filter(({ json }) => !json.error).length;
	return { peak, seconds, paid, inUse: memoryInUse() };
}

async function main(job: Job): Promise<void> {
	const work = await prepare(job);
	const go = once(process, 'message');
	process.send?.(READY);
	await go;
	const report = job.measured ? await measure(work) : tell(await work(), job);
	process.send?.(report, () => process.exit(0));
}

process.once('message', (job: Job) => void main(job));
