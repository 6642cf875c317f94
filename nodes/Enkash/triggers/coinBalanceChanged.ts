import { balanceIn } from '../actions/points/getBalance';
import { triggerOptions } from '../fields/options';
import { usersById } from '../fields/triggerFields';
import { EnkashError, toEnkashError } from '../lib/errors';
import type { Item } from '../run/item';
import { changes, type Thing } from './changes';
import { readEach } from './readEach';
import { watchList } from './watchList';

/** Coins of a user came or went. P5, docs.enkash.com/api-9796918. */
export const coinBalanceChanged = changes({
	value: 'coinBalanceChanged',
	name: 'Coin Balance Changed',
	description: 'Coins of a user came or went',
	fields: [usersById, triggerOptions()],
	watched: [],
	place: (item) => item.host('points'),
	read: async ({ item }) => {
		const users = watchList(item, 'users', ['user', 'userId']);
		return { things: await readEach(users, (userId) => balanceOf(item, userId)), all: true };
	},
	fires: (before) => before !== undefined,
	nothing: {
		message: 'EnKash told no balance of these users',
		description: "Check 'Users'.",
	},
});

async function balanceOf(item: Item, userId: string): Promise<Thing> {
	const answer = await item.call('points.getBalance', { query: { userId } }).catch(naming(userId));
	const balance = balanceIn(answer.payload);
	return {
		key: userId,
		status: String(balance),
		output: (before) => {
			const previousBalance = Number(before ?? balance);
			return { userId, balance, previousBalance, change: balance - previousBalance };
		},
	};
}

/** One of many users that EnKash does not know would be hard to find. */
function naming(userId: string) {
	return (thrown: unknown): never => {
		const error = toEnkashError(thrown);
		const named = error.kind === 'refused' ? `${error.message} (user ${userId})` : error.message;
		throw asNamed(error, named);
	};
}

function asNamed(error: EnkashError, message: string): EnkashError {
	return error.with({ message });
}
