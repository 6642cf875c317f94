import type { JsonRecord } from '../lib/json';
import { textOf } from '../input/clean';
import { list, entryTitle, type Screen } from './list';

/** The cards of the chosen account, by name, email or mobile (R6). */
export const searchCards = list({
	load: cards,
	entry: (card) => cardEntry(card, 'enKashCardId'),
});

/** The same people by the ID that the coin calls know them by. */
export const searchUsers = list({
	load: cards,
	entry: (card) => cardEntry(card, 'userId'),
});

function cards(screen: Screen) {
	return screen.records('reward.getUserCards', {
		body: {
			companyId: screen.chosen('companyId', 'Company ID'),
			cardAccountId: screen.chosen('cardAccountId', 'Card Account ID'),
		},
	});
}

function cardEntry(card: JsonRecord, idName: string) {
	const text = (name: string) => textOf(card[name]);
	const person = [text('firstName'), text('lastName')].filter(Boolean).join(' ');
	const id = text(idName);
	return {
		name: entryTitle([person, text('email'), text('mobile'), text('maskedNumber')], id),
		value: id,
	};
}
