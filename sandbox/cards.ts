import { stamp } from './clock';
import { toPaise } from './money';
import { Refusal } from './refusal';
import type { Account, Card, State } from './state';

export interface Person {
	enKashCardId?: string;
	userId?: string;
	lastDigits?: string;
	title: string;
	firstName: string;
	lastName?: string;
	gender: string;
	email: string;
	mobile: string;
	points?: number;
	createdOn?: string;
}

/** A card for a user who had none in this account. */
export function issueCard(state: State, account: Account, person: Person): Card {
	const points = toPaise(person.points ?? 0);
	const createdOn = person.createdOn ?? stamp(Date.now());
	const card: Card = {
		enKashCardId: person.enKashCardId ?? state.ids.next('EKC', 7),
		userId: person.userId ?? state.ids.next('EK', 6),
		account,
		mobile: person.mobile,
		email: person.email,
		title: person.title,
		firstName: person.firstName,
		lastName: person.lastName,
		gender: person.gender,
		maskedNumber: `XXXX XXXX XXXX ${person.lastDigits ?? state.ids.digits(4)}`,
		token: state.ids.digits(20),
		balance: points,
		received: points,
		lastAllocated: points,
		createdOn,
		modifiedOn: createdOn,
	};
	state.addCard(card);
	return card;
}

/**
 * The card of a person within an account, by mobile or e-mail. That EnKash tells users apart by
 * these two, and refuses a pair that belongs to two users, is inferred.
 */
export function findCard(account: Account, mobile?: string, email?: string): Card | undefined {
	const byMobile = mobile === undefined ? undefined : account.byMobile.get(mobile);
	const byEmail = email === undefined ? undefined : account.byEmail.get(email.toLowerCase());
	if (byMobile && byEmail && byMobile !== byEmail) {
		throw new Refusal('Mobile and email belong to different users', 422);
	}
	return byMobile ?? byEmail;
}
