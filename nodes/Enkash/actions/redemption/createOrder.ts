import { order } from '../../payments/order';

/** Buys vouchers of one value. D8, docs.enkash.com/api-9796924. */
export const createOrder = order({
	call: 'redemption.createOrder',
	name: 'Create Order',
	action: 'Create voucher order',
	description: 'Buy vouchers of a brand, without a cart',
	fields: [],
	correct: (_item, request) => request,
});
