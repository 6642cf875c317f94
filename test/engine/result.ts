/** An execution as a user sees it: per node the items of each output, hints, errors. */
import type {
	ExecutionError,
	ExecutionStatus,
	INode,
	INodeExecutionData,
	IRun,
	ITaskData,
	NodeExecutionHint,
} from 'n8n-workflow';

export interface NodeResult {
	status: ExecutionStatus;
	/** The items of the first output. */
	items: INodeExecutionData[];
	/** The items of the error output, where the node has one. */
	errorItems: INodeExecutionData[];
	error?: ExecutionError;
	hints: NodeExecutionHint[];
	/** In milliseconds, over all runs of the node. */
	executionTime: number;
	/** What n8n stores about each run of the node. */
	run: ITaskData[];
	/** The custom data of the execution, as set through `customData`. */
	metadata: Record<string, string>;
	/** The whole execution, as n8n stores it. */
	raw: IRun;
	/** All that n8n logged during the execution. */
	logs: string[];
}

export interface RunResult {
	status: ExecutionStatus;
	error?: ExecutionError;
	/** By node name; a node that did not run has no items. */
	nodes: Record<string, NodeResult>;
	hints: NodeExecutionHint[];
	metadata: Record<string, string>;
	raw: IRun;
	logs: string[];
}

function nodeResult(tasks: ITaskData[], run: IRun, logs: string[]): NodeResult {
	const last = tasks.at(-1);
	const outputs = last?.data?.main ?? [];
	return {
		status: last?.executionStatus ?? 'new',
		items: outputs[0] ?? [],
		errorItems: outputs[1] ?? [],
		error: last?.error,
		hints: tasks.flatMap(({ hints = [] }) => hints),
		executionTime: tasks.reduce((total, task) => total + task.executionTime, 0),
		run: tasks,
		metadata: run.data.resultData.metadata ?? {},
		raw: run,
		logs,
	};
}

export function runResult(run: IRun, nodes: INode[], logs: string[]): RunResult {
	const { runData, error, metadata = {} } = run.data.resultData;
	const results = nodes.map(
		({ name }) => [name, nodeResult(runData[name] ?? [], run, logs)] as const,
	);
	return {
		status: run.status,
		error,
		nodes: Object.fromEntries(results),
		hints: results.flatMap(([, { hints }]) => hints),
		metadata,
		raw: run,
		logs,
	};
}
