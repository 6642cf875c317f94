import type { Resource } from '../resource';
import { allocateCoins } from './allocateCoins';
import { createEvent } from './createEvent';
import { getBalance } from './getBalance';
import { getEvent } from './getEvent';
import { updateEvent } from './updateEvent';

export const points: Resource = {
	value: 'points',
	name: 'Coin',
	description: 'Coins that users earn for events',
	operations: [getBalance, allocateCoins, createEvent, getEvent, updateEvent],
};
