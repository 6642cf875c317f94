/** A trigger that watches the sandbox. */
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { Poller, PollerOptions, PollResult } from '../engine';
import type { Stage } from '../stage';

export const TRIGGER = 'n8n-nodes-enkash.enkashTrigger';

export type Watching = Partial<PollerOptions> & { parameters?: INodeParameters };

/** What comes of a poll that finds nothing. */
export const nothing = { items: [] };

/** Activates a workflow with the trigger; nothing may have gone wrong. */
export async function watch(stage: Stage, event: string, options: Watching = {}): Promise<Poller> {
	const { poller, first } = await activate(stage, event, options);
	if (first.error) throw first.error;
	return poller;
}

/** The same, with what came of the first poll. */
export async function activate(
	stage: Stage,
	event: string,
	{ parameters, ...options }: Watching = {},
): Promise<{ poller: Poller; first: PollResult }> {
	return await stage.engine.activate({
		type: TRIGGER,
		credentialId: stage.credentialId,
		...options,
		parameters: { event, ...parameters },
	});
}

/** Allocates points, as another workflow does. */
export async function allocate(
	stage: Stage,
	reference: string,
	loadAmount = 100,
	person: INodeParameters = {},
): Promise<void> {
	const { error } = await stage.run('reward.allocate', {
		email: 'asha@example.com',
		mobile: '9000000001',
		title: 'Ms',
		firstName: 'Asha',
		gender: 'F',
		loadAmount,
		uniqueReferenceNumber: reference,
		...person,
	});
	if (error) throw error;
}

/** Presses 'Fetch Test Event'. */
export async function fetchTestEvent(
	stage: Stage,
	event: string,
	parameters: INodeParameters,
): Promise<{ items: IDataObject[]; error?: Error & { description?: string | null } }> {
	const node: INode = {
		id: 'trigger',
		name: 'EnKash Trigger',
		type: TRIGGER,
		typeVersion: 1,
		position: [0, 0],
		parameters: { event, ...parameters },
	};
	const { nodes, error } = await stage.engine.run(
		{ id: 'workflow', nodes: [node], connections: {} },
		{ mode: 'manual', credentialId: stage.credentialId },
	);
	const trigger = nodes['EnKash Trigger'];
	return { items: trigger.items.map(({ json }) => json), error: trigger.error ?? error };
}

/**
 * Transactions of the last ten minutes, thirty milliseconds apart. A count that is round would have the
 * sandbox make the list twice.
 */
export function addMany({ sandbox: { state } }: Stage, count: number): void {
	const [model] = state.transactions;
	const at = Date.now() - 600_000;
	for (let index = 0; index < count; index++) {
		state.addTransaction({
			...model,
			id: `NEW${index}`,
			reference: `R${index}`,
			at: at + index * 30,
		});
	}
}
