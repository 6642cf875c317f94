/** Everything n8n's logger gets, kept in memory and off the console. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { inspect } from 'node:util';
import { n8n } from './n8n';

const listeners = new AsyncLocalStorage<string[][]>();

function printable(metadata: unknown): string {
	try {
		return JSON.stringify(metadata);
	} catch {
		return inspect(metadata, { depth: 10 });
	}
}

function capture(level: string, message: string, metadata?: unknown): void {
	const line = `${level} | ${message} ${printable(metadata)}`;
	for (const lines of listeners.getStore() ?? []) lines.push(line);
}

// n8n's Logger keeps its own formatting and levels; only the sink behind it is replaced.
const logger = n8n.di.Container.get(n8n.common.Logger);
Object.assign(logger.getInternalLogger(), { log: capture });
// The proxy in n8n-workflow is per copy of n8n-workflow, and n8n-core has its own.
n8n.workflow.LoggerProxy.init(logger);

/** Runs `work`; whatever n8n logs meanwhile on its behalf is appended to `lines`. */
export async function withLogs<T>(lines: string[], work: () => Promise<T>): Promise<T> {
	return await listeners.run([...(listeners.getStore() ?? []), lines], work);
}
