import type { Resource } from '../resource';
import { allocate } from './allocate';
import { getTransactions } from './getTransactions';
import { getUser } from './getUser';
import { reverse } from './reverse';
import { unallocate } from './unallocate';

export const incentive: Resource = {
	value: 'incentive',
	name: 'Incentive',
	description: 'Points of an incentive account',
	operations: [getTransactions, getUser, allocate, reverse, unallocate],
};
