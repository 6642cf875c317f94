import { recordsIn } from '../../api/wire/records';
import { body } from '../../fields/inferred';
import { includeVoucherCodes, orderFilters } from '../../fields/orderFields';
import { corrected } from '../common/corrected';
import { operation } from '../../run/operation';
import { filters } from '../common/filters';
import { noteOn, withVoucherHints } from '../../payments/voucherNotes';
import { orderItem, SIMPLE_ORDER } from '../../payments/vouchers';

const byFilters = operation({
	call: 'redemption.searchOrders',
	name: 'Search Orders',
	action: 'Search voucher orders',
	description: 'Retrieve a list of orders',
	fields: [orderFilters],
	options: [includeVoucherCodes, body],
	request: (item) => corrected(item, { body: filters(item) }),
	items: (payload, item) => {
		const includeCodes = item.optionFlag('includeVoucherCodes', false);
		return recordsIn(payload).records.map((order) => ({
			...orderItem(order, includeCodes),
			...noteOn(order, includeCodes),
		}));
	},
	simplify: SIMPLE_ORDER,
	list: true,
	pagedBy: 'orderId',
});

/** Orders. D9, docs.enkash.com/api-9796922, whose list of filters is cut. */
export const searchOrders = withVoucherHints(byFilters);
