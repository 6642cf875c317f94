import { EnkashError } from '../../lib/errors';
import { orderIn, orderRequest, type Edition } from '../../api/answers/orders';
import { edition, includeVoucherCodes, orderReferenceId } from '../../fields/orderFields';
import { operation } from '../../run/operation';
import { noteOn, withVoucherHints } from '../../payments/voucherNotes';
import { orderItem, SIMPLE_ORDER } from '../../payments/vouchers';

const EDITIONS: Edition[] = ['current', 'older'];

const byReference = operation({
	call: 'redemption.getOrder',
	name: 'Get Order',
	action: 'Get voucher order',
	description: 'Retrieve an order and its vouchers by the reference it was created with',
	fields: [orderReferenceId],
	options: [edition, { ...includeVoucherCodes, default: true }],
	request: (item) =>
		orderRequest(
			item,
			item.text('orderReferenceId'),
			item.optionChoice('edition', EDITIONS, 'current'),
		),
	items: (payload, item) => {
		const order = orderIn(payload);
		if (!order) throw noSuchOrder(item.text('orderReferenceId'));
		const includesCodes = item.optionFlag('includeVoucherCodes', true);
		return [{ ...orderItem(order, includesCodes), ...noteOn(order, includesCodes) }];
	},
	simplify: SIMPLE_ORDER,
});

/** One order with its vouchers. D11, docs.enkash.com/api-13454287, in either of its editions. */
export const getOrder = withVoucherHints(byReference);

function noSuchOrder(reference: string): EnkashError {
	return new EnkashError('refused', `EnKash has no order with the reference ${reference}`, {
		description: "Check 'Order': it is the reference that the order was created with.",
	});
}
