import type { Handler } from '../types';
import { getCardAccount } from './account';
import { allocate } from './allocate';
import { bulkAllocate } from './bulk';
import { createSsoToken, searchCards } from './cards';
import { addToCart, getCart, updateCart } from './cart';
import { getProductDetails, searchCatalog } from './catalogue';
import {
	allocateCoins,
	createCoinEvent,
	getCoinBalance,
	getCoinEvent,
	updateCoinEvent,
} from './coins';
import { createOrder, fetchOrderDetails, orderDetails, searchOrders } from './orders';
import { searchTransactions } from './transactions';

/** By operationId. The login has its own way, in login.ts. */
export const handlers: Record<string, Handler> = {
	createSsoToken,
	createAllocatePoints: allocate,
	allocatePoints: allocate,
	getCardAccount,
	searchCards,
	searchTransactions,
	bulkCreateAllocatePoints: bulkAllocate,
	getCart,
	addToCart,
	updateCart,
	searchCatalog,
	getProduct: getProductDetails,
	getProductConfigs: getProductDetails,
	createOrder,
	searchOrders,
	fetchOrderDetails,
	orderDetails,
	createCoinEvent,
	getCoinEvent,
	updateCoinEvent,
	allocateCoins,
	getCoinBalance,
};
