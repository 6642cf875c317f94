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
	const identity = [instanceId, workflowId, nodeId, execution, ...own, turn.row];
	return `N8N-${digestOf(JSON.stringify(identity))}`;
}

/** A payment, and which part of it is taken back: 1 for the first one. */
export interface Reversed {
	companyId: string;
	cardAccountId: string;
	reference: string;
	part: number;
}

/**
 * The reference that a payment is taken back under: at most 32 characters of `[A-Z0-9-]`, the same in
 * every process, execution and n8n. The address of the server is no part of it, since one server can
 * be written in many ways, and would be asked twice then.
 */
export function reversalReference({ companyId, cardAccountId, reference, part }: Reversed): string {
	const identity = ['reversal', companyId, cardAccountId, reference, part];
	return `REV-${digestOf(JSON.stringify(identity))}`;
}

/** A text as 26 letters and digits that no other text has (130 bits of SHA-256). */
export function digestOf(text: string): string {
	const digest = createHash('sha256').update(text).digest();
	return Array.from(digest.subarray(0, LENGTH), (byte) => ALPHABET[byte % 32]).join('');
}

/** Without an execution to tell it from, another execution would get the same reference, and not be paid. */
function noOccasion(): EnkashError {
	return new EnkashError('input', 'This execution has no ID to derive a reference from', {
		description: 'Give each transfer a reference of its own.',
	});
}
