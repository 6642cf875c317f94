import { findCard, issueCard } from '../cards';
import { isWholePaise, toAmount, toPaise } from '../money';
import { Refusal } from '../refusal';
import type { Card, Transaction } from '../state';
import type { Call, Handler } from '../types';
import { accountOf, credit, debit, requireCover } from '../wallet';

interface Body {
	companyId: string;
	cardAccountId?: string;
	transactionType: 'CR' | 'DR';
	email?: string;
	mobile?: string;
	title?: string;
	firstName?: string;
	gender?: string;
	loadAmount: number;
	uniqueReferenceNumber?: string;
	uniqueReferenceNum?: string;
	enkashCardId?: string;
	enKashCardId?: string;
}

/** R1 and I1: creates and funds a user, tops up, or takes points back. */
export const allocate: Handler = (call) => {
	const body = call.body as Body;
	const reference = referenceOf(body);
	requirePoints(body.loadAmount);
	const movement = {
		paise: toPaise(body.loadAmount),
		reference,
		call: call.operationId,
		failedAs: call.failedAs,
	};
	const transaction =
		body.transactionType === 'CR'
			? credit(call.world, { ...movement, card: cardToFund(call, body, movement.paise, reference) })
			: debit(call.world, { ...movement, card: existingCard(call, body) });
	return { payload: resultOf(transaction) };
};

/** More than two decimals are refused; that EnKash does so is inferred. */
export function requirePoints(loadAmount: number): void {
	if (!isWholePaise(loadAmount))
		throw new Refusal('loadAmount must have at most two decimals', 422);
}

function referenceOf({ uniqueReferenceNumber, uniqueReferenceNum }: Body): string {
	const [reference, other] = [uniqueReferenceNumber, uniqueReferenceNum].filter(
		(text) => text !== undefined,
	);
	if (other !== undefined && other !== reference) {
		throw new Refusal('uniqueReferenceNumber and uniqueReferenceNum differ', 422);
	}
	return reference;
}

/** The user's card, made now if the user is new and everything else is in order. */
function cardToFund(call: Call, body: Body, paise: number, reference: string): Card {
	const known = namedCard(call, body);
	if (known) return known;
	const { cardAccountId, mobile, email, title, firstName, gender } = body;
	// The contract asks for all of these where no card is named.
	if (!cardAccountId || !mobile || !email || !title || !firstName || !gender) {
		throw new Refusal('Card not found', 404);
	}
	const account = accountOf(call.world, body.companyId, cardAccountId);
	requireCover(call.world, account, paise, reference);
	return issueCard(call.world.state, account, {
		title,
		firstName,
		gender: gender[0],
		email,
		mobile,
	});
}

function existingCard(call: Call, body: Body): Card {
	const card = namedCard(call, body);
	if (!card) throw new Refusal('User not found', 404);
	return card;
}

function namedCard({ world }: Call, body: Body): Card | undefined {
	const id = body.enkashCardId ?? body.enKashCardId;
	if (id === undefined) {
		const account = accountOf(world, body.companyId, body.cardAccountId ?? '');
		return findCard(account, body.mobile, body.email);
	}
	const card = world.state.cards.get(id);
	if (!card) throw new Refusal('Card not found', 404);
	const account = accountOf(
		world,
		body.companyId,
		body.cardAccountId ?? card.account.cardAccountId,
	);
	if (card.account !== account) throw new Refusal('Card not found', 404);
	return card;
}

function resultOf({ card, id, reference, balance }: Transaction): Record<string, unknown> {
	return {
		enKashCardId: card.enKashCardId,
		userId: card.userId,
		cardAccountId: card.account.cardAccountId,
		email: card.email,
		mobile: card.mobile,
		title: card.title,
		firstName: card.firstName,
		gender: card.gender,
		availableBalance: toAmount(card.account.available),
		enkashCardTxnId: id,
		pgReferenceNumber: reference,
		otbBalance: toAmount(balance),
		maskedNumber: card.maskedNumber,
	};
}
