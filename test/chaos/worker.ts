/** A process that runs one execution on n8n's engine, and may be killed at any time. */
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { createEngine, type NodeResult, type RunOptions } from '../engine';
import { HTTP_REQUEST, httpRequest, httpRequestNode } from './httpRequest';
import type { Usage } from './memory';
import { sheetOf, TIMEOUT, type Plan } from './plan';

/** `sheet` is `bulk` as it stands by default; `idle` does nothing with the items. */
export type Way = 'single' | 'bulk' | 'sheet' | 'http' | 'idle';

export interface Job {
	plan: Plan;
	way: Way;
	credential: ICredentialDataDecryptedObject;
	execution: string;
	/** Whether its memory and time are wanted, and not what it says of each item. */
	measured?: boolean;
}

/** What the execution says of each item, in order: '' where it says that it was paid. */
export interface Told {
	failures: string[];
	status: string;
}

const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } as const;
const goOn = { onError: 'continueRegularOutput' } as const;

const single: INodeParameters = {
	resource: 'reward',
	operation: 'allocate',
	email: '={{ $json.email }}',
	mobile: '={{ $json.mobile }}',
	title: '={{ $json.title }}',
	firstName: '={{ $json.name }}',
	gender: '={{ $json.gender }}',
	loadAmount: '={{ $json.points }}',
	uniqueReferenceNumber: '={{ $json.reference }}',
	options: { timeout: TIMEOUT, concurrency: 25 },
};

const sheet: INodeParameters = { resource: 'reward', operation: 'bulkAllocate' };
const bulk = { ...sheet, options: { timeout: TIMEOUT, batchSize: 25, concurrency: 2 } };
const PARAMETERS = { single, sheet, bulk };

async function work({ plan, way, credential, execution }: Job): Promise<NodeResult> {
	const options = { items: sheetOf(plan), executionId: execution };
	if (way === 'http') return await runHttpRequest(credential, options);
	if (way !== 'idle') return await runEnkash(PARAMETERS[way], credential, options);
	const engine = await createEngine();
	return await engine.runNode({}, { ...options, type: 'n8n-nodes-base.noOp' });
}

async function runEnkash(
	parameters: INodeParameters,
	credential: ICredentialDataDecryptedObject,
	options: RunOptions,
): Promise<NodeResult> {
	const engine = await createEngine();
	const credentialId = engine.addCredential(credential);
	return await engine.runNode(parameters, { ...retry, ...goOn, ...options, credentialId });
}

async function runHttpRequest(
	credential: ICredentialDataDecryptedObject,
	options: RunOptions,
): Promise<NodeResult> {
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
	const result = await engine.run({ nodes: [trigger, node], connections }, options);
	return { ...result.nodes[node.name], status: result.status };
}

function failureIn({ error }: IDataObject): string {
	if (!error) return '';
	return typeof error === 'string' ? error : JSON.stringify(error);
}

function tell({ status, items }: NodeResult): Told {
	return { status, failures: items.map(({ json }) => failureIn(json)) };
}

/** Megabytes, with what could be given back given back. */
function memoryInUse(): number {
	globalThis.gc?.();
	return Math.round(process.memoryUsage().rss / 2 ** 20);
}

async function measure(job: Job): Promise<Usage> {
	const started = Date.now();
	const result = await work(job);
	const seconds = (Date.now() - started) / 1000;
	// In kilobytes, the most the process ever had.
	const peak = Math.round(process.resourceUsage().maxRSS / 1024);
	const paid = result.items.filter(({ json }) => !json.error).length;
	return { peak, seconds, paid, inUse: memoryInUse() };
}

process.once('message', (job: Job) => {
	const done = job.measured ? measure(job) : work(job).then(tell);
	void done.then((report) => process.send?.(report, () => process.exit(0)));
});
