/** A package of one node and one credential that the engine's own tests run. */
import { join } from 'node:path';
import type { WorkflowJson } from './index';

export const packageDir = join(__dirname, '../fixtures/probe-package');

/** A manual trigger with a node behind it, and a note that does nothing. */
export function workflowOf(last: { name: string; type: string }): WorkflowJson {
	const place = { typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };
	return {
		nodes: [
			{ ...place, id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{ ...place, id: '2', ...last },
			{ ...place, id: '3', name: 'Note', type: 'n8n-nodes-base.stickyNote' },
		],
		connections: { Start: { main: [[{ node: last.name, type: 'main', index: 0 }]] } },
	};
}
