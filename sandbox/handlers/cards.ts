import { randomBytes } from 'node:crypto';

import { Refusal } from '../refusal';
import type { Handler } from '../types';
import { cardView } from '../views';
import { accountOf } from '../wallet';
import { pageOf } from './listing';

interface SearchBody {
	companyId: string;
	cardAccountId: string;
	enKashCardId?: string;
}

interface SsoBody {
	companyId: string;
	cardAccountId: string;
	enkashCardId: string;
}

/** R5, R6 and I3, told apart by whether a card is named. */
export const searchCards: Handler = ({ body, query, world }) => {
	const { companyId, cardAccountId, enKashCardId } = body as SearchBody;
	const account = accountOf(world, companyId, cardAccountId);
	const cards = account.cards.filter(
		(card) => enKashCardId === undefined || card.enKashCardId === enKashCardId,
	);
	return {
		...pageOf(cards.map(cardView), query, world.settings),
		withCardId: enKashCardId !== undefined,
	};
};

/** T2. */
export const createSsoToken: Handler = ({ body, world }) => {
	const { companyId, cardAccountId, enkashCardId } = body as SsoBody;
	const account = accountOf(world, companyId, cardAccountId);
	const card = world.state.cards.get(enkashCardId);
	if (card?.account !== account) throw new Refusal('Card not found', 404);
	const token = randomBytes(24).toString('base64url');
	world.state.ssoTokens.set(token, card);
	return { payload: { access_token: token } };
};
