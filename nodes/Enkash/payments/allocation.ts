import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../api/wire/envelope';
import type { JsonRecord } from '../lib/json';
import { recordsIn } from '../api/wire/records';
import {
	disagreement,
	referencesOf,
	TransactionBooks,
	type CardAccount,
	type Movement,
	type TransactionCall,
} from '../api/answers/transactions';
import { account as accountFields } from '../fields/account';
import {
	loadAmount,
	movesPoints,
	onDuplicateReference,
	uniqueReferenceNumber,
} from '../fields/money';
import { optionsField } from '../fields/options';
import { simplify } from '../fields/simplify';
import { groups } from '../lib/groups';
import { cleanPoints } from '../input/clean';
import { settleTime } from '../money/reconcile';
import { TransferRun, type DuplicatePolicy, type Transfer } from '../money/single';
import { runChecked } from './checked';
import type { Item } from '../run/item';
import { presenter, type Operation, type OperationText } from '../run/operation';
import type { Outcome, RunSettings } from '../run/outcome';
import { completed, toItems } from '../run/output';
import { POLICIES, Tally } from './tally';

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
	account: CardAccount;
	policy: DuplicatePolicy;
	transfer: Transfer<Answer>;
	loadAmount: number;
	/** Milliseconds. */
	settle: number;
	show: ReturnType<typeof presenter>;
}

async function runAllocations(
	spec: AllocationSpec,
	items: Item[],
	settings: RunSettings,
): Promise<Outcome[]> {
	const tally = new Tally('uniqueReferenceNumber', settings);
	let runs: Runs = new Map();
	const runOf = (prepared: Prepared) => runs.get(runKey(prepared)) as TransferRun<Answer>;
	const outcomes = await runChecked(items, settings, {
		check: (item) => prepare(spec, item, tally),
		begin: async (prepared) => {
			tally.begin(prepared);
			runs = await lookUpAll(spec, prepared);
		},
		objection: (prepared) => runOf(prepared).objection(prepared.transfer),
		work: (prepared) => allocate(prepared, runOf(prepared)),
	});
	return tally.conclude(outcomes);
}

function prepare(spec: AllocationSpec, item: Item, tally: Tally): Prepared {
	const account = item.account();
	const points = item.cleaned('loadAmount', cleanPoints);
	const person = spec.person(item);
	const movement = { ...account, ...DIRECTIONS[spec.direction], ...person, loadAmount: points };
	const content = [account, spec.direction, moved(person, points)];
	const reference = tally.reference(item, content);
	// Both spellings: EnKash's schema has the first, all of its examples the second.
	const body = { ...movement, uniqueReferenceNumber: reference, uniqueReferenceNum: reference };
	const { email, mobile, enkashCardId: enKashCardId } = person;
	const moving = { loadAmount: points, email, mobile, enKashCardId };
	return {
		item,
		account,
		policy: item.optionChoice('onDuplicateReference', POLICIES, 'returnExisting'),
		loadAmount: points,
		settle: settleTime(item.timeout),
		show: presenter(item, SIMPLE),
		transfer: {
			reference,
			send: async () => {
				const answer = await item.call(spec.call, { body });
				return { record: completed(recordsIn(answer.payload).records[0], moving), answer };
			},
			contradiction: (answer) => otherReference(answer, reference),
			disagreement: (found) => disagreement(found, moved(person, points)),
		},
	};
}

function moved({ email, mobile, enkashCardId }: IDataObject, points: number): Movement {
	const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
	return { points, email: text(email), mobile: text(mobile), card: text(enkashCardId) };
}

/** EnKash's rule: the reference of the answer must be the one that was sent (api-9796905). */
function otherReference(answer: JsonRecord, reference: string): string | undefined {
	const [answered = reference] = referencesOf(answer);
	return answered === reference ? undefined : `EnKash answered for reference ${answered} instead`;
}

type Runs = Map<string, TransferRun<Answer>>;

/** One run of transfers for each account and policy, its references looked up. */
async function lookUpAll(spec: AllocationSpec, prepared: Prepared[]): Promise<Runs> {
	const runs: Runs = new Map();
	for (const [key, group] of groups(prepared, runKey)) {
		const run = transferRun(spec, group[0]);
		runs.set(key, run);
		await run.prepare(group.map(({ transfer }) => transfer.reference));
	}
	return runs;
}

function runKey({ account, policy }: Prepared): string {
	return JSON.stringify([account.companyId, account.cardAccountId, policy]);
}

function transferRun(
	spec: AllocationSpec,
	{ item, account, policy, settle }: Prepared,
): TransferRun<Answer> {
	const { transactionType } = DIRECTIONS[spec.direction];
	const books = new TransactionBooks(item, spec.books, account, transactionType);
	return new TransferRun<Answer>(books, { policy, place: item.place, settle, signal: item.signal });
}

async function allocate(prepared: Prepared, run: TransferRun<Answer>): Promise<IDataObject[]> {
	const { transfer, loadAmount: points, show } = prepared;
	const { outcome, record, answer } = await run.perform(transfer);
	const own = { outcome, uniqueReferenceNumber: transfer.reference, loadAmount: points };
	const [payload] = toItems({ code: 0, message: '', payload: record });
	return show([{ ...own, ...payload }], answer);
}
