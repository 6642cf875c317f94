import type { Handler } from '../types';
import { getCardAccount } from './account';
import { allocate } from './allocate';
import { createSsoToken, searchCards } from './cards';
import { searchTransactions } from './transactions';

/** By operationId. The login has its own way, in login.ts. */
export const handlers: Record<string, Handler> = {
	createSsoToken,
	createAllocatePoints: allocate,
	allocatePoints: allocate,
	getCardAccount,
	searchCards,
	searchTransactions,
};
