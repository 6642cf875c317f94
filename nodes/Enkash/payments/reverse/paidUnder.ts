import { cardOf, pointsOf, transactionIdOf } from '../../api/answers/transactions';
import { cleanPoints, sumPoints } from '../../input/clean';
import { EnkashError } from '../../lib/errors';
import { groups } from '../../lib/groups';
import type { JsonRecord } from '../../lib/json';

/** What was surely paid under a reference. */
export interface Paid {
	/** In all: EnKash may have paid it more than once. */
	points: number;
	/** Missing where no record tells it. */
	card?: string;
	/** One of the payments, which tells of the person. */
	record: JsonRecord;
}

/**
 * What the payments that are shown under a reference come to, on one card. What is shown twice counts
 * once, so that never more is taken back than was paid.
 * @param wanted the card that the user named, if any
 * @throws EnkashError `notSent`, where they do not tell how much it was, or on which card
 */
export function paidUnder(reference: string, payments: JsonRecord[], wanted?: string): Paid {
	const transactions = [...groups(payments, identityOf).values()];
	const cards = new Set(payments.flatMap((each) => cardOf(each) ?? []));
	if (wanted !== undefined && cards.size > 0 && !cards.has(wanted)) {
		throw notTakenBack(
			`reference ${reference} was paid on card ${listOf(cards)}, and not on ${wanted}`,
			"Leave 'Card' empty, and the card is taken from the payment.",
		);
	}
	if (wanted === undefined && cards.size > 1) {
		throw notTakenBack(
			`reference ${reference} was paid on several cards, ${listOf(cards)}`,
			"Name the one to take it back from in 'Card'.",
		);
	}
	const card = wanted ?? [...cards][0];
	const own = transactions.filter((same) => same.every((each) => isOn(card, each)));
	const points = own.map((same) => pointsIn(reference, same));
	return { points: sumPoints(points), card, record: own[0][0] };
}

/** Without an ID of its own, only what differs is another transaction. */
function identityOf(record: JsonRecord): string {
	return transactionIdOf(record) ?? JSON.stringify(record);
}

function isOn(card: string | undefined, record: JsonRecord): boolean {
	return (cardOf(record) ?? card) === card;
}

function pointsIn(reference: string, same: JsonRecord[]): number {
	const told = new Set(same.map(pointsOf));
	const [points] = told;
	if (told.size === 1 && points !== undefined && 'value' in cleanPoints(points)) return points;
	throw notTakenBack(
		`EnKash does not tell how many points were paid under reference ${reference}`,
		"Look it up in EnKash, and use 'Unallocate Points'.",
	);
}

function listOf(cards: Set<string>): string {
	return [...cards].join(' and ');
}

/** Nothing was taken back now, which says nothing of what was done before. */
export function notTakenBack(why: string, advice: string): EnkashError {
	return new EnkashError('notSent', `Not sent, since ${why}`, { description: advice });
}
