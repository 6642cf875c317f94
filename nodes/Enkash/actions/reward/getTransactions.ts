import { transactionList } from '../common/transactionList';

/** Points that were moved on a reward account. R4; its page is not public, see api/wire/endpoints.ts. */
export const getTransactions = transactionList('reward.getTransactions', {
	action: 'Get many reward transactions',
	description: 'Retrieve allocations and other movements of a reward account',
});
