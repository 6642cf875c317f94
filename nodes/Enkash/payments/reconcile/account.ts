import { TransactionBooks } from '../../api/answers/transactionBooks';
import {
	isOfAnother,
	type CardAccount,
	type TransactionCall,
} from '../../api/answers/transactions';
import type { Caller } from '../../api/wire/call';
import { recordsIn, type Records } from '../../api/wire/records';
import { EnkashError } from '../../lib/errors';
import { isRecord } from '../../lib/json';
import { entryOf, identityOf, timeOf } from './entries';
import { Reconciliation, type Claim, type Finding, type Holders } from './matching';
import { isApart, PeriodReader, type Period } from './period';
import { Unseen } from './unseen';

/** Milliseconds for which a payment may not be listed yet. */
const RECENT = 10 * 60_000;

/** Rows of one account, and where its transactions are asked for. */
export interface Question {
	caller: Caller;
	call: TransactionCall;
	account: CardAccount;
	claims: Claim[];
	holders: Holders;
	period: Period;
	/** The ledger of credits, as the transfers of this process know it. */
	ledger: string;
	signal?: AbortSignal;
}

/** What became of each row, and what EnKash has beside them. */
export interface Held {
	rows: Finding[];
	beside: Finding[];
	/** Whether all transactions of the period were read, as far as can be told. */
	complete: boolean;
}

/**
 * Holds rows against the transactions of a period, and asks by reference about those that are not there.
 * @throws EnkashError where the list cannot be read
 */
export async function holdAgainst(question: Question): Promise<Held> {
	const { caller, call, account, claims, holders, period, ledger, signal } = question;
	const matching = new Reconciliation(claims, account, holders);
	const load = async ({ from, to }: Period) => {
		const body = { ...account, txnDateFrom: iso(from), txnDateTo: iso(to) };
		return listIn((await caller.call(call, { body })).payload);
	};
	const reader = new PeriodReader(load, identityOf, timeOf, (record) => {
		if (isOfAnother(record, account)) return;
		matching.add(entryOf(record, isApart(timeOf(record), period)));
	});
	await reader.read(period);
	const unseen = new Unseen({
		books: new TransactionBooks(caller, call, account, 'CR'),
		ledger,
		isRecent: period.to > Date.now() - RECENT,
		take: (entry) => matching.add(entry),
		signal,
	});
	const open = matching.unseen().map((position) => claims[position].reference);
	await unseen.look(open, matching.proof());
	const concluded = matching.conclude((position) => unseen.of(claims[position].reference));
	return { ...concluded, complete: reader.complete };
}

function iso(time: number): string {
	return new Date(time).toISOString();
}

/** Where EnKash answers with something that is no list, nothing is known of it. */
function listIn(payload: unknown): Records {
	if (payload === undefined || payload === null || isRecord(payload) || Array.isArray(payload))
		return recordsIn(payload);
	throw new EnkashError(
		'unknown',
		'EnKash answered with something that is no list of transactions',
		{
			description: "Correct 'Endpoint Path' in 'Options', or the endpoint in the credential.",
		},
	);
}
