/** The parts of n8n's JSON that the lab handles. */

export interface CredentialJson {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface NodeJson {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[setting: string]: unknown;
}

export interface WorkflowJson {
	id?: string;
	name: string;
	nodes: NodeJson[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	/** What nodes put out instead of being run. */
	pinData?: Record<string, unknown>;
	[setting: string]: unknown;
}

export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
	binary?: Record<string, unknown>;
}

export interface ErrorData {
	message: string;
	description?: string;
	[detail: string]: unknown;
}

export interface NodeRun {
	data?: { main: Array<Item[] | null> };
	error?: ErrorData;
	executionStatus: string;
	executionTime: number;
	hints?: Array<{ message: string }>;
}

export interface ExecutionData {
	resultData: {
		runData: Record<string, NodeRun[]>;
		lastNodeExecuted?: string;
		error?: ErrorData;
		metadata?: Record<string, string>;
	};
}

export interface ExecutionSummary {
	id: string;
	status: string;
	mode: string;
	/** The execution that this one is the retry of. */
	retryOf?: string | null;
}

export interface Execution extends ExecutionSummary {
	data: ExecutionData;
}

/** The items that a node's last run put on one of its outputs. */
export function itemsOf(data: ExecutionData, node: string, output = 0): Array<Item['json']> {
	const runs = data.resultData.runData[node] ?? [];
	return (runs.at(-1)?.data?.main[output] ?? []).map(({ json }) => json);
}
