/**
 * The table in which n8n keeps what was processed, and what its server does with it: one row for each
 * node of a workflow, read and written whole, without a lock. The code for that is not in n8n-core.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { setImmediate as tick } from 'node:timers/promises';
import type {
	DeduplicationItemTypes,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	Workflow,
} from 'n8n-workflow';
import { n8n } from './n8n';

type Rows = Record<string, string[]>;

export class ProcessedData {
	private kept: Rows = {};

	/** Set where the database is to refuse every write. */
	failure?: string;

	/** @param file where rows outlive this process */
	constructor(private readonly file?: string) {}

	async read(row: string): Promise<string[] | undefined> {
		await tick();
		if (this.failure) throw new Error(this.failure);
		return this.rows()[row]?.slice();
	}

	async write(row: string, hashes: string[]): Promise<void> {
		await tick();
		const rows = { ...this.rows(), [row]: hashes };
		this.kept = rows;
		if (!this.file) return;
		const half = `${this.file}.${process.pid}`;
		writeFileSync(half, JSON.stringify(rows));
		renameSync(half, this.file);
	}

	/** How many texts are kept of each node. */
	sizes(): number[] {
		return Object.values(this.rows()).map(({ length }) => length);
	}

	private rows(): Rows {
		if (!this.file) return this.kept;
		return existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as Rows) : {};
	}
}

const databases = new WeakMap<Workflow, ProcessedData>();

/** From here on, what nodes of the workflow have processed is kept there. */
export function keepProcessed(workflow: Workflow, table: ProcessedData): void {
	databases.set(workflow, table);
}

const hash = (item: DeduplicationItemTypes) =>
	createHash('md5').update(item.toString()).digest('base64');

function placeOf({ workflow, node }: ICheckProcessedContextData) {
	const table = databases.get(workflow as Workflow);
	if (!table) throw new Error('The workflow has no database.');
	if (!workflow.id) throw new Error('The expression evaluated to a falsy value');
	return { table, row: `${workflow.id} n:${node?.id ?? ''}` };
}

const unused = async (): Promise<never> => {
	return await Promise.reject(new Error('No node of ours asks for this.'));
};

const deduplicator: IDataDeduplicator = {
	async checkProcessedAndRecord(items, _scope, context, { maxEntries }: ICheckProcessedOptions) {
		const { table, row } = placeOf(context);
		const hashes = (await table.read(row)) ?? [];
		const known = new Set(hashes);
		const processed = items.filter((item) => known.has(hash(item)));
		const added = items.filter((item) => !known.has(hash(item)));
		hashes.push(...added.map(hash));
		if (maxEntries) hashes.splice(0, hashes.length - maxEntries);
		await table.write(row, hashes);
		return { new: added, processed };
	},
	async removeProcessed(items, _scope, context) {
		const { table, row } = placeOf(context);
		const hashes = await table.read(row);
		if (!hashes) return;
		const gone = new Set(items.map(hash));
		await table.write(
			row,
			hashes.filter((each) => !gone.has(each)),
		);
	},
	clearAllProcessedItems: unused,
	getProcessedDataCount: unused,
};

const { DataDeduplicationService: Service } = n8n.core;

/** n8n takes one for each process; here each test file of a process brings its own. */
void Service.init(deduplicator).catch(() => Object.assign(Service.getInstance(), { deduplicator }));
