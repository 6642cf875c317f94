import { companyId } from '../../fields/accountFields';
import { amount, configuration, event } from '../../fields/points';
import { wholeFrom } from '../../input/clean';
import { operation } from '../../run/operation';

/** Tells EnKash how many coins something is worth. P1, docs.enkash.com/api-9796915. */
export const createEvent = operation({
	call: 'points.createEvent',
	name: 'Create Event',
	action: 'Create coin event',
	description: 'Add something that users earn coins for, and how many',
	fields: [{ ...event, required: true }, { ...amount, required: true }, configuration],
	account: [companyId],
	request: (item) => ({
		body: {
			configuration: item.text('configuration'),
			companyId: item.withDefault('companyId'),
			event: item.text('event'),
			amount: item.cleaned('amount', wholeFrom(1)),
		},
	}),
});
