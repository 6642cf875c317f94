import { EnkashError } from '../lib/errors';
import { leftOpen, unconfirmedRow } from './failures';
import { matchAnswer, type Payee, type RowAnswer } from './matching';
import { PaymentRun } from './paymentRun';
import type { Books, Identified } from './transfer';
import type { TransferSettings } from './settings';
import type { Reply } from './verdict';

export type { Settled } from './transfer';

/** A row of a sheet that is to be paid. */
export interface Payment extends Payee, Identified {}

export interface BulkPort<P> {
	books: Books;
	/** Sends the rows in one call. */
	post(payments: P[]): Promise<RowAnswer[]>;
	/** Whether an answer may leave rows out on purpose, since their users exist already. */
	skipsKnownUsers: boolean;
}

/** Rows noted in the journal together, in whole batches. */
const NOTED = 1_000;

/** Pays the rows of one account, a batch in one call, each row once. */
export class BulkRun<P extends Payment> extends PaymentRun<P> {
	constructor(port: BulkPort<P>, batchSize: number, settings: TransferSettings) {
		const { books } = port;
		const send = async (rows: P[]) => repliesOf(rows, await port.post(rows), port.skipsKnownUsers);
		const noted = Math.max(1, Math.floor(NOTED / batchSize)) * batchSize;
		super({ books, atOnce: batchSize, noted, send }, settings, unconfirmedRow);
	}
}

/** What an answer says of each row that was sent. */
function repliesOf<P extends Payment>(
	rows: P[],
	answers: RowAnswer[],
	skipsKnownUsers: boolean,
): Map<P, Reply> {
	const { paid, failed, open, contradicted } = matchAnswer(rows, answers);
	return new Map(
		rows.map((row): [P, Reply] => {
			const answer = paid.get(row);
			if (answer) return [row, { says: 'done', record: answer.record }];
			const words = failed.get(row);
			if (words !== undefined) return [row, { says: 'no', error: refusal(words) }];
			const told = open.get(row) ?? (skipsKnownUsers ? SKIPPED : undefined);
			const silence = told === undefined && answers.length === 0 ? SAYS_NOTHING : undefined;
			const objection = contradicted.get(row) ?? silence;
			const refused = told === undefined ? undefined : refusal(told);
			return [row, { says: 'unclear', cause: leftOpen(), objection, refusal: refused }];
		}),
	);
}

function refusal(words: string): EnkashError {
	return new EnkashError('refused', words, {
		description: 'These are the words of EnKash for this row. Nothing was paid for it.',
	});
}

const SKIPPED =
	'EnKash left the row out, as it does where the user exists and only new users are paid';

const SAYS_NOTHING = 'EnKash accepted the call, but told of none of its rows.';
