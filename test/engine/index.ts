/** n8n's engine with the built package in it: the same loader, executor and HTTP as in n8n. */
import { join } from 'node:path';
import type {
	ICredentialDataDecryptedObject,
	INode,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
	ResourceMapperFields,
} from 'n8n-workflow';
import { CredentialStore } from './credential-store';
import { testCredential, type CredentialTestResult } from './credential-test';
import { CredentialsHelper } from './credentials-helper';
import type { Instance } from './instance';
import { withLogs } from './logs';
import { n8n } from './n8n';
import { methodOf } from './node-methods';
import { Packages } from './packages';
import { Poller, StaticData, type PollerOptions, type PollResult } from './poller';
import { ProcessedData } from './processed-data';
import type { NodeResult, RunResult } from './result';
import { runWorkflow, type RunOptions, type WorkflowJson } from './run';
import { standIns } from './stand-ins';
import { callTool, type ToolCallOptions } from './tool-call';

export type { CredentialTestResult, NodeResult, PollResult, RunOptions, RunResult, WorkflowJson };
export type { Poller, PollerOptions };

/** n8n's error classes and helpers as the node under test sees them, for `instanceof`. */
export const n8nWorkflow = n8n.workflow;

export interface EngineOptions {
	/** The built package; the repository itself unless given. */
	packageDir?: string;
	/** More nodes for workflows to use, by full name such as `n8n-nodes-base.set`. */
	nodeTypes?: Record<string, INodeType>;
	/** Another process of the same n8n, whose database this one uses. */
	sharedWith?: Engine;
	/** n8n's side of the credentials, where it is to behave as in another version. */
	Helper?: typeof CredentialsHelper;
	/** What nodes have processed, where that is to outlive this process. */
	processed?: ProcessedData;
}

export interface RunNodeOptions
	extends
		RunOptions,
		Pick<Partial<INode>, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'> {
	/** Full name of the node; the package's first one unless given. */
	type?: string;
}

export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
	const { packageDir = join(__dirname, '../..'), nodeTypes = {}, sharedWith, Helper } = options;
	const processed = options.processed ?? sharedWith?.processed;
	const logs: string[] = [];
	const packages = await withLogs(logs, () =>
		Packages.load(packageDir, { ...standIns, ...nodeTypes }),
	);
	const { store, staticData } = sharedWith ?? {};
	return new Engine(packages, logs, store?.shared(), Helper, processed, staticData);
}

/** One n8n process: its credentials live as long as it does. */
export class Engine {
	private readonly instance: Instance;

	constructor(
		private readonly packages: Packages,
		/** Everything n8n logged on behalf of this engine. */
		readonly logs: string[],
		readonly store = new CredentialStore(),
		Helper = CredentialsHelper,
		/** What nodes have processed, as n8n's database keeps it. */
		readonly processed = new ProcessedData(),
		/** What triggers keep between two polls, as n8n's database has it. */
		readonly staticData = new StaticData(),
	) {
		const helper = new Helper(packages, store);
		this.instance = { packages, store, helper, processed, staticData };
	}

	/** Stores a credential as the editor does; returns its ID. */
	addCredential(
		data: ICredentialDataDecryptedObject,
		name = 'Account',
		type = this.packages.ownCredentials[0],
	): string {
		return this.store.add(type, name, data);
	}

	/** What is in the database now, the session that n8n keeps included. */
	credential(id: string): ICredentialDataDecryptedObject {
		return this.store.get(id).read();
	}

	updateCredential(id: string, changes: ICredentialDataDecryptedObject): void {
		const row = this.store.get(id);
		row.write({ ...row.read(), ...changes });
	}

	async run(workflow: WorkflowJson, options: RunOptions = {}): Promise<RunResult> {
		return await withLogs(this.logs, () => runWorkflow(workflow, options, this.instance));
	}

	/** Runs one node behind a trigger. */
	async runNode(parameters: INodeParameters, options: RunNodeOptions = {}): Promise<NodeResult> {
		const {
			type = this.packages.ownNodes[0],
			onError,
			retryOnFail,
			maxTries,
			waitBetweenTries,
		} = options;
		const settings = { onError, retryOnFail, maxTries, waitBetweenTries };
		const trigger: INode = {
			id: 'trigger',
			name: 'Manual Trigger',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		};
		const node: INode = {
			...settings,
			id: 'node',
			name: this.nodeType(type).description.defaults.name ?? type,
			type,
			typeVersion: this.packages.latestVersion(type),
			position: [200, 0],
			parameters,
		};
		const toNode = { node: node.name, type: 'main', index: 0 } as const;
		const connections = { [trigger.name]: { main: [[toNode]] } };
		const result = await this.run({ nodes: [trigger, node], connections }, options);
		const nodeResult = result.nodes[node.name];
		return { ...nodeResult, status: result.status, error: nodeResult.error ?? result.error };
	}

	/** Calls the twin that n8n makes of the package's first node for AI agents; gives what they read. */
	async callTool(parameters: INodeParameters, options: ToolCallOptions): Promise<unknown> {
		const type = `${this.packages.ownNodes[0]}Tool`;
		return await withLogs(this.logs, () => callTool(type, parameters, options, this.instance));
	}

	/** Activates a workflow that begins with a polling trigger; gives what its first poll came to. */
	async activate(options: PollerOptions): Promise<{ poller: Poller; first: PollResult }> {
		return await withLogs(this.logs, () => Poller.activate(options, this.instance));
	}

	/** The poller of a workflow that is active already, before its next poll. */
	poller(options: PollerOptions): Poller {
		return Poller.goOn(options, this.instance);
	}

	/** Presses the Test button of a credential. */
	async testCredential(id: string): Promise<CredentialTestResult> {
		return await withLogs(this.logs, () => testCredential(id, this.instance));
	}

	/** Opens or searches the list of a resource locator. */
	async listSearch(
		method: string,
		parameters: INodeParameters,
		credentialId: string,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const search = this.method('listSearch', method, parameters, credentialId);
		return await withLogs(this.logs, () => search(filter, paginationToken));
	}

	/** Loads the columns of a resource mapper. */
	async resourceMapperFields(
		method: string,
		parameters: INodeParameters,
		credentialId: string,
	): Promise<ResourceMapperFields> {
		const load = this.method('resourceMapping', method, parameters, credentialId);
		return await withLogs(this.logs, () => load());
	}

	/** Loads the values of a dropdown. */
	async loadOptions(
		method: string,
		parameters: INodeParameters,
		credentialId: string,
	): Promise<INodePropertyOptions[]> {
		const load = this.method('loadOptions', method, parameters, credentialId);
		return await withLogs(this.logs, () => load());
	}

	/** A node of the package by its short name, or any node by its full one. */
	nodeType(name: string): INodeType {
		const fullName = name.includes('.') ? name : `${this.packages.packageName}.${name}`;
		return this.packages.getByNameAndVersion(fullName);
	}

	private method<Kind extends Parameters<typeof methodOf>[0]>(
		kind: Kind,
		name: string,
		parameters: INodeParameters,
		credentialId: string,
	) {
		const place = { nodeName: this.packages.ownNodes[0], parameters, credentialId };
		return methodOf(kind, name, place, this.instance);
	}
}
