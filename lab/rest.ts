/** What n8n's editor asks of n8n, asked without the editor. */
import type { Lab } from './install';
import { pause } from './processes';
import type {
	CredentialJson,
	Execution,
	ExecutionData,
	ExecutionSummary,
	NodeJson,
	WorkflowJson,
} from './types';

export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Lab',
	lastName: 'Owner',
	password: 'Throw-away-1',
};

const UNFINISHED = ['new', 'running', 'waiting'];

export class RestClient {
	private cookie = '';
	private readonly flatted: { parse: (text: string) => unknown };

	constructor(
		private readonly url: string,
		lab: Lab,
	) {
		this.flatted = lab.require('flatted') as RestClient['flatted'];
	}

	/** As the owner, who is set up where there is none yet. */
	async signIn(): Promise<void> {
		const { userManagement } = await this.request<{
			userManagement: { showSetupOnFirstLoad?: boolean };
		}>('GET', '/settings');
		if (userManagement.showSetupOnFirstLoad === false) return await this.login();
		await this.request('POST', '/owner/setup', OWNER);
	}

	async login(): Promise<void> {
		const { email, password } = OWNER;
		await this.request('POST', '/login', { emailOrLdapLoginId: email, password });
	}

	async createCredential(credential: Omit<CredentialJson, 'id'>): Promise<CredentialJson> {
		const { id } = await this.request<{ id: string }>('POST', '/credentials', credential);
		return { id, ...credential };
	}

	/** Creates a credential, or changes the one that has its name and type. */
	async putCredential(credential: Omit<CredentialJson, 'id'>): Promise<CredentialJson> {
		const stored = await this.request<CredentialJson[]>('GET', '/credentials');
		const { name, type } = credential;
		const found = stored.find((each) => each.name === name && each.type === type);
		if (!found) return await this.createCredential(credential);
		await this.request('PATCH', `/credentials/${found.id}`, credential);
		return { id: found.id, ...credential };
	}

	/** n8n's own test of a stored credential, with the data given here. */
	async testCredential(
		credential: CredentialJson,
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		return await this.request('POST', '/credentials/test', { credentials: credential });
	}

	async createWorkflow(workflow: WorkflowJson): Promise<WorkflowJson & { id: string }> {
		return await this.request('POST', '/workflows', { active: false, settings: {}, ...workflow });
	}

	/** Publishes a workflow and waits until its triggers and webhooks work. */
	async activate(workflowId: string, seconds = 30): Promise<void> {
		const path = `/workflows/${workflowId}`;
		const { versionId } = await this.request<{ versionId: string }>('GET', path);
		await this.request('POST', `${path}/activate`, { versionId });
		const deadline = Date.now() + seconds * 1000;
		for (;;) {
			const status = await this.publicationStatus(path);
			if (status === 'published') return;
			if (!['in_progress', 'not_published'].includes(status) || Date.now() > deadline) {
				throw new Error(`The workflow is not published: ${status}`);
			}
			await pause(100);
		}
	}

	/** An n8n that has no such status has published when it answers. */
	private async publicationStatus(workflow: string): Promise<string> {
		const path = `${workflow}/publication-status`;
		const { status } = await this.file(`/rest${path}`);
		if (status === 404) return 'published';
		return (await this.request<{ status: string }>('GET', path)).status;
	}

	/** What the list of one of a node's locators offers. */
	async searchList(node: NodeJson, locator: string, methodName: string, filter = '') {
		const { results } = await this.request<{ results: Array<{ name: string; value: string }> }>(
			'POST',
			'/dynamic-node-parameters/resource-locator-results',
			{
				path: `parameters.${locator}`,
				nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
				currentNodeParameters: node.parameters,
				credentials: node.credentials,
				methodName,
				filter,
			},
		);
		return results;
	}

	/** Runs a stored workflow from a trigger, whole or up to a node, as the editor's buttons do. */
	async run(workflowId: string, trigger: string, destination?: string): Promise<string> {
		const workflowData = await this.request('GET', `/workflows/${workflowId}`);
		const { executionId } = await this.request<{ executionId: string }>(
			'POST',
			`/workflows/${workflowId}/run`,
			{
				workflowData,
				triggerToStartFrom: { name: trigger },
				destinationNode: destination && { nodeName: destination, mode: 'inclusive' },
			},
		);
		return executionId;
	}

	async execution(id: string): Promise<Execution> {
		const execution = await this.request<Execution & { data: string }>('GET', `/executions/${id}`);
		return { ...execution, data: this.flatted.parse(execution.data) as ExecutionData };
	}

	/** The executions of a workflow, newest first. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const path = `/executions?filter=${filter}`;
		return (await this.request<{ results: ExecutionSummary[] }>('GET', path)).results;
	}

	/** Retries a failed execution to its end; gives the new one. */
	async retry(id: string): Promise<Execution> {
		const path = `/executions/${id}/retry`;
		return await this.execution((await this.request<{ id: string }>('POST', path, {})).id);
	}

	/** The execution, once it has finished. */
	async finished(id: string, seconds = 60): Promise<Execution> {
		const deadline = Date.now() + seconds * 1000;
		for (;;) {
			const execution = await this.execution(id);
			if (!UNFINISHED.includes(execution.status)) return execution;
			if (Date.now() > deadline) throw new Error(`Execution ${id} is still ${execution.status}`);
			await pause(100);
		}
	}

	/** A file that n8n serves to the editor, such as `/types/nodes.json`. */
	async file(path: string): Promise<{ status: number; text: string }> {
		const response = await fetch(this.url + path, { headers: { cookie: this.cookie } });
		return { status: response.status, text: await response.text() };
	}

	async request<Answer = unknown>(method: string, path: string, body?: object): Promise<Answer> {
		const response = await fetch(`${this.url}/rest${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie },
			body: body && JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		const [session] = response.headers.getSetCookie();
		if (session) this.cookie = session.split(';')[0];
		return (JSON.parse(text) as { data: Answer }).data;
	}
}
