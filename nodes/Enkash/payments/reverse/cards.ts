import type { CardAccount } from '../../api/answers/transactions';
import { recordsIn } from '../../api/wire/records';
import { textOf } from '../../input/clean';
import type { JsonRecord } from '../../lib/json';
import type { Item } from '../../run/item';
import { notTakenBack } from './paidUnder';

/** The call that tells the cards of an account, or one of them: R6 or I3. */
export type CardCall = 'reward.getUserCards' | 'incentive.getUser';

/**
 * The card of the person that a payment tells of, where it does not tell the card itself (R5).
 * @throws EnkashError which says what to fill in
 */
export async function cardOfPerson(
	item: Item,
	account: CardAccount,
	reference: string,
	payment: JsonRecord,
): Promise<string> {
	const users = recordsIn((await item.call('reward.getUsers', { body: account })).payload).records;
	const same = users.filter((user) => isSamePerson(user, payment) === true);
	const cards = new Set(same.map(({ enKashCardId }) => textOf(enKashCardId)).filter(Boolean));
	const [card] = cards;
	if (cards.size === 1) return card;
	throw notTakenBack(
		`EnKash does not tell on which card reference ${reference} was paid`,
		"Fill in 'Card'.",
	);
}

/** By EnKash's ID where both tell it, or else by what both tell of email and mobile; undefined where nobody can say. */
function isSamePerson(user: JsonRecord, payment: JsonRecord): boolean | undefined {
	const told = (name: string, asKey: (text: string) => string) => {
		const [one, other] = [user, payment].map((record) => asKey(textOf(record[name])));
		return one && other ? one === other : undefined;
	};
	const same = told('userId', (id) => id);
	if (same !== undefined) return same;
	const email = told('email', (text) => text.toLowerCase());
	const mobile = told('mobile', (text) => text.replace(/\D/g, '').slice(-10));
	return email === undefined ? mobile : email && mobile !== false;
}

/** Points that are to be taken from a card, under a payment that they were paid by. */
export interface Demand {
	card: string;
	points: number;
	reference: string;
	payment: JsonRecord;
}

/**
 * Nothing is asked of a card that has less, since nobody knows what EnKash does then, nor of one that
 * is another person's. Where the card cannot be read, EnKash itself is to say.
 * @throws EnkashError `notSent`, with what is left on the card
 */
export async function assertOnCard(
	item: Item,
	call: CardCall,
	account: CardAccount,
	{ card, points, reference, payment }: Demand,
): Promise<void> {
	const holder = await readCard(item, call, account, card);
	if (!holder) return;
	if (isSamePerson(holder, payment) === false) {
		throw notTakenBack(
			`card ${card} is not that of the person whom reference ${reference} paid`,
			"Leave 'Card' empty, and the card is taken from the payment.",
		);
	}
	const balance = textOf(holder.otbBalance) === '' ? NaN : Number(holder.otbBalance);
	if (!(balance < points)) return;
	throw notTakenBack(
		`card ${card} has ${balance} points, and ${points} are to be taken back`,
		balance > 0
			? `The others are spent already. Set 'Points' to ${balance} or less to take back what is left.`
			: 'They are spent already, so there is nothing to take back.',
	);
}

async function readCard(
	item: Item,
	call: CardCall,
	account: CardAccount,
	enKashCardId: string,
): Promise<JsonRecord | undefined> {
	try {
		const { payload } = await item.call(call, { body: { ...account, enKashCardId } });
		return recordsIn(payload).records.find((record) => record.enKashCardId === enKashCardId);
	} catch {
		// It is asked only to tell sooner what EnKash would refuse.
		return undefined;
	}
}
