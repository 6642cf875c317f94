import { account } from '../../fields/accountFields';
import { operation } from '../../run/operation';

/** Balances and state of a reward account. R3, docs.enkash.com/api-9796909. */
export const getAccount = operation({
	call: 'reward.getAccount',
	name: 'Get Account',
	action: 'Get reward account',
	description: 'Retrieve the balance, the totals and the state of a reward account',
	fields: [],
	account,
	request: (item) => ({
		body: item.account(),
	}),
	// The ten fields that the page's schema promises; everything else is in its example alone.
	simplify: {
		cardAccountId: 'cardAccountId',
		companyId: 'companyId',
		companyName: 'companyName',
		availableBalance: 'availableBalance',
		totalAllocationPoint: 'totalAllocationPoint',
		totalRedemptionPoint: 'totalRedemptionPoint',
		currentMonthAllocationPoint: 'currentMonthAllocationPoint',
		currentMonthRedemptionPoint: 'currentMonthRedemptionPoint',
		totalCards: 'totalCards',
		activeCards: 'activeCards',
	},
});
