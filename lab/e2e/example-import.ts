/** Examples as their users import them, and the ways to run them. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { REPOSITORY } from '../folders';
import type { MailServer } from '../mail';
import type { Model } from '../model';
import type { N8n } from '../n8n';
import { pause } from '../processes';
import type { Execution, ExecutionData, NodeJson, WorkflowJson } from '../types';
import type { Servers } from './servers';
import type { Table } from './table';

export const FOLDER = join(REPOSITORY, 'examples');

/** An imported example, and the ways to run it. */
export interface Example extends Servers {
	mail: MailServer;
	model: Model;
	/** What stands in for a Google Sheet that is read more than once. */
	table: Table;
	/** Presses 'Execute workflow'. */
	execute: () => Promise<ExecutionData>;
	/** The same, for one that waits for a person in between. */
	start: () => Promise<{ finished: () => Promise<ExecutionData> }>;
	/** Publishes it and calls its webhook. */
	call: (body: object) => Promise<{ status: number; body: unknown; data: ExecutionData }>;
	/** Publishes it and sends its form, the fields in their order. */
	submit: (...fields: Array<string | Blob>) => Promise<ExecutionData>;
	/** The same with a password, up to the page that the form ends on. */
	fill: (...fields: Array<string | Blob>) => Promise<{ page: string; data: ExecutionData }>;
	/** Sends its form with the password, for one that waits for a person in between. */
	upload: (...fields: Array<string | Blob>) => Promise<Upload>;
	/** The example with Dry Run turned off. */
	paying: () => Promise<Pick<Example, 'fill'>>;
}

/** A form that was sent, and the execution that it started. */
export interface Upload {
	/** Where its next page is, if it has one. */
	next: string;
	finished: () => Promise<ExecutionData>;
}

/** What each example must come to. */
export type Runs = Record<string, (example: Example) => Promise<void>>;

export const PASSWORD = { user: 'rewards', password: 'example password' };
export const basic = `Basic ${Buffer.from(Object.values(PASSWORD).join(':')).toString('base64')}`;

/** Imports an example, and chooses the credentials in its nodes where none is chosen. */
export async function imported(
	n8n: N8n,
	json: WorkflowJson,
	known: NonNullable<NodeJson['credentials']>,
) {
	const nodes = json.nodes.map((node): NodeJson => {
		const type = credentialOf(node);
		return type ? { credentials: { [type]: known[type] }, ...node } : node;
	});
	// Nobody has a Google account here: what such a node would put out is pinned.
	const sheets = nodes.filter((node) => node.type === 'n8n-nodes-base.googleSheets');
	const pinned = Object.fromEntries(sheets.map((node) => [node.name, [{ json: {} }]]));
	const pinData = { ...pinned, ...json.pinData };
	const { id } = await n8n.rest.createWorkflow({ ...json, nodes, pinData });
	const trigger = nodes.find(({ type }) => /trigger$|\.webhook$/i.test(type));
	assert.ok(trigger);
	let published: Promise<void> | undefined;
	const post = async (path: string, init: RequestInit): Promise<Response> => {
		await (published ??= n8n.rest.activate(id));
		return await fetch(n8n.url + path, { ...init, method: 'POST' });
	};
	/** The execution that something starts. */
	const startedBy = async <T>(
		start: () => Promise<T>,
	): Promise<{ answer: T; finished: () => Promise<ExecutionData> }> => {
		const [last] = await n8n.rest.executions(id);
		const answer = await start();
		for (;;) {
			const [newest] = await n8n.rest.executions(id);
			if (newest && newest.id !== last?.id) {
				const finished = async () => succeeded(await n8n.rest.finished(newest.id, 120));
				return { answer, finished };
			}
			await pause(50);
		}
	};
	const dataOf = async <T>(start: () => Promise<T>) => {
		const { answer, finished } = await startedBy(start);
		return { answer, data: await finished() };
	};
	const send = async (fields: Array<string | Blob>, headers = {}) => {
		const body = new FormData();
		fields.forEach((field, index) => body.append(`field-${index}`, field));
		const answer = await post(`/form/${String(trigger.webhookId)}`, { body, headers });
		assert.equal(answer.status, 200, `HTTP ${answer.status}`);
		return answer;
	};
	const start = async () => {
		const execution = await n8n.rest.run(id, trigger.name);
		return { finished: async () => succeeded(await n8n.rest.finished(execution)) };
	};
	return {
		start,
		execute: async () => await (await start()).finished(),
		call: async (body: object) => {
			const path = `/webhook/${String(trigger.parameters.path)}`;
			const headers = { 'content-type': 'application/json' };
			const { answer, data } = await dataOf(() =>
				post(path, { headers, body: JSON.stringify(body) }),
			);
			return { status: answer.status, body: await answer.json(), data };
		},
		submit: async (...fields: Array<string | Blob>) => {
			const { data } = await dataOf(() => send(fields));
			return data;
		},
		upload: async (...fields: Array<string | Blob>) => {
			const { answer, finished } = await startedBy(
				async () => await send(fields, { authorization: basic }),
			);
			const { formWaitingUrl = '' } = (await answer.json()) as { formWaitingUrl?: string };
			return { next: formWaitingUrl, finished };
		},
		fill: async (...fields: Array<string | Blob>) => {
			let page = '';
			const { data } = await dataOf(async () => {
				const { formWaitingUrl } = (await (
					await send(fields, { authorization: basic })
				).json()) as { formWaitingUrl: string };
				page = await ending(formWaitingUrl);
			});
			return { page, data };
		},
	};
}

/** The page that a form ends on, once the workflow has come to it; what the page does then ends the run. */
export async function ending(url: string): Promise<string> {
	await pageOf(url);
	const page = await (await fetch(url)).text();
	await fetch(url, { method: 'POST' });
	return page;
}

/** Waits until a form has come to a page. */
export async function pageOf(url: string): Promise<void> {
	const status = new URL(url);
	status.pathname += '/n8n-execution-status';
	const deadline = Date.now() + 60_000;
	while ((await (await fetch(status)).text()) !== 'form-waiting') {
		assert.ok(Date.now() < deadline, 'The form has come to no page');
		await pause(100);
	}
}

function credentialOf({ type, parameters }: NodeJson): string | undefined {
	if (type.startsWith('n8n-nodes-enkash.')) return 'enkashApi';
	if (type.startsWith('n8n-nodes-base.emailSend')) return 'smtp';
	if (type.endsWith('.lmChatOpenAi')) return 'openAiApi';
	const { authentication, incomingAuthentication } = parameters;
	return [authentication, incomingAuthentication].includes('basicAuth')
		? 'httpBasicAuth'
		: undefined;
}

function succeeded({ status, data }: Execution): ExecutionData {
	const { error } = data.resultData;
	assert.equal(status, 'success', `${error?.message}: ${error?.description}`);
	return data;
}
