import { denominationsIn } from '../../api/answers/catalogue';
import { recordsIn } from '../../api/wire/records';
import { cartId, cartLines, product } from '../../fields/cartFields';
import { wholeFrom } from '../../input/clean';
import type { Item } from '../../run/item';
import { operation } from '../../run/operation';
import { cartEntries, SIMPLE_CART } from '../common/cartEntries';
import { cartItems } from '../common/cartLines';

/** Changes the lines of one brand in the cart. D7, docs.enkash.com/api-9796921. */
export const updateCart = operation({
	call: 'redemption.updateCart',
	name: 'Update Cart',
	action: 'Update cart',
	description: 'Change how many vouchers of a brand are in the cart, and retrieve the cart',
	fields: [
		cartId,
		...cartLines({
			search: 'searchCartDenominations',
			belongsTo: ['product', 'cartId.value'],
			leastQuantity: 0,
			quantityDescription:
				'How many vouchers of this value there are to be. That 0 removes the line is likely, but not documented.',
		}),
		product,
	],
	request: async (item) => ({
		query: { product: item.text('product') },
		body: { cartId: idOf(item), items: await cartItems(item, 0, () => denominations(item)) },
	}),
	items: cartEntries,
	simplify: SIMPLE_CART,
});

function idOf(item: Item): number {
	return item.cleaned('cartId', wholeFrom(0));
}

async function denominations(item: Item) {
	const { payload } = await item.call('redemption.getCart', {
		query: { product: item.text('product') },
	});
	return denominationsIn(recordsIn(payload).records.find(({ id }) => Number(id) === idOf(item)));
}
