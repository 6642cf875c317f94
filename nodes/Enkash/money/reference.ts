import { createHash } from 'crypto';

/** What makes one transfer of one run of one workflow what it is. */
export interface Occasion {
	workflowId: string;
	nodeId: string;
	executionId: string;
	runIndex: number;
	itemIndex: number;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LENGTH = 26;

/**
 * A reference of at most 32 characters of `[A-Z0-9-]` that is the same whenever the same item of
 * the same execution is tried again, and another one for everything else (130 bits of SHA-256).
 */
export function deriveReference(occasion: Occasion): string {
	const { workflowId, nodeId, executionId, runIndex, itemIndex } = occasion;
	const identity = JSON.stringify([workflowId, nodeId, executionId, runIndex, itemIndex]);
	const digest = createHash('sha256').update(identity).digest();
	const letters = Array.from(digest.subarray(0, LENGTH), (byte) => ALPHABET[byte % 32]);
	return `N8N-${letters.join('')}`;
}
