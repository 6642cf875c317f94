import { toEnkashError, type EnkashError } from '../lib/errors';
import { leftOpen, type Unconfirmed } from './failures';
import type { Identified, Settled } from './transfer';
import { verdict, type Evidence, type Finding, type Reply } from './verdict';

/** What verdicts are carried out with. */
export interface Hands<T, Answer> {
	send(transfers: T[]): Promise<Map<T, Reply<Answer>>>;
	/** What came of transfers whose answer was lost. */
	lookUp(transfers: T[], cause: EnkashError): Promise<Map<T, Finding>>;
	/** What was done before under the references of transfers. */
	lookUpOlder(transfers: T[]): Promise<Map<T, Finding>>;
	unconfirmed: Unconfirmed;
}

/**
 * Does what the verdict on each transfer asks for, until all of them are final. Whatever is to be
 * looked up is, before anything is sent again.
 */
export async function carryOut<T extends Identified, Answer>(
	known: Map<T, Evidence<Answer>>,
	hands: Hands<T, Answer>,
): Promise<Map<T, Settled<Answer>>> {
	const settled = new Map<T, Settled<Answer>>();
	let pending = known;
	while (pending.size > 0) {
		const next = judge(pending, hands.unconfirmed, settled);
		for (const [transfer, evidence] of await take(next, hands)) pending.set(transfer, evidence);
		pending = new Map([...pending].filter(([transfer]) => !settled.has(transfer)));
	}
	return settled;
}

/** Transfers with their evidence, by what is to be done next. */
interface Next<T, Answer> {
	send: Map<T, Evidence<Answer>>;
	lookUp: Map<T, Evidence<Answer>>;
	lookUpOlder: Map<T, Evidence<Answer>>;
	cause?: EnkashError;
}

function judge<T extends Identified, Answer>(
	pending: Map<T, Evidence<Answer>>,
	unconfirmed: Unconfirmed,
	settled: Map<T, Settled<Answer>>,
): Next<T, Answer> {
	const next: Next<T, Answer> = { send: new Map(), lookUp: new Map(), lookUpOlder: new Map() };
	for (const [transfer, evidence] of pending) {
		const judged = verdict(evidence);
		switch (judged.verdict) {
			case 'paid': {
				const { outcome, record, answer } = judged;
				settled.set(transfer, { outcome, record, answer });
				break;
			}
			case 'notPaid':
				settled.set(transfer, judged.error);
				break;
			case 'open': {
				const { cause, why } = judged;
				settled.set(transfer, why ? unconfirmed(transfer.reference, cause, why) : cause);
				break;
			}
			case 'lookUp':
				next.cause ??= judged.cause;
				next.lookUp.set(transfer, evidence);
				break;
			default:
				next[judged.verdict].set(transfer, evidence);
		}
	}
	return next;
}

async function take<T, Answer>(
	{ send, lookUp, lookUpOlder, cause }: Next<T, Answer>,
	hands: Hands<T, Answer>,
): Promise<Map<T, Evidence<Answer>>> {
	if (cause) return withFindings(lookUp, await hands.lookUp([...lookUp.keys()], cause));
	if (lookUpOlder.size > 0) {
		return withFindings(lookUpOlder, await hands.lookUpOlder([...lookUpOlder.keys()]));
	}
	if (send.size === 0) return new Map();
	const replies = await hands.send([...send.keys()]);
	return new Map(
		[...send].map(([transfer, { reference, policy, sends }]) => {
			const reply: Reply<Answer> = replies.get(transfer) ?? { says: 'unclear', cause: leftOpen() };
			return [transfer, { reference, policy, sends: sends + 1, reply }];
		}),
	);
}

function withFindings<T, Answer>(
	asked: Map<T, Evidence<Answer>>,
	findings: Map<T, Finding>,
): Map<T, Evidence<Answer>> {
	return new Map(
		[...asked].map(([transfer, evidence]) => {
			const books: Finding = findings.get(transfer) ?? { says: 'absent' };
			return [transfer, { ...evidence, books }];
		}),
	);
}

/** A sending that failed, as a reply: what surely was not carried out, and what nobody knows. */
export function failedReply(thrown: unknown): Reply {
	const error = toEnkashError(thrown);
	return error.kind === 'unknown' ? { says: 'unclear', cause: error } : { says: 'no', error };
}
