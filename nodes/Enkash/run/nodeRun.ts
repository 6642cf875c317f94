import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EnkashClient } from '../api/client';
import { isRecord } from '../lib/json';
import type { Journal } from '../money/journal';
import { deriveReference, type Turn } from '../money/reference';
import { agentItem } from './agentTool';
import { journalOf } from './journal';
import { isTool, keptByExecution, nameOfExecution } from './features';

/** One run of the node: what its items share, and all of n8n that they need. */
export class NodeRun {
	/** Fields that no expression makes differ from item to item, with their value. */
	private readonly fixed = new Map<string, unknown>();
	private readonly varying = new Set<string>();

	/** Which run of the node in its execution this is, from 0. */
	private runIndex?: number;

	private executionName?: string;

	private placeName?: string;

	private calledByAgent?: boolean;

	private openedJournal?: Journal;

	constructor(
		private readonly context: IExecuteFunctions,
		readonly client: EnkashClient,
		private readonly properties: INodeProperties[],
	) {}

	/** The value of a field. What is the same for all items is resolved once: n8n takes its time for it. */
	value(name: string, index: number): unknown {
		if (this.fixed.has(name)) return this.fixed.get(name);
		const value = this.context.getNodeParameter(name, index, undefined, { extractValue: true });
		if (!this.varies(name)) this.fixed.set(name, value);
		return value;
	}

	private varies(name: string): boolean {
		if (this.varying.has(name)) return true;
		const raw = this.context.getNodeParameter(name, 0, undefined, { rawExpressions: true });
		const varies = JSON.stringify(raw)?.includes('"=') ?? false;
		if (varies) this.varying.add(name);
		return varies;
	}

	hasExpression(name: string): boolean {
		const raw = this.context.getNodeParameter(name, 0, undefined, { rawExpressions: true });
		return typeof raw === 'string' && /^=.*\S/s.test(raw) && !this.isTool;
	}

	/** What a resource mapper maps by hand for an item; nothing where it maps by itself. */
	mapped(name: string, index: number): IDataObject | undefined {
		const { context } = this;
		if (context.getNodeParameter(`${name}.mappingMode`, 0) === 'autoMapInputData') return undefined;
		// Values are cleaned later; n8n's own check would fail a whole run for one empty cell.
		const value = context.getNodeParameter(`${name}.value`, index, {}, { skipValidation: true });
		return isRecord(value) ? (value as IDataObject) : {};
	}

	/** The data of an input item. */
	data(index: number): IDataObject {
		return this.context.getInputData()[index].json;
	}

	/** The label of a field or option on the screen. */
	label(name: string): string {
		return findLabel(this.properties, name) ?? name;
	}

	/** Names this node in this execution: the same when n8n retries either, and no other. */
	get place(): string {
		return (this.placeName ??= this.namePlace());
	}

	/** n8n copies the whole node each time it is asked for it. */
	private namePlace(): string {
		const { context } = this;
		return JSON.stringify([context.getWorkflow().id, context.getNode().id, this.execution]);
	}

	/** As n8n's list of executions shows it; blank where n8n keeps none. */
	get executionId(): string {
		return this.context.getExecutionId() ?? '';
	}

	private get execution(): string | undefined {
		return (this.executionName ??= nameOfExecution(this.context));
	}

	/**
	 * The reference an item has whenever it is tried again. Each call of an AI agent is a run of its
	 * own, also where the model repeats it or n8n retries the agent: there the content of a transfer
	 * tells it from others, wherever in a call it stands.
	 */
	derivedReference(index: number, content: unknown, row = 0): string {
		const { context } = this;
		return deriveReference({
			instanceId: context.getInstanceId(),
			workflowId: context.getWorkflow().id ?? '',
			nodeId: context.getNode().id,
			execution: this.execution,
			turn: this.turn(index, content, row),
		});
	}

	/** Names a transfer in its execution, whatever its reference: the same when it is tried again. */
	occasion(index: number, content: unknown, row = 0): string {
		return JSON.stringify([this.place, this.turn(index, content, row)]);
	}

	private get isTool(): boolean {
		return (this.calledByAgent ??= isTool(this.context));
	}

	private turn(index: number, content: unknown, row: number): Turn {
		const { context } = this;
		if (this.isTool) return { content: [content, agentItem(context, index)], row: 0 };
		this.runIndex ??= Number(context.evaluateExpression('{{ $runIndex }}', index)) || 0;
		return { runIndex: this.runIndex, itemIndex: index, row };
	}

	/** What the execution keeps under a name, for all of its nodes and retries. */
	kept(name: string): Record<string, Record<string, number>> {
		return keptByExecution(this.context, name);
	}

	/** What this node has sent, in any process. */
	get journal(): Journal {
		return (this.openedJournal ??= journalOf(this.context));
	}

	/** The workflow's. */
	get timeZone(): string {
		return this.context.getTimezone();
	}

	get signal(): AbortSignal | undefined {
		return this.client.cancelSignal();
	}
}

/** The label of a field, or of an entry of a collection. */
export function findLabel(properties: INodeProperties[], name: string): string | undefined {
	for (const property of properties) {
		if (property.name === name) return property.displayName;
		const inner = property.type === 'collection' ? (property.options as INodeProperties[]) : [];
		const label = inner.length ? findLabel(inner, name) : undefined;
		if (label) return label;
	}
	return undefined;
}
