import { coinConfigId } from '../../fields/points';
import { operation } from '../../run/operation';

/** What something is worth in coins. P2, docs.enkash.com/api-9796914. */
export const getEvent = operation({
	call: 'points.getEvent',
	name: 'Get Event',
	action: 'Get coin event',
	description: 'Retrieve what users earn coins for, and how many',
	fields: [coinConfigId],
	request: (item) => ({ path: { coinConfigId: item.text('coinConfigId') } }),
});
