import { transactionList } from '../common/transactionList';

/** Points that were moved on an incentive account. I2; its page is not public, see api/wire/endpoints.ts. */
export const getTransactions = transactionList('incentive.getTransactions', {
	action: 'Get many incentive transactions',
	description: 'Retrieve allocations and other movements of an incentive account',
});
