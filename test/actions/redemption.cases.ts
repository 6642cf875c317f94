import type { INodeParameters } from 'n8n-workflow';
import type { Stage } from '../stage';
import { someText, type OperationCase, type ResourceCases } from './case';
import { authenticate } from './login.case';

const blank = '={{ "" }}';
const productCatalogId = 'PC7513531244A681';
const brand = { productCatalogId, brand: 'Aldo E-Gift Card - Generic', category: 'Fashion' };
const fiveHundred = 'PCN233451126S5CZC';
const hundred = 'PCN751457389RC1ST';

const lines = (...line: INodeParameters[]) => ({ items: { line } });
const putInCart = { productCatalogId, ...lines({ productConfigId: hundred, quantity: 2 }) };
const buy = { productCatalogId, denomination: '500', quantity: 2, orderReferenceId: 'ROW-1' };

/** Vouchers are there at once, so that what comes out does not depend on the clock. */
async function order(stage: Stage) {
	stage.sandbox.settings.fulfilmentDelay = 0;
	await stage.run('redemption.createOrder', buy);
}

/** The line and the totals of EnKash's own sample of a cart (api-9796921). */
const line = (productConfigId: string, mrp: number, quantity: number) => ({
	productConfigId,
	mrp,
	sellRate: mrp * 0.98,
	enkashDiscount: 2,
	savings: mrp * 0.02 * quantity,
	quantity,
	total: mrp * 0.98 * quantity,
});

const cartWith = (totals: object, ...entryLines: object[]) => ({
	cartId: 2191,
	productCatalogId,
	name: brand.brand,
	...totals,
	lines: entryLines,
	ekUserId: 'EK8IHN4B',
	logoUrl: someText,
});

const hundreds = cartWith(
	{ totalQuantity: 2, totalAmount: 196, totalSavings: 4 },
	line(hundred, 100, 2),
);

const money = { totalAmount: 1000, paidAmount: 980 };
const hidden =
	"Voucher codes are hidden: turn on 'Include Voucher Codes' in the options to see numbers and PINs.";
const voucher = {
	cardNumber: expect.stringMatching(/^\d{16}$/) as string,
	pin: someText,
	expiryDate: someText,
};
const foundOrder = {
	reference: 'ROW-1',
	partnerOrderReferenceId: 'ROW-1',
	orderId: someText,
	orderStatus: 'SUCCESS',
	paymentStatus: 'SUCCESS',
	...money,
	createdOn: someText,
};

function createOrder(): OperationCase {
	return {
		parameters: buy,
		sent: {
			method: 'POST',
			path: '/api/v0/partner/create-order',
			body: { denomination: 500, orderReferenceId: 'ROW-1', productCatalogId, quantity: 2 },
		},
		items: [
			{
				outcome: 'ordered',
				reference: 'ROW-1',
				orderReferenceId: 'ROW-1',
				orderId: someText,
				orderStatus: 'PENDING',
				vouchersPending: true,
				voucherNote:
					"Voucher not issued yet: use 'Get Order' later. To have the next orders wait, turn on 'Wait for Vouchers' in the options.",
				voucherDetailsList: [],
				...money,
			},
		],
		refusal: { parameters: { quantity: 11 }, message: 'Maximum quantity is 10' },
		badInput: {
			parameters: { quantity: 0.5 },
			message: "'Quantity' is not a whole number of at least 1",
		},
	};
}

