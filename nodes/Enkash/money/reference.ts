import { createHash } from 'crypto';
import { EnkashError } from '../lib/errors';

/** What makes one transfer of one run of one workflow what it is. */
export interface Occasion {
	/** Two n8n may have the same workflow, and count their executions alike. */
	instanceId: string;
	workflowId: string;
	nodeId: string;
	/** Names the execution and its retries. Undefined where n8n does not keep the execution. */
	execution?: string;
	turn: Turn;
}

/** What tells a transfer from the others of its node in an execution. */
export type Turn = ({ runIndex: number; itemIndex: number } | { content: unknown }) & {
	row: number;
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LENGTH = 26;

/**
 * A reference of at most 32 characters of `[A-Z0-9-]` that is the same whenever the same item of
 * the same execution is tried again, also by a retry of the execution, and another one for everything else (130 bits of SHA-256).
 */
export function deriveReference({ turn, ...where }: Occasion): string {
	const { instanceId, workflowId, nodeId, execution } = where;
	if (!execution) throw noOccasion();
	const own = 'content' in turn ? ['content', turn.content] : [turn.runIndex, turn.itemIndex];
	const identity = JSON.stringify([instanceId, workflowId, nodeId, execution, ...own, turn.row]);
	const digest = createHash('sha256').update(identity).digest();
	const letters = Array.from(digest.subarray(0, LENGTH), (byte) => ALPHABET[byte % 32]);
	return `N8N-${letters.join('')}`;
}

/** Without an execution to tell it from, another execution would get the same reference, and not be paid. */
function noOccasion(): EnkashError {
	return new EnkashError('input', 'This execution has no ID to derive a reference from', {
		description: 'Give each transfer a reference of its own.',
	});
}
