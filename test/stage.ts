/** What most tests begin with: the sandbox, n8n's engine with the built package, and a credential. */
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../sandbox';
import type { SandboxSettings } from '../sandbox/types';
import { createEngine, type Engine, type NodeResult, type RunNodeOptions } from './engine';

export interface Stage {
	sandbox: Sandbox;
	engine: Engine;
	/** The sandbox's ready credential. */
	credentialId: string;
	/** Stores the ready credential with changes, as a login of its own unless nothing changed. */
	credentialWith(changes: ICredentialDataDecryptedObject): string;
	/** Runs one operation over the items: `run('reward.getAccount', { simplify: false })`. */
	run(call: string, parameters?: INodeParameters, options?: RunNodeOptions): Promise<NodeResult>;
	/** Another process of the same n8n: it shares the database, and remembers nothing. */
	otherProcess(): Promise<Stage>;
	/** Another n8n with the same login at EnKash. */
	otherN8n(): Promise<Stage>;
	stop(): Promise<void>;
}

/**
 * The sandbox's token for a login outlives a stage, but no session of the node does: each stage has its own port.
 * @param process the n8n process to run in; a fresh one unless given
 */
export async function setStage(
	settings: Partial<SandboxSettings> = {},
	process?: Engine,
): Promise<Stage> {
	const [sandbox, engine] = await Promise.all([
		startSandbox({ settings }),
		process ?? createEngine(),
	]);
	return stageOf(sandbox, engine, engine.addCredential({ ...sandbox.credential }));
}

function stageOf(sandbox: Sandbox, engine: Engine, credentialId: string): Stage {
	const ready = sandbox.credential;
	return {
		sandbox,
		engine,
		credentialId,
		otherProcess: async () =>
			stageOf(sandbox, await createEngine({ sharedWith: engine }), credentialId),
		otherN8n: async () => {
			const other = await createEngine();
			return stageOf(sandbox, other, other.addCredential({ ...ready }));
		},
		credentialWith: (changes) => engine.addCredential({ ...ready, ...changes }),
		run: async (call, parameters = {}, options = {}) => {
			const [resource, operation] = call.split('.');
			const items = options.items ?? [{}];
			return await engine.runNode(
				{ resource, operation, ...parameters },
				{ credentialId, ...options, items },
			);
		},
		stop: () => sandbox.stop(),
	};
}

/** The data of the items that came out. */
export function dataOf(result: NodeResult): IDataObject[] {
	return result.items.map(({ json }) => json);
}
