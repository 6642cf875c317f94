import { denominationsIn } from '../../api/answers/catalogue';
import { recordsIn } from '../../api/wire/records';
import { cartLines, product } from '../../fields/cartFields';
import { productCatalogId } from '../../fields/catalogueFields';
import type { Item } from '../../run/item';
import { operation } from '../../run/operation';
import { cartEntries, SIMPLE_CART } from '../common/cartEntries';
import { cartItems } from '../common/cartLines';

/** Puts vouchers of one brand into the cart. D6, docs.enkash.com/api-9796920. */
export const addToCart = operation({
	call: 'redemption.addToCart',
	name: 'Add to Cart',
	action: 'Add vouchers to cart',
	description: 'Put vouchers of a brand into the cart, and retrieve the cart',
	fields: [
		{ ...productCatalogId, required: true },
		...cartLines({
			search: 'searchDenominations',
			belongsTo: ['productCatalogId.value'],
			leastQuantity: 1,
			quantityDescription: 'How many vouchers of this value to add',
		}),
		product,
	],
	request: async (item) => ({
		query: { product: item.text('product') },
		body: {
			productCatalogId: item.text('productCatalogId'),
			items: await cartItems(item, 1, () => denominations(item)),
		},
	}),
	items: cartEntries,
	simplify: SIMPLE_CART,
});

async function denominations(item: Item) {
	const path = { productCatalogId: item.text('productCatalogId') };
	const { payload } = await item.call('redemption.getDenominations', { path });
	return recordsIn(payload).records.flatMap(denominationsIn);
}
