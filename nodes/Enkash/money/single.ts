import { failedReply } from './carryOut';
import { unconfirmed } from './failures';
import { PaymentRun } from './paymentRun';
import type { Books, Sent, Transfer } from './transfer';
import type { TransferSettings } from './settings';
import type { Reply } from './verdict';

export type { Books, DuplicatePolicy, Result, Shown, Transfer, TransferRecord } from './transfer';

/** Transfers noted in the journal together; those whose process ends meanwhile are in doubt. */
const NOTED = 100;

/** Moves value by calls that make one transfer each. */
export class TransferRun<Answer> extends PaymentRun<Transfer<Answer>, Answer> {
	constructor(books: Books, settings: TransferSettings) {
		super({ books, atOnce: 1, noted: NOTED, send: sendEach }, settings, unconfirmed);
	}
}

/**
 * The same where EnKash documents no look-up: what was sent, or may have been, is not sent again by
 * itself. Few are noted at a time, since those whose process ends meanwhile stay open.
 */
export class BlindRun<Answer> extends PaymentRun<Transfer<Answer>, Answer> {
	/** @param noted how many are at work at the same time */
	constructor(noted: number, settings: TransferSettings) {
		super({ atOnce: 1, noted, send: sendEach }, settings, unconfirmed);
	}
}

async function sendEach<Answer>(
	transfers: Array<Transfer<Answer>>,
): Promise<Map<Transfer<Answer>, Reply<Answer>>> {
	const replies = new Map<Transfer<Answer>, Reply<Answer>>();
	for (const transfer of transfers) replies.set(transfer, await replyTo(transfer));
	return replies;
}

async function replyTo<Answer>(transfer: Transfer<Answer>): Promise<Reply<Answer>> {
	try {
		return replyOf(transfer, await transfer.send());
	} catch (thrown) {
		return failedReply(thrown);
	}
}

/** An answer that contradicts what was sent is final: EnKash did something. */
function replyOf<Answer>(
	transfer: Transfer<Answer>,
	{ record, answer }: Sent<Answer>,
): Reply<Answer> {
	const problem = transfer.contradiction?.(record);
	return problem ? { says: 'otherwise', problem } : { says: 'done', record, answer };
}
