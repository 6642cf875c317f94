import { priceOf, type Product } from '../catalogue';
import { instant, isoStamp, stamp } from '../clock';
import { toAmount, toPaise } from '../money';
import { Refusal } from '../refusal';
import type { Order } from '../state';
import type { Handler, World } from '../types';
import { productOf } from './catalogue';
import { page } from './paging';

const YEAR = 365 * 24 * 60 * 60 * 1000;

interface OrderBody {
	denomination: number;
	orderReferenceId: string;
	productCatalogId: string;
	quantity: number;
}

interface Filter {
	aggregator?: string;
	aggregatorOrderId?: string;
	aggregatorProductId?: string;
	amountFrom?: number;
	amountTo?: number;
	brand?: string[];
	category?: string[];
	createdOnFrom?: string;
	createdOnTo?: string;
	direction?: string;
	ekUserId?: string;
	enkashDiscountFrom?: number;
	enkashDiscountTo?: number;
}

/** D8 and D10. */
export const createOrder: Handler = ({ body, world, operationId }) => {
	const { denomination, orderReferenceId, productCatalogId, quantity } = body as OrderBody;
	const product = productOf(world, productCatalogId);
	requireOrderable(product, denomination, quantity);
	const known = world.state.orders.some(({ reference }) => reference === orderReferenceId);
	if (known && world.settings.duplicateReferences === 'refused') {
		throw new Refusal(`Order already exists for orderReferenceId: ${orderReferenceId}`);
	}
	const at = Date.now();
	const order: Order = {
		orderId: world.state.ids.next('OR', 11),
		reference: orderReferenceId,
		at,
		readyAt: at + world.settings.fulfilmentDelay,
		product,
		quantity,
		...priceOf(toPaise(denomination), product.discount),
		vouchers: Array.from({ length: quantity }, () => ({
			cardNumber: world.state.ids.digits(16),
			pin: world.state.ids.digits(4),
			expiryDate: isoStamp(at + YEAR),
		})),
	};
	world.state.orders.push(order);
	world.ledger.push({
		at,
		kind: 'order',
		reference: orderReferenceId,
		amount: toAmount(order.sellRate * quantity),
		call: operationId,
	});
	return { payload: orderView(order) };
};

/** D11, later edition. */
export const fetchOrderDetails: Handler = ({ params, world }) => ({
	payload: orderView(orderOf(world, params.partnerOrderReferenceId)),
});

/** D11, older edition. */
export const orderDetails: Handler = ({ body, world }) => ({
	payload: orderView(orderOf(world, (body as { orderId: string }).orderId)),
});

/** D9, newest first unless the direction says ASC. */
export const searchOrders: Handler = ({ body, query, world }) => {
	const filter = body as Filter;
	const found = world.state.orders.filter((order) => passes(order, filter));
	if (filter.direction?.toUpperCase() !== 'ASC') found.reverse();
	return page(found, query, orderView);
};

function requireOrderable(product: Product, denomination: number, quantity: number): void {
	const config =
		product.configs.find(({ mrp }) => mrp === toPaise(denomination)) ??
		product.configs.find(({ customAmountEnabled }) => customAmountEnabled);
	if (!product.enabled) throw new Refusal('Product is not available');
	if (!config) throw new Refusal('Denomination is not available', 422);
	if (quantity > config.maxQuantity)
		throw new Refusal(`Maximum quantity is ${config.maxQuantity}`, 422);
}

function orderOf({ state }: World, id: string): Order {
	const order = state.orders.find(({ reference, orderId }) => reference === id || orderId === id);
	if (!order) throw new Refusal('Order not found', 404);
	return order;
}

function passes(order: Order, filter: Filter): boolean {
	const { product, at } = order;
	const amount = toAmount(order.sellRate * order.quantity);
	return (
		equals(filter.aggregator, 'REWARD_STORE') &&
		equals(filter.aggregatorOrderId, order.orderId) &&
		equals(filter.aggregatorProductId, product.productCatalogId) &&
		equals(filter.ekUserId, 'EK8IHN4B') &&
		(filter.brand?.includes(product.brand) ?? true) &&
		(filter.category?.includes(product.category) ?? true) &&
		within(amount, filter.amountFrom, filter.amountTo) &&
		within(product.discount, filter.enkashDiscountFrom, filter.enkashDiscountTo) &&
		within(at, instant(filter.createdOnFrom), instant(filter.createdOnTo))
	);
}

function equals(wanted: string | undefined, value: string): boolean {
	return wanted === undefined || wanted === value;
}

function within(value: number, from = -Infinity, to = Infinity): boolean {
	return value >= from && value <= to;
}

/** Until it is fulfilled an order is PENDING and has no vouchers, which is inferred. */
function orderView(order: Order): Record<string, unknown> {
	const { product, quantity, mrp, sellRate } = order;
	const ready = Date.now() >= order.readyAt;
	return {
		orderId: order.orderId,
		paymentStatus: 'SUCCESS',
		orderStatus: ready ? 'SUCCESS' : 'PENDING',
		totalQuantity: quantity,
		totalAmount: toAmount(mrp * quantity),
		orderAmount: toAmount(sellRate * quantity),
		paidAmount: toAmount(sellRate * quantity),
		partnerOrderReferenceId: order.reference,
		voucherDetailsList: ready ? order.vouchers : [],
		productCatalogId: product.productCatalogId,
		brand: product.brand,
		category: product.category,
		aggregator: 'REWARD_STORE',
		denomination: toAmount(mrp),
		enkashDiscount: product.discount,
		ekUserId: 'EK8IHN4B',
		createdOn: stamp(order.at),
	};
}
