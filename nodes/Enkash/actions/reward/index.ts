import type { Resource } from '../resource';
import { allocate } from './allocate';
import { bulkAllocate } from './bulkAllocate';
import { getAccount } from './getAccount';
import { getTransactions } from './getTransactions';
import { getUserCards } from './getUserCards';
import { getUsers } from './getUsers';
import { reconcile } from './reconcile';
import { reverse } from './reverse';
import { unallocate } from './unallocate';

export const reward: Resource = {
	value: 'reward',
	name: 'Reward',
	description: 'Points that employees receive and redeem',
	operations: [
		getAccount,
		allocate,
		bulkAllocate,
		getTransactions,
		getUserCards,
		getUsers,
		reconcile,
		reverse,
		unallocate,
	],
};
