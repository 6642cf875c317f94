import { findCard, issueCard } from '../cards';
import { toAmount, toPaise } from '../money';
import { Refusal } from '../refusal';
import { rehearsalOf } from '../rehearsal';
import type { Account, Card, Transaction } from '../state';
import type { Call, Handler } from '../types';
import { accountOf, credit, requireCover } from '../wallet';
import { requirePoints } from './allocate';
import { bulkPayload, type BulkLine } from './bulkAnswer';

interface Row {
	title: string;
	name: string;
	email: string;
	mobile: string;
	loadAmount: number;
	remarks?: string;
	uniqueReferenceNumber: string;
}

interface Query {
	companyId: string;
	cardAccountId: string;
	isPointsAllocation: boolean;
}

/** R2. Rows stand alone: one that is refused does not keep the next from being paid. */
export const bulkAllocate: Handler = (call) => {
	const rows = call.body as Row[];
	const query = call.query as unknown as Query;
	const account = bulkAccount(call, query);
	const reached = call.partial ? Math.ceil(rows.length / 2) : rows.length;
	const lines: BulkLine[] = [];
	for (const [index, row] of rows.entries()) {
		if (index >= reached) {
			if (call.partial?.message !== undefined)
				lines.push(failed(row, account, call.partial.message));
			continue;
		}
		if (isWithheld(call, row, rows.length - index)) {
			lines.push({ fate: 'withheld', record: rowOf(row, account, call) });
			continue;
		}
		try {
			lines.push(lineOf(call, row, account, query.isPointsAllocation));
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			lines.push(failed(row, account, error.message));
		}
	}
	return { payload: bulkPayload(lines, rows.length, call.world.settings.bulkAnswer) };
};

/** Pays a row, unless the row itself asks for something else. */
function lineOf(call: Call, row: Row, account: Account, payExisting: boolean): BulkLine {
	const { refusal, status } = rehearsalOf(row) ?? {};
	if (refusal !== undefined) throw new Refusal(refusal);
	const failedAs = status ?? call.failedAs;
	const transaction = pay({ ...call, failedAs }, row, account, payExisting);
	const record = paidRow(row, transaction, call);
	return { fate: 'paid', record: status === undefined ? record : { ...record, status } };
}

/** Whether the way of answering asks for a row that is not paid; see BulkAnswer. */
function isWithheld({ world }: Call, row: Row, fromEnd: number): boolean {
	const { state, settings } = world;
	const reference = row.uniqueReferenceNumber;
	if (settings.bulkAnswer === 'documented' || state.bulkReferences.has(reference)) return false;
	state.bulkReferences.add(reference);
	return fromEnd % 2 === 1;
}

function bulkAccount({ world }: Call, { companyId, cardAccountId }: Query): Account {
	if (companyId === '') throw new Refusal('Company Id is required if it is an Enkash User', 422);
	const account = accountOf(world, companyId, cardAccountId);
	if (account.bulkObjection !== undefined) throw new Refusal(account.bulkObjection, 422);
	return account;
}

function pay(
	{ world, operationId, failedAs }: Call,
	row: Row,
	account: Account,
	payExisting: boolean,
): Transaction {
	requirePoints(row.loadAmount);
	const paise = toPaise(row.loadAmount);
	const known = findCard(account, row.mobile, row.email);
	// That existing users get nothing is documented, that they are reported as failed is inferred.
	if (known && !payExisting) throw new Refusal('User already exists');
	requireCover(world, account, paise, row.uniqueReferenceNumber);
	const card: Card = known ?? issueCard(world.state, account, personOf(row));
	return credit(world, {
		card,
		paise,
		reference: row.uniqueReferenceNumber,
		call: operationId,
		description: row.remarks,
		failedAs,
	});
}

function personOf({ title, name, email, mobile }: Row) {
	const [firstName, ...rest] = name.trim().split(/\s+/);
	return {
		title,
		firstName,
		lastName: rest.join(' ') || undefined,
		gender: title === 'Mr' ? 'M' : 'F',
		email,
		mobile,
	};
}

/** What the page shows of a row. */
function rowOf(row: Row, { companyId, cardAccountId }: Account, { world }: Call) {
	const { email, name, mobile, title, loadAmount, uniqueReferenceNumber } = row;
	return {
		...{ email, name, mobile, title, loadAmount, companyId, cardAccountId },
		...(world.settings.bulkRowReference ? { uniqueReferenceNumber } : {}),
	};
}

/** And what its text says there is besides. */
function paidRow(row: Row, { card, id, balance }: Transaction, call: Call) {
	return {
		...rowOf(row, card.account, call),
		enKashCardId: card.enKashCardId,
		userId: card.userId,
		accountBalance: toAmount(card.account.available),
		enkashCardTxnId: id,
		otbBalance: toAmount(balance),
	};
}

function failed(row: Row, { companyId, cardAccountId }: Account, errorMessage: string): BulkLine {
	return { fate: 'failed', record: { ...row, companyId, cardAccountId, errorMessage } };
}
