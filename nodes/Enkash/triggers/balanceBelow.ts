import { account } from '../fields/accountFields';
import { triggerOptions } from '../fields/options';
import { simplify } from '../fields/simplify';
import { threshold } from '../fields/triggerFields';
import { recordsIn } from '../api/wire/records';
import { EnkashError, inputError } from '../lib/errors';
import type { JsonRecord } from '../lib/json';
import type { Item } from '../run/item';
import { asData } from '../run/output';
import { changes } from './changes';

/** The balance of an account falls below a threshold. R3, docs.enkash.com/api-9796909. */
export const balanceBelow = changes({
	value: 'balanceBelow',
	name: 'Balance Below',
	description: 'An account has fewer points left than it should have',
	fields: [threshold, simplify, ...account, triggerOptions()],
	watched: [],
	place: (item) => [item.host('card'), item.account()],
	read: async ({ item }) => {
		const least = thresholdOf(item);
		const answer = await item.call('reward.getAccount', { body: item.account() });
		const [found = {}] = recordsIn(answer.payload).records;
		const isBelow = balanceOf(found) < least;
		const output = () => asData({ ...found, threshold: least });
		return { things: [{ key: 'account', status: isBelow ? BELOW : ENOUGH, output }], all: true };
	},
	fires: (before, after) => before === ENOUGH && after === BELOW,
	simplify: {
		cardAccountId: 'cardAccountId',
		companyId: 'companyId',
		companyName: 'companyName',
		availableBalance: 'availableBalance',
		threshold: 'threshold',
		totalAllocationPoint: 'totalAllocationPoint',
		totalRedemptionPoint: 'totalRedemptionPoint',
		currentMonthAllocationPoint: 'currentMonthAllocationPoint',
		currentMonthRedemptionPoint: 'currentMonthRedemptionPoint',
		activeCards: 'activeCards',
	},
	nothing: {
		message: 'EnKash told no balance of this account',
		description: "Check 'Company ID' and 'Card Account ID'.",
	},
});

const BELOW = 'below';
const ENOUGH = 'enough';

function thresholdOf(item: Item): number {
	const text = item.text('threshold');
	const points = Number(text.replaceAll(',', ''));
	if (Number.isFinite(points)) return points;
	throw inputError(
		item.label('threshold'),
		`is '${text}', which is no number of points`,
		'Enter a number, such as 1000.',
	);
}

function balanceOf({ availableBalance }: JsonRecord): number {
	const told = typeof availableBalance === 'string' ? availableBalance.trim() : availableBalance;
	const balance = told === '' || typeof told === 'boolean' ? NaN : Number(told ?? NaN);
	if (Number.isFinite(balance)) return balance;
	throw new EnkashError('unknown', "EnKash answered without the account's balance", {
		description: "Check 'Card Account ID'. If it is right, this is a question for EnKash.",
	});
}
