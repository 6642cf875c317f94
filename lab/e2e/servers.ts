import type { TestContext } from 'node:test';
import { startSandbox, type Sandbox } from '../../sandbox';
import type { SandboxSettings } from '../../sandbox/types';
import { startN8n, type N8n, type N8nOptions } from '../n8n';
import type { NodeJson } from '../types';

export interface Servers {
	sandbox: Sandbox;
	n8n: N8n;
	/** The sandbox's credential, for the `credentials` of a node. */
	credentials: NonNullable<NodeJson['credentials']>;
}

export interface ServerOptions extends N8nOptions {
	settings?: Partial<SandboxSettings>;
}

/** A fresh sandbox and n8n without a browser, which the end of the test clears away. */
export async function startServers(t: TestContext, options: ServerOptions): Promise<Servers> {
	const { settings, ...ofN8n } = options;
	const sandbox = await startSandbox({ settings });
	t.after(async () => await sandbox.stop());
	const n8n = await startN8n(ofN8n);
	t.after(async () => await n8n.stop());
	const name = 'EnKash sandbox';
	const type = 'enkashApi';
	const { id } = await n8n.rest.createCredential({ name, type, data: { ...sandbox.credential } });
	return { sandbox, n8n, credentials: { [type]: { id, name } } };
}
