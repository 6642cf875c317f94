import type { INodeProperties } from 'n8n-workflow';
import { idPattern, locator, type LocatorSpec } from './locator';

/** A card of a user, picked from those of the account or given by its ID. */
export const enKashCardId = cardAs({
	displayName: 'Card',
	noun: 'a card',
	description: 'The reward card of a user',
});

/** The same, where what a person has in mind is the user who holds the card. */
export const userByCard = cardAs({
	displayName: 'User',
	noun: 'a user',
	description: 'The user who receives the points, by their reward card',
});

function cardAs(words: Pick<LocatorSpec, 'displayName' | 'noun' | 'description'>): INodeProperties {
	return locator({
		...words,
		name: 'enKashCardId',
		search: 'searchCards',
		sample: 'EKC9MKS5RM',
		pattern: idPattern('A card ID', 'EKC9MKS5RM'),
		belongsTo: ['companyId', 'cardAccountId'],
	});
}
