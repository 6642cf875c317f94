import { toEnkashError } from '../lib/errors';
import { leftOpen } from './failures';
import { verdict, type Evidence, type Finding, type Reply, type Ruling } from './verdict';

/** What verdicts are carried out with. */
export interface Hands<T, Answer> {
	send(transfers: T[]): Promise<Map<T, Reply<Answer>>>;
	/** What the list says of transfers now. */
	lookUp(transfers: T[]): Promise<Map<T, Finding>>;
}

/** What a transfer came to, and by what. */
export interface Judged<Answer> {
	evidence: Evidence<Answer>;
	ruling: Ruling<Answer>;
}

/**
 * Does what the verdict on each transfer asks for, until all of them are judged or wait for what the
 * list may tell later. Whatever is to be looked up is, before anything is sent.
 */
export async function carryOut<T, Answer>(
	known: Map<T, Evidence<Answer>>,
	hands: Hands<T, Answer>,
): Promise<Map<T, Judged<Answer>>> {
	const judged = new Map<T, Judged<Answer>>();
	let pending = known;
	while (pending.size > 0) {
		const send = new Map<T, Evidence<Answer>>();
		const lookUp = new Map<T, Evidence<Answer>>();
		for (const [transfer, evidence] of pending) {
			const ruling = verdict(evidence);
			if (ruling.verdict === 'send') send.set(transfer, evidence);
			else if (ruling.verdict === 'lookUp') lookUp.set(transfer, evidence);
			else judged.set(transfer, { evidence, ruling });
		}
		pending = new Map([...send, ...(await lookedUp(lookUp, hands))]);
		if (lookUp.size === 0) pending = await sent(send, hands);
	}
	return judged;
}

async function lookedUp<T, Answer>(
	asked: Map<T, Evidence<Answer>>,
	hands: Hands<T, Answer>,
): Promise<Map<T, Evidence<Answer>>> {
	if (asked.size === 0) return asked;
	const findings = await hands.lookUp([...asked.keys()]);
	return new Map(
		[...asked].map(([transfer, evidence]) => {
			const list: Finding = findings.get(transfer) ?? { says: 'absent' };
			return [transfer, { ...evidence, list }];
		}),
	);
}

async function sent<T, Answer>(
	transfers: Map<T, Evidence<Answer>>,
	hands: Hands<T, Answer>,
): Promise<Map<T, Evidence<Answer>>> {
	if (transfers.size === 0) return transfers;
	const replies = await hands.send([...transfers.keys()]);
	return new Map(
		[...transfers].map(([transfer, evidence]) => {
			const reply: Reply<Answer> = replies.get(transfer) ?? { says: 'unclear', cause: leftOpen() };
			return [transfer, afterSending(evidence, reply)];
		}),
	);
}

function afterSending<Answer>(before: Evidence<Answer>, reply: Reply<Answer>): Evidence<Answer> {
	const { list, sends, tokens = 0, ...lasting } = before;
	const proven = list?.says === 'absent' && list.proven;
	const disproved = lasting.disproved || proven;
	return reply.says === 'token'
		? { ...lasting, sends, tokens: tokens + 1, disproved, reply }
		: { ...lasting, sends: sends + 1, tokens, disproved, reply };
}

/** A sending that failed, as a reply: what surely was not carried out, and what nobody knows. */
export function failedReply(thrown: unknown): Reply {
	const error = toEnkashError(thrown);
	if (error.kind === 'login' && error.tokenAlone) return { says: 'token', error };
	if (error.kind !== 'unknown') return { says: 'no', error };
	const refusal = error.saidNo ? error.with({ kind: 'refused' }) : undefined;
	return { says: 'unclear', cause: error, refusal };
}
