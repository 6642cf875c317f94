import { asIs, EnkashError } from '../lib/errors';
import { unconfirmed } from './failures';
import { PaymentRun } from './paymentRun';
import type { Books, Result, Sent, Transfer, TransferSettings } from './transfer';
import type { Reply } from './verdict';

export type { Books, DuplicatePolicy, Result, Transfer, TransferRecord } from './transfer';

/** Moves value by calls that make one transfer each. */
export class TransferRun<Answer> {
	private readonly run: PaymentRun<Transfer<Answer>, Answer>;

	constructor(books: Books, settings: TransferSettings) {
		const send = async ([transfer]: Array<Transfer<Answer>>) => {
			const reply = replyOf(transfer, await transfer.send());
			return new Map([[transfer, reply]]);
		};
		const find = (references: string[]) => books.find(references);
		this.run = new PaymentRun({ find, send }, settings, unconfirmed);
	}

	/** Looks all references up beforehand, many at a time. */
	async prepare(references: string[]): Promise<void> {
		await this.run.prepare(references);
	}

	/** Why a transfer cannot be made, as far as that is known before anything is sent. */
	objection(transfer: Transfer<Answer>): EnkashError | undefined {
		const existing = this.run.existing(transfer);
		return existing instanceof EnkashError ? existing : undefined;
	}

	/**
	 * Makes one transfer, after those under the same reference that came before it.
	 * @throws EnkashError `unknown`, with the word unconfirmed, where nobody can say what came of it.
	 */
	async perform(transfer: Transfer<Answer>): Promise<Result<Answer>> {
		const [settled] = (await this.run.perform([transfer])).values();
		if (settled instanceof EnkashError) throw asIs(settled);
		return settled;
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
