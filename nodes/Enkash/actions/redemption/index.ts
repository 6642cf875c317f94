import type { Resource } from '../resource';
import { addToCart } from './addToCart';
import { authenticate } from './authenticate';
import { createOrder } from './createOrder';
import { createPartnerOrder } from './createPartnerOrder';
import { getCart } from './getCart';
import { getDenominations } from './getDenominations';
import { getOrder } from './getOrder';
import { getProduct } from './getProduct';
import { searchCatalog } from './searchCatalog';
import { searchOrders } from './searchOrders';
import { updateCart } from './updateCart';

export const redemption: Resource = {
	value: 'redemption',
	name: 'Voucher',
	description: 'Gift vouchers: their catalog, the cart, and orders',
	operations: [
		searchCatalog,
		addToCart,
		authenticate,
		createOrder,
		createPartnerOrder,
		getCart,
		getDenominations,
		getOrder,
		getProduct,
		searchOrders,
		updateCart,
	],
};
