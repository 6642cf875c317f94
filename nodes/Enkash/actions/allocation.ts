import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../api/envelope';
import { EnkashError } from '../api/errors';
import { isRecord, type JsonRecord } from '../api/json';
import {
	amountOf,
	findTransactions,
	referenceOf,
	type Account,
	type TransactionCall,
} from '../api/transactions';
import { DEFAULT_TIMEOUT } from '../api/transport';
import { account as accountFields } from '../fields/account';
import {
	loadAmount,
	movesPoints,
	onDuplicateReference,
	uniqueReferenceNumber,
} from '../fields/money';
import { optionsField } from '../fields/options';
import { simplify } from '../fields/simplify';
import { cleanPoints } from '../money/clean';
import { TransferRun, type DuplicatePolicy, type Transfer } from '../money/once';
import { runChecked } from './checked';
import type { Item } from './item';
import { simplifyRecords, withEnvelope, type Operation, type OperationText } from './operation';
import type { Outcome, RunSettings } from './outcome';
import { toItems } from './output';

export interface AllocationSpec extends OperationText {
	/** Where its transactions are looked up. */
	books: TransactionCall;
	direction: 'credit' | 'debit';
	/** Who the points go to or come from, in EnKash's field names. */
	person(item: Item): IDataObject;
}

/** The fields that tell a credit from a debit (R1 and I1, api-9796905). */
const DIRECTIONS = {
	credit: { transactionCode: 'ALLOCATION', transactionType: 'CR', type: 'ALLOCATE_POINT' },
	debit: { transactionCode: 'ALLOCATION', transactionType: 'DR', type: 'UNALLOCATE_POINT' },
} as const;

const SIMPLE = {
	outcome: 'outcome',
	uniqueReferenceNumber: 'uniqueReferenceNumber',
	loadAmount: 'loadAmount',
	enKashCardId: 'enKashCardId',
	userId: 'userId',
	enkashCardTxnId: 'enkashCardTxnId',
	otbBalance: 'otbBalance',
	email: 'email',
	mobile: 'mobile',
	maskedNumber: 'maskedNumber',
};

/** A call that moves points to or from one user: sent once, however often the node is run. */
export function allocation(spec: AllocationSpec): Operation {
	return {
		call: spec.call,
		name: spec.name,
		action: spec.action,
		description: spec.description,
		fields: [
			movesPoints,
			...accountFields,
			...spec.fields,
			loadAmount,
			uniqueReferenceNumber,
			simplify,
			optionsField([onDuplicateReference, ...(spec.options ?? [])]),
		],
		concurrency: 1,
		run: (items, settings) => runAllocations(spec, items, settings),
	};
}

/** One item, checked, with all that its call needs. */
interface Prepared {
	item: Item;
	account: Account;
	policy: DuplicatePolicy;
	transfer: Transfer;
	loadAmount: number;
	/** EnKash's answer, once it was sent. */
	sent: { answer?: Answer };
}

async function runAllocations(
	spec: AllocationSpec,
	items: Item[],
	settings: RunSettings,
): Promise<Outcome[]> {
	let runs: Runs = new Map();
	return await runChecked(items, settings, {
		check: (item) => prepare(spec, item),
		begin: async (prepared) => {
			runs = await lookUpAll(spec, prepared);
		},
		work: (prepared) => allocate(prepared, runs),
	});
}

function prepare(spec: AllocationSpec, item: Item): Prepared {
	const account = {
		companyId: item.withDefault('companyId'),
		cardAccountId: item.withDefault('cardAccountId'),
	};
	const points = item.cleaned('loadAmount', cleanPoints);
	const reference = item.optionalText('uniqueReferenceNumber') ?? item.derivedReference();
	const body = {
		...account,
		...DIRECTIONS[spec.direction],
		...spec.person(item),
		loadAmount: points,
		// Both spellings: EnKash's schema has the first, all of its examples the second.
		uniqueReferenceNumber: reference,
		uniqueReferenceNum: reference,
	};
	const sent: Prepared['sent'] = {};
	return {
		item,
		sent,
		account,
		policy: item.option<DuplicatePolicy>('onDuplicateReference', 'returnExisting'),
		loadAmount: points,
		transfer: {
			reference,
			send: async () => {
				sent.answer = await item.call(spec.call, { body });
				return confirmed(sent.answer, reference);
			},
			disagreement: (found) => otherAmount(found, points),
		},
	};
}

/** EnKash's rule: the reference of the answer must be the one that was sent (api-9796905). */
function confirmed({ payload }: Answer, reference: string): JsonRecord {
	const record = isRecord(payload) ? payload : {};
	const answered = referenceOf(record);
	if (answered === undefined || answered === reference) return record;
	throw new EnkashError('unknown', `EnKash answered for reference ${answered} instead`);
}

function otherAmount(found: JsonRecord, points: number): string | undefined {
	const amount = amountOf(found);
	return amount === undefined || amount === points ? undefined : `for ${amount} points and not ${points}`;
}

type Runs = Map<string, TransferRun>;

/** One run of transfers for each account and policy, its references looked up. */
async function lookUpAll(spec: AllocationSpec, prepared: Prepared[]): Promise<Runs> {
	const groups = new Map<string, Prepared[]>();
	for (const each of prepared) {
		groups.set(runKey(each), [...(groups.get(runKey(each)) ?? []), each]);
	}
	const runs: Runs = new Map();
	for (const [key, group] of groups) {
		const run = transferRun(spec, group[0]);
		runs.set(key, run);
		await run.prepare(group.map(({ transfer }) => transfer.reference));
	}
	return runs;
}

function runKey({ account, policy }: Prepared): string {
	return JSON.stringify([account.companyId, account.cardAccountId, policy]);
}

const MAX_SETTLE = 5_000;

function transferRun(spec: AllocationSpec, { item, account, policy }: Prepared): TransferRun {
	const direction = DIRECTIONS[spec.direction].transactionType;
	const settle = Math.min(item.option('timeout', DEFAULT_TIMEOUT) / 4, MAX_SETTLE);
	return new TransferRun(
		{ find: (references) => findTransactions(item, spec.books, account, references, direction) },
		{ policy, settle, signal: item.signal },
	);
}

async function allocate(prepared: Prepared, runs: Runs): Promise<IDataObject[]> {
	const { item, transfer, sent, loadAmount: points } = prepared;
	const run = runs.get(runKey(prepared)) as TransferRun;
	const { outcome, record } = await run.perform(transfer);
	const own = { outcome, uniqueReferenceNumber: transfer.reference, loadAmount: points };
	const [payload] = toItems({ code: 0, message: '', payload: record });
	return withEnvelope(simplifyRecords([{ ...own, ...payload }], SIMPLE, item), sent.answer, item);
}
