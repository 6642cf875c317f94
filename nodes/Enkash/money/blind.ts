import { asIs, EnkashError } from '../lib/errors';
import { carryOut, failedReply, type Hands } from './carryOut';
import { unconfirmed } from './failures';
import { Memory } from './memory';
import type { Result, Transfer } from './transfer';
import { inTurn, now } from './turns';
import type { Evidence, Finding, Reply } from './verdict';

/**
 * Moves value where EnKash documents no look-up for a reference. Each is sent once: what was done, or may
 * have been done, is not sent again in the same execution, so Retry On Fail repeats only what surely
 * came to nothing. What EnKash does with a reference that comes again in another execution, no page says.
 */
export class BlindRun {
	private readonly memory: Memory;

	/** @param place what tells this node in this execution from all others */
	constructor(place: string) {
		this.memory = new Memory(place);
	}

	/**
	 * Makes one transfer, after those of the same place under the same reference, also of other runs: an
	 * AI agent runs the node once for each of its calls, which it may make at once.
	 * @throws EnkashError `unknown`, with the word unconfirmed, where nobody can say what came of it.
	 */
	async perform<Answer>(transfer: Transfer<Answer>): Promise<Result<Answer>> {
		const key = this.memory.key(transfer.reference);
		return await inTurn([key], { run: this, since: now() }, async () => {
			const evidence = new Map([[transfer, this.remembered(transfer)]]);
			const [settled] = (await carryOut(evidence, handsFor<Answer>())).values();
			this.remember(transfer, settled);
			if (settled instanceof EnkashError) throw asIs(settled);
			return settled;
		});
	}

	private remembered<Answer>(transfer: Transfer<Answer>): Evidence<Answer> {
		const { reference } = transfer;
		const books = this.memory.finding(transfer);
		return { reference, policy: 'returnExisting', sends: 0, books };
	}

	private remember({ reference }: Transfer, settled: Result<unknown> | EnkashError): void {
		if (!(settled instanceof EnkashError)) this.memory.remember(reference, settled.record);
		else if (settled.kind === 'unknown') this.memory.remember(reference, settled);
	}
}

function handsFor<Answer>(): Hands<Transfer<Answer>, Answer> {
	const nothing = async (transfers: Array<Transfer<Answer>>) =>
		new Map(transfers.map((transfer) => [transfer, { says: 'nothing' } satisfies Finding]));
	return { send, lookUp: nothing, lookUpOlder: nothing, unconfirmed };
}

async function send<Answer>(
	transfers: Array<Transfer<Answer>>,
): Promise<Map<Transfer<Answer>, Reply<Answer>>> {
	const [transfer] = transfers;
	return new Map([[transfer, await replyTo(transfer)]]);
}

async function replyTo<Answer>(transfer: Transfer<Answer>): Promise<Reply<Answer>> {
	try {
		return { says: 'done', ...(await transfer.send()) };
	} catch (thrown) {
		return failedReply(thrown);
	}
}
