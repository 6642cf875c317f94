/** Two processes of one n8n over one database, and an EnKash that pays a repeated reference again. */
import type { INode, INodeParameters } from 'n8n-workflow';
import { turnOff } from '../../sandbox';
import type { LedgerEntry } from '../../sandbox/types';
import {
	createEngine,
	type Engine,
	type NodeResult,
	type RunOptions,
	type WorkflowJson,
} from '../engine';
import { ProcessedData } from '../engine/processed-data';
import { setStage, type Stage } from '../stage';
import { rowsOf, type Payer } from './payers';

/** Milliseconds that an answer takes, so that a second worker meets the first one at work. */
const ANSWER_TIME = 4;

const FUNDS = 1e12;

/** n8n's table as a process sees it that may die: what it writes after that is not written. */
class MortalTable extends ProcessedData {
	private readonly dead = new Set<string>();

	constructor(private readonly table: ProcessedData) {
		super();
	}

	kill(workflow: string): void {
		this.dead.add(workflow);
	}

	override async read(row: string): Promise<string[] | undefined> {
		return await this.table.read(row);
	}

	override async write(row: string, hashes: string[]): Promise<void> {
		if (!this.dead.has(row.split(' ')[0])) await this.table.write(row, hashes);
	}
}

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const GO_ON = { onError: 'continueRegularOutput' } as const;

/** Of its own identity, and so with a journal of its own. */
function workflowOf(id: string, payer: Payer, settings: Partial<INode>): WorkflowJson {
	const { call, parameters, concurrency } = payer;
	const [resource, operation] = call.split('.');
	const { options = {}, ...fields } = parameters;
	const place = { typeVersion: 1, position: [0, 0] as [number, number] };
	const start = { ...place, id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const node: INode = {
		...place,
		...settings,
		id: 'node',
		name: 'EnKash',
		type: 'n8n-nodes-enkash.enkash',
		parameters: {
			resource,
			operation,
			...fields,
			options: { concurrency, ...(options as INodeParameters) },
		},
	};
	return {
		id,
		// Other zones cost n8n much time for each expression.
		settings: { timezone: 'UTC' },
		nodes: [{ ...start, parameters: {} }, node],
		connections: { Start: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
	};
}

export interface WorkerOptions extends Pick<RunOptions, 'abort' | 'retryOf'> {
	/** Retry On Fail, as often as n8n does by default. */
	retry?: true;
	/** Failed items come out beside the others. */
	goOn?: true;
}

export type Process = 'first' | 'second';

/** They serve all cells of a test file: each cell is a workflow of its own, with its own references. */
export class Processes {
	private constructor(
		readonly first: Engine,
		readonly second: Engine,
		private readonly table: MortalTable,
	) {}

	static async start(): Promise<Processes> {
		const database = new ProcessedData();
		const table = new MortalTable(database);
		const first = await createEngine({ processed: table });
		const second = await createEngine({ sharedWith: first, processed: database });
		return new Processes(first, second, table);
	}

	kill(workflow: string): void {
		this.table.kill(workflow);
	}
}

/** Where cells are played, one after the other. */
export class Desk {
	private cell = '';
	private onEffect = () => {};
	/** References of cells that were judged: what a killed process had under way may still arrive. */
	private readonly judged = new Set<string>();

	private constructor(
		private readonly processes: Processes,
		private readonly stage: Stage,
	) {
		const { ledger } = stage.sandbox;
		const add = ledger.push.bind(ledger);
		ledger.push = (...entries: LedgerEntry[]) => {
			const length = add(...entries.filter(({ reference }) => !this.judged.has(reference)));
			this.onEffect();
			return length;
		};
	}

	static async open(processes: Processes): Promise<Desk> {
		const settings = { duplicateReferences: 'accepted', delay: ANSWER_TIME } as const;
		const stage = await setStage(settings, processes.first);
		for (const account of stage.sandbox.state.accounts.values()) account.available = FUNDS;
		for (const card of stage.sandbox.state.cards.values()) card.balance = FUNDS;
		return new Desk(processes, stage);
	}

	get sandbox() {
		return this.stage.sandbox;
	}

	/** An EnKash that behaves, and has seen nothing yet. */
	clear(cell: string): void {
		const { sandbox } = this;
		turnOff(sandbox);
		for (const { reference } of rowsOf(this.cell)) this.judged.add(reference);
		for (const kept of [sandbox.ledger, sandbox.requests]) kept.length = 0;
		for (const kept of [sandbox.state.transactions, sandbox.state.orders]) kept.length = 0;
		sandbox.state.transactionsByReference.clear();
		this.cell = cell;
		this.onEffect = () => {};
	}

	async run(process: Process, payer: Payer, options: WorkerOptions = {}): Promise<NodeResult> {
		const { retry, goOn, ...run } = options;
		const items = rowsOf(this.cell);
		const { credentialId } = this.stage;
		const workflow = workflowOf(this.cell, payer, { ...(retry && RETRY), ...(goOn && GO_ON) });
		const engine = this.processes[process];
		const { nodes, status } = await engine.run(workflow, { credentialId, items, ...run });
		return { ...nodes.EnKash, status };
	}

	/** Resolves at that effect, or when what is at work has ended without it. */
	async effect(number: number, work: Promise<unknown>): Promise<void> {
		const seen = new Promise<void>((resolve) => {
			this.onEffect = () => {
				if (this.sandbox.ledger.length === number) resolve();
			};
		});
		await Promise.race([seen, work]);
	}

	/** The first process does nothing more, and nothing that it would write is written. */
	kill(stop: AbortController): void {
		this.processes.kill(this.cell);
		stop.abort();
	}

	async close(): Promise<void> {
		await this.stage.stop();
	}
}
