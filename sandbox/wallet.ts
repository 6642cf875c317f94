import { stamp } from './clock';
import { toAmount } from './money';
import { Refusal } from './refusal';
import type { Account, Card, Transaction } from './state';
import type { LedgerEntry, World } from './types';

interface Movement {
	card: Card;
	paise: number;
	reference: string;
	call: string;
	description?: string;
	/** When set, nothing moves, and this is the status of what is kept. */
	failedAs?: unknown;
}

/** The account that a card call names, for this partner. The texts are those of the bulk page. */
export function accountOf(world: World, companyId: string, cardAccountId: string): Account {
	// The reference page's example ids stand for the account that its example answer shows.
	const [company, id] =
		companyId === 'company_id' && cardAccountId === 'account_id'
			? ['CEK7T1WMC6', 'CAVBMRFE8']
			: [companyId, cardAccountId];
	const account = world.state.accounts.get(id);
	if (account?.companyId === company) return account;
	throw new Refusal(
		`Card account not found for companyId: ${companyId} and cardAccountId: ${cardAccountId}`,
		404,
	);
}

/** Points go from the account to the card. */
export function credit(world: World, movement: Movement): Transaction {
	const { card, paise } = movement;
	const { account } = card;
	requireCover(world, account, paise, movement.reference);
	if (movement.failedAs !== undefined) return record(world, movement, 'CR');
	account.available -= paise;
	account.allocated += paise;
	account.monthAllocated += paise;
	account.cardBalance += paise;
	card.balance += paise;
	card.received += paise;
	card.lastAllocated = paise;
	return record(world, movement, 'CR');
}

/** Points go back from the card to the account. */
export function debit(world: World, movement: Movement): Transaction {
	const { card, paise } = movement;
	requireFresh(world, movement.reference);
	if (card.balance < paise) throw new Refusal('Insufficient balance in card');
	if (movement.failedAs !== undefined) return record(world, movement, 'DR');
	card.account.available += paise;
	card.account.cardBalance -= paise;
	card.balance -= paise;
	return record(world, movement, 'DR');
}

/** Refuses what cannot be paid, so that no user is made for it. */
export function requireCover(
	world: World,
	account: Account,
	paise: number,
	reference: string,
): void {
	requireFresh(world, reference);
	if (account.available < paise) throw new Refusal('Insufficient balance in card account');
}

/** What EnKash does with a repeated reference is not documented; the settings choose. */
function requireFresh({ settings, state }: World, reference: string): void {
	const known = state.transactionsByReference.get(reference) ?? [];
	const paid = known.some(({ failedAs }) => failedAs === undefined);
	if (settings.duplicateReferences === 'refused' && paid) {
		throw new Refusal(`Transaction already exists for uniqueReferenceNumber: ${reference}`);
	}
}

function record(world: World, movement: Movement, direction: 'CR' | 'DR'): Transaction {
	const { card, paise, reference, call } = movement;
	const at = Date.now();
	card.modifiedOn = stamp(at);
	const transaction: Transaction = {
		id: world.state.ids.next('ECT', 10),
		at,
		card,
		direction,
		type: direction === 'CR' ? 'ALLOCATE_POINT' : 'UNALLOCATE_POINT',
		reference,
		amount: paise,
		balance: card.balance,
		description: movement.description ?? '',
		failedAs: movement.failedAs,
	};
	world.state.addTransaction(transaction);
	if (transaction.failedAs === undefined) world.ledger.push(entry(transaction, call));
	return transaction;
}

function entry({ at, card, direction, reference, amount }: Transaction, call: string): LedgerEntry {
	return {
		at,
		kind: direction === 'CR' ? 'credit' : 'debit',
		reference,
		amount: toAmount(amount),
		cardAccountId: card.account.cardAccountId,
		userId: card.userId,
		mobile: card.mobile,
		email: card.email,
		call,
	};
}
