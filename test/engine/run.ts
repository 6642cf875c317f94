/** One execution of a workflow by n8n's WorkflowExecute. */
import type {
	ExecutionError,
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	IPinData,
	IRun,
	IRunExecutionData,
	IWorkflowSettings,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalData, lifecycleHooks } from './additional-data';
import type { CredentialsHelper } from './credentials-helper';
import type { Instance } from './instance';
import { withLogs } from './logs';
import { fromDatabase, n8n } from './n8n';
import { keepProcessed } from './processed-data';
import { runResult, type RunResult } from './result';

/** A workflow as n8n exports it. */
export interface WorkflowJson {
	id?: string;
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	staticData?: IDataObject;
	/** Output that a manual execution takes instead of running the node. */
	pinData?: IPinData;
}

export interface RunOptions {
	/** What the trigger emits; one empty item unless given. */
	items?: IDataObject[] | INodeExecutionData[];
	/** The credential of every node that wants one of its type and names none. */
	credentialId?: string;
	/** How the execution was started: `trigger` as a production run, `manual` as in the editor. */
	mode?: WorkflowExecuteMode;
	executionId?: string;
	/** A failed execution to be retried, as by the button in n8n's list; it goes on where that one failed. */
	retryOf?: IRun;
	/** Stops the execution the way n8n's Stop button does. */
	abort?: AbortSignal;
}

let executions = 0;

function asItems(items: RunOptions['items'] = [{}]): INodeExecutionData[] {
	return fromDatabase(items).map((item) =>
		'json' in item ? (item as INodeExecutionData) : { json: item },
	);
}

/** Selects the credential in each node of the workflow that takes this type, as a user would. */
export function selectCredential(
	nodes: INode[],
	credentialId: string,
	{ packages, store }: Instance,
): void {
	const { name, type } = store.get(credentialId);
	for (const node of nodes) {
		if (!packages.isOwn(node.type)) continue;
		const wanted = packages.getByNameAndVersion(node.type, node.typeVersion).description
			.credentials;
		if (!wanted?.some((credential) => credential.name === type)) continue;
		node.credentials = { [type]: { id: credentialId, name }, ...node.credentials };
	}
}

/** What n8n stores when an execution could not even be started. */
function failedToStart(mode: WorkflowExecuteMode, error: unknown): IRun {
	return {
		data: n8n.workflow.createRunExecutionData({
			resultData: { error: error as ExecutionError, runData: {} },
		}),
		mode,
		status: 'error',
		startedAt: new Date(),
		stoppedAt: new Date(),
		storedAt: 'db',
	};
}

function freshData(workflow: Workflow, pinned: IPinData, options: RunOptions): IRunExecutionData {
	const start = workflow.getStartNode();
	if (!start) throw new Error('The workflow has no trigger.');

	const items = asItems(options.items);
	// In the editor a trigger runs itself, unless its data is pinned.
	const pinData = options.items ? { ...pinned, [start.name]: items } : pinned;
	return n8n.workflow.createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node: start, data: { main: [items] }, source: null }] },
		resultData: options.mode === 'manual' ? { pinData } : {},
	});
}

/** What n8n makes of the data of a failed execution, before it retries it. */
function unfinished({ data }: IRun): IRunExecutionData {
	const copy = fromDatabase(data);
	const { runData, lastNodeExecuted = '' } = copy.resultData;
	delete copy.resultData.error;
	if (runData[lastNodeExecuted]?.at(-1)?.error) runData[lastNodeExecuted].pop();
	return copy;
}

async function execute(
	workflow: Workflow,
	helper: CredentialsHelper,
	pinned: IPinData,
	options: RunOptions,
): Promise<IRun> {
	const { retryOf, executionId = String(++executions), abort } = options;
	const { mode = retryOf ? 'retry' : 'trigger' } = options;
	const data = retryOf ? unfinished(retryOf) : freshData(workflow, pinned, { ...options, mode });
	const additional = additionalData(helper, {
		executionId,
		workflowId: workflow.id,
		hooks: lifecycleHooks(mode, executionId),
	});
	const execution = new n8n.core.WorkflowExecute(additional, mode, data);
	try {
		const running = execution.processRunExecutionData(workflow);
		const cancel = () => running.cancel();
		abort?.addEventListener('abort', cancel);
		if (abort?.aborted) cancel();
		return await running.finally(() => abort?.removeEventListener('abort', cancel));
	} catch (error) {
		return failedToStart(mode, error);
	}
}

export async function runWorkflow(
	json: WorkflowJson,
	options: RunOptions,
	instance: Instance,
): Promise<RunResult> {
	const {
		nodes,
		connections,
		settings,
		staticData,
		pinData = {},
		...identity
	} = fromDatabase(json);
	if (options.credentialId) selectCredential(nodes, options.credentialId, instance);
	const workflow = new n8n.workflow.Workflow({
		id: identity.id ?? 'workflow',
		name: identity.name ?? 'Workflow',
		nodes,
		connections,
		active: true,
		nodeTypes: instance.packages,
		staticData,
		settings: { executionOrder: 'v1', ...settings },
	});
	keepProcessed(workflow, instance.processed);
	const logs: string[] = [];
	const run = await withLogs(logs, () => execute(workflow, instance.helper, pinData, options));
	// A node may well have made an error of being stopped; n8n shows the stop.
	const status = options.abort?.aborted ? 'canceled' : run.status;
	return { ...runResult(run, nodes, logs), status };
}
