import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { textOf } from '../../input/clean';
import type { CleanRow } from '../../input/rows';
import type { Result } from '../../money/single';

/** What a receipt says, in the order in which its digest goes over it. */
const STATEMENTS = [
	'position',
	'of',
	'reference',
	'points',
	'name',
	'email',
	'mobile',
	'transactionId',
	'outcome',
	'issuedAt',
	'execution',
] as const;

type Statement = (typeof STATEMENTS)[number];

/** Proof of one payment of a run, chained to the one before it. */
export interface Receipt extends Record<Statement, string | number>, IDataObject {
	/** The digest of the receipt before this one; blank for the first. */
	previous: string;
	/** SHA-256 of `previous` and all that is said, in hexadecimal digits. */
	digest: string;
}

export interface PaidRow {
	clean: CleanRow;
	result: Result;
}

export interface Issue {
	/** The execution's ID, as n8n's list of executions shows it. */
	execution: string;
	/** When the run ended, in ISO 8601. */
	issuedAt: string;
}

/**
 * Receipts for the paid rows of a run, in their order. Each says how many there are and holds the digest
 * of the one before: whoever changes one or takes one out has to make all that follow anew, and the last
 * digest of the run is kept elsewhere.
 */
export function receiptsFor(rows: PaidRow[], { execution, issuedAt }: Issue): Receipt[] {
	let previous = '';
	return rows.map(({ clean, result: { outcome, record } }, index) => {
		const { name, email, mobile, loadAmount, uniqueReferenceNumber } = clean;
		const said = {
			...{ position: index + 1, of: rows.length, reference: uniqueReferenceNumber },
			...{ points: loadAmount, name, email, mobile },
			transactionId: textOf(record.enkashCardTxnId),
			...{ outcome, issuedAt, execution },
		};
		const receipt = { ...said, previous, digest: digestOf(previous, said) };
		previous = receipt.digest;
		return receipt;
	});
}

/** All as text, since that is what comes back from a sheet. */
function digestOf(previous: string, said: Record<Statement, string | number>): string {
	const text = JSON.stringify([previous, ...STATEMENTS.map((name) => said[name])].map(String));
	return createHash('sha256').update(text).digest('hex');
}
