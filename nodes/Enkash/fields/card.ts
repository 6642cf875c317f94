import type { INodeProperties } from 'n8n-workflow';
import { idPattern, locator } from './locator';

/** A card of a user, picked from those of the account or given by its ID. */
export const enKashCardId: INodeProperties = locator({
	displayName: 'Card',
	name: 'enKashCardId',
	description: 'The reward card of a user',
	search: 'searchCards',
	noun: 'a card',
	sample: 'EKC9MKS5RM',
	pattern: idPattern('A card ID', 'EKC9MKS5RM'),
	belongsTo: ['companyId', 'cardAccountId'],
});
