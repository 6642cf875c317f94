import { toEnkashError, EnkashError } from '../lib/errors';
import { assertNotCancelled } from '../lib/pause';
import { carryOut, failedReply, type Hands } from './carryOut';
import type { Unconfirmed } from './failures';
import { Known } from './known';
import { reconcile } from './reconcile';
import type { Books, Identified, Settled, TransferSettings } from './transfer';
import { inTurn, now } from './turns';
import { verdict, type Evidence, type Finding, type Reply } from './verdict';

/** How transfers of one kind are sent, and looked up. */
export interface Port<T, Answer> extends Books {
	/** Sends them in one call. What it throws holds for all of them. */
	send(transfers: T[]): Promise<Map<T, Reply<Answer>>>;
}

/**
 * Moves value once, whatever the network does. Each transfer is looked up before it is sent, sent
 * once, and looked up again where its outcome is unknown; it is sent again only where the books say
 * that it surely is not there. What to do is the verdict's; this gathers what is known for it.
 */
export class PaymentRun<T extends Identified, Answer = never> {
	private readonly known: Known;

	/** Before any reference was looked up. */
	private readonly since = now();

	/** An outcome could not be looked up: nothing is sent unseen until a look-up works again. */
	private blind = false;

	private readonly hands: Hands<T, Answer>;

	constructor(
		private readonly port: Port<T, Answer>,
		private readonly settings: TransferSettings,
		unconfirmed: Unconfirmed,
	) {
		this.known = new Known(port, settings);
		this.hands = {
			send: (transfers) => this.send(transfers),
			lookUp: (transfers, cause) => this.lookUp(transfers, cause),
			lookUpOlder: (transfers) => this.lookUpOlder(transfers),
			unconfirmed,
		};
	}

	/** Looks all references up beforehand, many at a time. */
	async prepare(references: string[]): Promise<void> {
		await this.known.lookUp([...new Set(references)]);
	}

	/** What is known of a transfer without sending it: done, impossible, or nothing. */
	existing(transfer: T): Settled<Answer> | undefined {
		const judged = verdict(this.before(transfer));
		switch (judged.verdict) {
			case 'paid':
				return { outcome: judged.outcome, record: judged.record };
			case 'notPaid':
				return judged.error;
			case 'open':
				return judged.cause;
			default:
				return undefined;
		}
	}

	/** Makes transfers, after others under the same references; says of each what became of it. */
	async perform(transfers: T[]): Promise<Map<T, Settled<Answer>>> {
		const references = transfers.map(({ reference }) => reference);
		return await inTurn(references, { run: this, since: this.since }, async (overtaken) => {
			await this.lookAgain(references, overtaken);
			const evidence = transfers.map((transfer) => [transfer, this.before(transfer)] as const);
			const settled = await carryOut(new Map(evidence), this.hands);
			this.learn(settled);
			return settled;
		});
	}

	private before(transfer: T): Evidence<Answer> {
		const { reference } = transfer;
		return { reference, policy: this.settings.policy, sends: 0, books: this.known.of(transfer) };
	}

	private async lookAgain(references: string[], overtaken: string[]): Promise<void> {
		if (!this.blind) return await this.known.lookUp(overtaken);
		const again = new Set(overtaken);
		const asked = references.filter((each) => again.has(each) || !this.known.isOpen(each));
		if (asked.length === 0) return;
		await this.known.lookUp(asked);
		this.blind = asked.some((each) => this.known.isOpen(each));
	}

	private learn(settled: Map<T, Settled<Answer>>): void {
		for (const [{ reference }, outcome] of settled) {
			if (!(outcome instanceof EnkashError)) this.known.learn(reference, outcome.record);
			else if (outcome.kind === 'unknown') this.known.learn(reference, outcome);
		}
	}

	private async send(transfers: T[]): Promise<Map<T, Reply<Answer>>> {
		try {
			assertNotCancelled(this.settings.signal);
			return await this.port.send(transfers);
		} catch (thrown) {
			const reply = failedReply(thrown);
			return new Map(transfers.map((transfer) => [transfer, reply]));
		}
	}

	private async lookUp(transfers: T[], cause: EnkashError): Promise<Map<T, Finding>> {
		const references = transfers.map(({ reference }) => reference);
		const { found, doubt } = await reconcile(this.port, references, cause, this.settings);
		this.blind = doubt !== undefined;
		const otherwise: Finding = doubt ? { says: 'doubt', error: doubt } : { says: 'absent' };
		return findings(transfers, found, otherwise);
	}

	private async lookUpOlder(transfers: T[]): Promise<Map<T, Finding>> {
		try {
			const found = await this.port.find(transfers.map(({ reference }) => reference));
			for (const [reference, record] of found) this.known.learn(reference, record);
			return findings(transfers, found, { says: 'absent' });
		} catch (thrown) {
			return findings(transfers, new Map(), { says: 'doubt', error: toEnkashError(thrown) });
		}
	}
}

function findings<T extends Identified>(
	transfers: T[],
	found: Awaited<ReturnType<Books['find']>>,
	otherwise: Finding,
): Map<T, Finding> {
	return new Map(
		transfers.map((transfer) => {
			const record = found.get(transfer.reference);
			if (!record) return [transfer, otherwise];
			return [transfer, { says: 'found', record, difference: transfer.disagreement(record) }];
		}),
	);
}