export const redemption: ResourceCases = {
	authenticate,
	searchCatalog: {
		parameters: { limit: 1, filters: { category: ['Fashion', ''], brand: [], search: 'shoes' } },
		sent: {
			method: 'POST',
			path: '/api/v0/partner/search-catalog',
			query: { limit: '1', offset: '0' },
			body: { category: ['Fashion'], search: 'shoes' },
		},
		items: [
			{
				...brand,
				discount: 2,
				description: 'Shoes and bags.',
				active: true,
				enabled: true,
				aggregator: 'REWARD_STORE',
				rank: 1,
				logoUrl: someText,
			},
		],
		refusal: { message: 'Catalogue is not enabled' },
		badInput: { parameters: { limit: -1 }, message: "'Limit' is not a whole number of at least 1" },
	},
	getProduct: {
		parameters: { productCatalogId },
		sent: { method: 'GET', path: `/api/v0/partner/search-catalog/${productCatalogId}` },
		items: [
			{
				...brand,
				discount: 2,
				description: 'Shoes and bags.',
				active: true,
				enabled: true,
				expiryPeriod: 365,
				howToRedeem: someText,
				termsAndCondition: someText,
			},
		],
		refusal: { parameters: { productCatalogId: 'PCNONE' }, message: 'Product not found' },
		badInput: { parameters: { options: { body: '{' } }, message: "'Body' is not a JSON object" },
	},
	getDenominations: {
		parameters: { productCatalogId: { __rl: true, mode: 'id', value: ` ${productCatalogId} ` } },
		sent: { method: 'GET', path: `/api/v0/partner/search-config/${productCatalogId}` },
		items: [
			[fiveHundred, 500, 490],
			[hundred, 100, 98],
		].map(([productConfigId, mrp, sellRate]) => ({
			productConfigId,
			mrp,
			sellRate,
			enkashDiscount: 2,
			maxQuantity: 10,
			customAmountEnabled: false,
			...brand,
			enabled: true,
		})),
		refusal: { parameters: { productCatalogId: 'PCNONE' }, message: 'Product not found' },
		badInput: { parameters: { productCatalogId: blank }, message: "'Brand' is empty" },
	},
	getCart: {
		parameters: {},
		before: (stage) => stage.run('redemption.addToCart', putInCart),
		sent: { method: 'GET', path: '/api/v0/cart', query: { product: 'VOUCHER' } },
		items: [hundreds],
		refusal: { message: 'Cart is not available' },
		badInput: { parameters: { product: blank }, message: "'Product Type' is empty" },
	},
	addToCart: {
		parameters: putInCart,
		sent: {
			method: 'POST',
			path: '/api/v0/cart',
			query: { product: 'VOUCHER' },
			body: { productCatalogId, items: { [hundred]: { quantity: 2, description: '' } } },
		},
		items: [hundreds],
		refusal: {
			parameters: lines({ productConfigId: 'PCNONE', quantity: 1 }),
			message: 'Product config not found',
		},
		badInput: {
			parameters: lines({ productConfigId: hundred, quantity: 0 }),
			message: "'Lines' have a quantity that is not a whole number of at least 1, in line 1",
		},
	},
	updateCart: {
		parameters: {
			cartId: '2191',
			...lines({ productConfigId: fiveHundred, quantity: 1, description: 'gift' }),
		},
		before: (stage) => stage.run('redemption.addToCart', putInCart),
		sent: {
			method: 'PATCH',
			path: '/api/v0/cart',
			query: { product: 'VOUCHER' },
			body: { cartId: 2191, items: { [fiveHundred]: { quantity: 1, description: 'gift' } } },
		},
		items: [
			cartWith(
				{ totalQuantity: 3, totalAmount: 686, totalSavings: 14 },
				line(hundred, 100, 2),
				line(fiveHundred, 500, 1),
			),
		],
		refusal: { parameters: { cartId: '1' }, message: 'Cart not found' },
		badInput: {
			parameters: { cartId: '={{ "first" }}' },
			message: "'Cart Entry' is not a whole number of at least 0",
		},
	},
	createOrder: createOrder(),
	createPartnerOrder: {
		...createOrder(),
		parameters: { ...buy, options: { body: '{"remarks": "Diwali", "quantity": 2}' } },
		sent: {
			method: 'POST',
			path: '/api/v0/partner/create-order',
			body: {
				denomination: 500,
				orderReferenceId: 'ROW-1',
				productCatalogId,
				quantity: 2,
				remarks: 'Diwali',
			},
		},
		refusal: { parameters: { productCatalogId: 'PCNONE' }, message: 'Product not found' },
	},
	searchOrders: {
		parameters: {
			returnAll: true,
			filters: {
				email: '',
				brand: [brand.brand],
				amountFrom: 0,
				amountTo: 0,
				aggregatorDiscountTo: 0,
				enkashDiscountTo: 0,
				createdOnFrom: '2025-01-01T00:00:00',
			},
			options: { body: '{"direction": "DESC"}' },
		},
		before: order,
		sent: {
			method: 'POST',
			path: '/api/v0/partner/search-order',
			query: { limit: '100', offset: '0' },
			body: {
				brand: [brand.brand],
				amountFrom: 0,
				createdOnFrom: '2025-01-01T00:00:00',
				direction: 'DESC',
			},
		},
		items: [
			{
				...foundOrder,
				voucherNote: hidden,
				voucherDetailsList: [{ expiryDate: someText }, { expiryDate: someText }],
			},
		],
		refusal: { message: 'Date range is too long' },
		badInput: { parameters: { options: { body: '[1]' } }, message: "'Body' is not a JSON object" },
	},
	getOrder: {
		parameters: { orderReferenceId: 'ROW-1' },
		before: order,
		sent: { method: 'GET', path: '/api/v0/partner/fetch-order-details/ROW-1' },
		items: [{ ...foundOrder, voucherDetailsList: [voucher, voucher] }],
		refusal: { parameters: { orderReferenceId: 'ROW-2' }, message: 'Order not found' },
		badInput: { parameters: { orderReferenceId: blank }, message: "'Order' is empty" },
	},
};
