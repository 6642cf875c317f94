import type { INodeProperties } from 'n8n-workflow';
import { inputError } from '../../lib/errors';
import { companyId } from '../../fields/accountFields';
import { amount, coinConfigId, configuration, event } from '../../fields/points';
import { wholeFrom } from '../../input/clean';
import { operation } from '../../run/operation';

const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		amount,
		{ ...companyId, description: 'The company as EnKash knows it' },
		configuration,
		event,
	],
};

/** Changes an event. P3, docs.enkash.com/api-9796916, where every field is optional. */
export const updateEvent = operation({
	call: 'points.updateEvent',
	name: 'Update Event',
	action: 'Update coin event',
	description: 'Change what users earn coins for, or how many',
	fields: [coinConfigId, updateFields],
	request: (item) => {
		const changes = item.filled('updateFields');
		if (Object.keys(changes).length === 0) {
			throw inputError(item.label('updateFields'), 'is empty', 'Add what is to be changed.');
		}
		if ('amount' in changes) {
			changes.amount = item.cleaned('amount', wholeFrom(1), changes.amount);
		}
		return { path: { coinConfigId: item.text('coinConfigId') }, body: changes };
	},
});
