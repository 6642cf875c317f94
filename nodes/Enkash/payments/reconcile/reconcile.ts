import type { CallRequest } from '../../api/client';
import type { CardAccount, TransactionCall } from '../../api/answers/transactions';
import { recordsIn } from '../../api/wire/records';
import { account as accountFields } from '../../fields/accountFields';
import { inferredNotice } from '../../fields/inferred';
import { optionsField } from '../../fields/options';
import {
	paidColumnMapping,
	paidColumns,
	paidRowSource,
	reconcileOptions,
	txnDateFrom,
	txnDateTo,
} from '../../fields/reconcileFields';
import { rows as rowsJson } from '../../fields/sheetFields';
import { simplify } from '../../fields/simplify';
import { textOf } from '../../input/clean';
import { inUtc } from '../../input/times';
import { inputError, toEnkashError } from '../../lib/errors';
import { groups } from '../../lib/groups';
import { sideBySide } from '../../lib/pool';
import type { Item } from '../../run/item';
import type { Operation, OperationText } from '../../run/operation';
import type { Outcome, RunSettings } from '../../run/outcome';
import { pointsLedger } from '../allocation';
import { holdAgainst } from './account';
import { readLines, type SheetLine } from './claims';
import type { Claim, Finding, Holders } from './matching';
import type { Period } from './period';
import { outcomesOf, type Reconciled } from './report';

export interface ReconcileSpec extends Omit<OperationText, 'fields'> {
	call: TransactionCall;
	/** The request as the user corrected it. */
	correct(item: Item, request: CallRequest): CallRequest;
}

/** Accounts at work at the same time. */
const CONCURRENCY = 5;

const PART_ALONE =
	'EnKash gives no more than a part of its transactions at once, so there may be more beside the sheet.';

/** Holds the rows of a sheet against what EnKash lists of a period. Changes nothing. */
export function reconciliation(spec: ReconcileSpec): Operation {
	const { call, name, action, description, options = [] } = spec;
	return {
		call,
		name,
		action,
		description,
		fields: [
			inferredNotice,
			txnDateFrom,
			txnDateTo,
			paidRowSource,
			paidColumns,
			paidColumnMapping,
			rowsJson,
			simplify,
			...accountFields,
			optionsField([...reconcileOptions, ...options], CONCURRENCY),
		],
		concurrency: CONCURRENCY,
		run: async (items, settings) =>
			items.length > 0 ? await reconcileAll(spec, items, settings) : [],
	};
}

async function reconcileAll(
	spec: ReconcileSpec,
	items: Item[],
	settings: RunSettings,
): Promise<Outcome[]> {
	const period = onePeriod(items);
	const lines = readLines(items);
	const accounts = [...groups(lines, accountKey).values()];
	const reconciled: Reconciled[] = [];
	await sideBySide(accounts.length, settings.concurrency, async (position) => {
		const some = accounts[position];
		const [{ account }] = some;
		reconciled[position] = account
			? await reconcileAccount(spec, account, some, period)
			: { lines: some, findings: some.map(invalid), beside: [], notes: [] };
		return true;
	});
	return outcomesOf(lines, reconciled, items[0], settings);
}

function accountKey({ account }: SheetLine): string {
	return account ? JSON.stringify([account.companyId, account.cardAccountId]) : '';
}

function invalid({ problem = '' }: SheetLine): Finding {
	return { finding: 'invalid', reason: problem };
}

/** All that is read of one account, and what its rows come to. */
async function reconcileAccount(
	spec: ReconcileSpec,
	account: CardAccount,
	lines: SheetLine[],
	period: Period,
): Promise<Reconciled> {
	const [{ item }] = lines;
	const claims: Claim[] = lines.flatMap(({ claim }) => claim ?? []);
	const notes: string[] = [];
	const holders = await readHolders(item, account, claims, notes);
	const { rows, beside, complete } = await holdAgainst({
		// What a user corrects holds for every question.
		caller: {
			call: async (asked, request) => await item.call(asked, spec.correct(item, request)),
		},
		call: spec.call,
		account,
		claims,
		holders,
		period,
		ledger: JSON.stringify(pointsLedger(item, account, 'credit')),
		signal: item.signal,
	});
	if (!complete) notes.push(PART_ALONE);
	let next = 0;
	const findings = lines.map((line) => (line.claim ? rows[next++] : invalid(line)));
	return { lines, findings, beside, notes };
}

/** The users of an account by their card, where rows tell people. Without them everything else can be told. */
async function readHolders(
	item: Item,
	account: CardAccount,
	claims: Claim[],
	notes: string[],
): Promise<Holders> {
	const holders: Holders = new Map();
	const tellsPeople = claims.some(({ email, mobile }) => email ?? mobile);
	if (!tellsPeople || !item.optionFlag('checkPeople', true)) return holders;
	try {
		const { payload } = await item.call('reward.getUsers', { body: account });
		for (const { enKashCardId, email, mobile } of recordsIn(payload).records) {
			const holder = { email: textOf(email) || undefined, mobile: textOf(mobile) || undefined };
			holders.set(textOf(enKashCardId), holder);
		}
	} catch (thrown) {
		notes.push(`To whom it was paid could not be checked: ${toEnkashError(thrown).message}.`);
	}
	return holders;
}

/**
 * The period of all items, from its earliest beginning to its latest end.
 * @throws EnkashError `input`, where it is none, or not the same for all items
 */
function onePeriod(items: Item[]): Period {
	const [first] = items;
	const [from] = rangeOf(items, 'txnDateFrom') ?? [];
	const [, to] = rangeOf(items, 'txnDateTo') ?? [0, Date.now()];
	if (from === undefined) throw inputError(first.label('txnDateFrom'), 'is empty', 'Fill it in.');
	if (from <= to) return { from, to };
	throw inputError(first.label('txnDateFrom'), "is later than 'To Date'", 'Nothing lies between.');
}

/** Milliseconds by which an expression such as $now may differ from item to item. */
const DRIFT = 3_600_000;

/** The earliest and the latest value of a time; undefined where it is empty. */
function rangeOf(items: Item[], name: string): [number, number] | undefined {
	const [first] = items;
	const start = timeAt(first, name);
	let range: [number, number] | undefined = start === undefined ? undefined : [start, start];
	for (const item of items) {
		const time = timeAt(item, name);
		if (time === undefined && !range) continue;
		if (time === undefined || !range || Math.abs(time - range[0]) > DRIFT) {
			throw inputError(
				first.label(name),
				`is '${textOfTime(first.value(name))}' for item ${first.index} and '${textOfTime(item.value(name))}' for item ${item.index}`,
				'All rows are held against one period. Give it one value for all items.',
			);
		}
		range = [Math.min(range[0], time), Math.max(range[1], time)];
	}
	return range;
}

/** A time as n8n's date picker gives it, or as an expression does. */
function textOfTime(given: unknown): string {
	if (given === undefined || given === null) return '';
	return typeof given === 'object' && 'toISO' in given
		? JSON.stringify(given).slice(1, -1)
		: String(given);
}

function timeAt(item: Item, name: string): number | undefined {
	const text = textOfTime(item.value(name)).trim();
	if (text === '') return undefined;
	const time = Date.parse(String(inUtc(text, item.timeZone)));
	if (!Number.isNaN(time)) return time;
	throw inputError(
		item.label(name),
		`is '${text}', which is no time`,
		'Write it as 2025-05-31T10:00:00.',
	);
}
