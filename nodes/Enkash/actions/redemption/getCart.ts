import { product } from '../../fields/cartFields';
import { operation } from '../../run/operation';
import { cartEntries, SIMPLE_CART } from '../common/cartEntries';

/** The cart of the user who is logged in. D2, docs.enkash.com/api-9796919. */
export const getCart = operation({
	call: 'redemption.getCart',
	name: 'Get Cart',
	action: 'Get cart',
	description: 'Retrieve what is in the cart of the user who is logged in, one item for each brand',
	fields: [product],
	request: (item) => ({ query: { product: item.text('product') } }),
	items: cartEntries,
	simplify: SIMPLE_CART,
});
