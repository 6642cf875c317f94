/**
 * An active workflow that polls, as n8n's server runs it: which of its static data reaches the database,
 * and when. The code for that is not in n8n-core.
 *
 * A poll that gives items starts an execution, and static data that has changed is saved with it. It is
 * saved after the activation, too, whose poll is one like any other, but for its failure, which keeps the
 * workflow from being active. After a poll without items, and after one that fails, nothing is saved: the
 * process goes on with what it has in memory, and another one begins with what was saved.
 */
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	Workflow,
	WorkflowActivateMode,
} from 'n8n-workflow';
import { additionalData } from './additional-data';
import type { Instance } from './instance';
import { fromDatabase, n8n } from './n8n';
import { selectCredential } from './run';

/** The column of n8n's database that holds the static data of workflows. */
export class StaticData {
	private readonly rows = new Map<string, string>();

	read(workflowId: string): IDataObject {
		return JSON.parse(this.rows.get(workflowId) ?? '{}') as IDataObject;
	}

	write(workflowId: string, data: IDataObject): void {
		this.rows.set(workflowId, JSON.stringify(data));
	}

	/** Characters that a workflow takes. */
	size(workflowId: string): number {
		return this.rows.get(workflowId)?.length ?? 0;
	}
}

export interface PollerOptions {
	/** Full name of the trigger. */
	type: string;
	parameters: INodeParameters;
	credentialId: string;
	workflowId?: string;
	activation?: WorkflowActivateMode;
	/** The timezone of the workflow. */
	timezone?: string;
	/** Where n8n keeps what a poll without items has changed as well (its durable cursors). */
	durable?: boolean;
	/** Milliseconds that n8n gives a poll; what n8n gives by itself unless set. */
	budget?: number;
}

/** What one poll came to. */
export interface PollResult {
	items: IDataObject[];
	error?: Error;
}

/** The node of an active workflow, in one process. */
export class Poller {
	readonly workflow: Workflow;
	private readonly node: INode;

	private constructor(
		private readonly options: PollerOptions,
		private readonly instance: Instance,
	) {
		const { type, parameters, credentialId, workflowId = 'workflow', timezone } = options;
		const node: INode = {
			id: 'trigger',
			name: 'EnKash Trigger',
			type,
			typeVersion: instance.packages.latestVersion(type),
			position: [0, 0],
			parameters: fromDatabase(parameters),
		};
		selectCredential([node], credentialId, instance);
		this.workflow = new n8n.workflow.Workflow({
			id: workflowId,
			name: 'Workflow',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: instance.packages,
			staticData: fromDatabase(instance.staticData.read(workflowId)),
			settings: { timezone },
		});
		this.node = this.workflow.nodes[node.name];
	}

	/** Activates the workflow, or begins anew where its process has. */
	static async activate(
		options: PollerOptions,
		instance: Instance,
	): Promise<{ poller: Poller; first: PollResult }> {
		const poller = new Poller(options, instance);
		const first = await poller.look(true);
		if (first.error === undefined) poller.save();
		return { poller, first };
	}

	/** Goes on with a workflow that is active already, before its next poll. */
	static goOn(options: PollerOptions, instance: Instance): Poller {
		return new Poller(options, instance);
	}

	/** One poll of n8n's timer. */
	async poll(): Promise<PollResult> {
		return await this.look(false);
	}

	/** A poll whose process ends before n8n takes up what came of it: nothing is emitted, nothing saved. */
	async pollInVain(): Promise<void> {
		await this.ask().catch(() => undefined);
	}

	/** @param activating whether it is the poll that n8n makes when it activates a workflow */
	private async look(activating: boolean): Promise<PollResult> {
		try {
			const data = await this.ask();
			if (data !== null || (this.options.durable && !activating)) this.save();
			return { items: (data ?? []).flat().map(itemOf) };
		} catch (error) {
			return { items: [], error: error as Error };
		}
	}

	/** What the node itself gives n8n. */
	async ask(): Promise<INodeExecutionData[][] | null> {
		const { activation = 'activate', budget } = this.options;
		const additional = additionalData(this.instance.helper);
		const context = new n8n.core.PollContext(
			this.workflow,
			this.node,
			additional,
			'trigger',
			activation,
		);
		if (budget !== undefined) Object.assign(context, { getPollBudgetMs: () => budget });
		const type = this.instance.packages.getByNameAndVersion(this.node.type);
		if (!type.poll) throw new Error(`${this.node.type} does not poll.`);
		return await type.poll.call(context);
	}

	/** As n8n does it: where something was changed. */
	private save(): void {
		const { staticData, id } = this.workflow;
		if (staticData.__dataChanged !== true) return;
		this.instance.staticData.write(id, staticData);
		staticData.__dataChanged = false;
	}
}

function itemOf({ json }: INodeExecutionData): IDataObject {
	return fromDatabase(json);
}
