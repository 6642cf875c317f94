import { priceOf, type Product } from '../catalogue';
import { instant, isoStamp } from '../clock';
import { toAmount, toPaise } from '../money';
import { Refusal } from '../refusal';
import { rehearsalOf } from '../rehearsal';
import type { Order } from '../state';
import type { Handler, Outcome, World } from '../types';
import { productOf } from './catalogue';
import { orderView, strangersOrder } from './orderView';
import { page } from './paging';

const MINUTE = 60 * 1000;
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
export const createOrder: Handler = ({ body, world, operationId, failedAs }) => {
	const { denomination, orderReferenceId, productCatalogId, quantity } = body as OrderBody;
	const product = productOf(world, productCatalogId);
	requireOrderable(product, denomination, quantity);
	const known = world.state.orders.some(
		({ reference, failedAs: unpaid }) => reference === orderReferenceId && unpaid === undefined,
	);
	if (known && world.settings.duplicateReferences === 'refused') {
		throw new Refusal(`Order already exists for orderReferenceId: ${orderReferenceId}`);
	}
	const at = Date.now();
	const order: Order = {
		orderId: world.state.ids.next('OR', 11),
		reference: orderReferenceId,
		at,
		readyAt:
			at + (rehearsalOf({ orderReferenceId })?.status ? MINUTE : world.settings.fulfilmentDelay),
		product,
		quantity,
		...priceOf(toPaise(denomination), product.discount),
		vouchers: Array.from({ length: failedAs === undefined ? quantity : 0 }, () => ({
			cardNumber: world.state.ids.digits(16),
			pin: world.state.ids.digits(4),
			expiryDate: isoStamp(at + YEAR),
		})),
		failedAs,
	};
	world.state.orders.push(order);
	if (failedAs === undefined) {
		world.ledger.push({
			at,
			kind: 'order',
			reference: orderReferenceId,
			amount: toAmount(order.sellRate * quantity),
			call: operationId,
		});
	}
	return { payload: orderView(order, world.settings) };
};

/** D11, later edition. */
export const fetchOrderDetails: Handler = ({ params, world }) =>
	lookUp(world, params.partnerOrderReferenceId);

/** D11, older edition. */
export const orderDetails: Handler = ({ body, world }) =>
	lookUp(world, (body as { orderId: string }).orderId);

/** D9, newest first unless the direction says ASC. */
export const searchOrders: Handler = ({ body, query, world }) => {
	const filter = body as Filter;
	const from = instant(filter.createdOnFrom);
	const to = instant(filter.createdOnTo);
	const found = visible(world).filter(
		(order) => within(order.at, from, to) && passes(order, filter),
	);
	if (filter.direction?.toUpperCase() !== 'ASC') found.reverse();
	return page(found, query, (order) => orderView(order, world.settings));
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

function lookUp(world: World, id: string): Outcome {
	if (world.settings.orderLookUp === 'noPayload') return { payload: undefined };
	const order = orderOf(world, id);
	if (!order) throw new Refusal('Order not found', 404);
	return { payload: orderView(order, world.settings) };
}

function orderOf(world: World, id: string): Order | undefined {
	const orders = visible(world);
	const own = () => orders.find(({ orderId }) => orderId === id);
	const byReference = () => orders.find(({ reference }) => reference === id);
	switch (world.settings.orderLookUp) {
		case 'byReference':
			return byReference();
		case 'byOwnId':
			return own() ?? byReference() ?? strangersOrder(world.state, id);
		case 'nowhere':
			return undefined;
		default:
			return orders.find(({ reference, orderId }) => reference === id || orderId === id);
	}
}

/** The orders that look-ups know of by now. */
function visible({ state, settings }: World): Order[] {
	const newest = Date.now() - settings.listLag;
	return state.orders.filter(({ at }) => at <= newest);
}

function passes(order: Order, filter: Filter): boolean {
	const { product } = order;
	const amount = toAmount(order.sellRate * order.quantity);
	return (
		equals(filter.aggregator, 'REWARD_STORE') &&
		equals(filter.aggregatorOrderId, order.orderId) &&
		equals(filter.aggregatorProductId, product.productCatalogId) &&
		equals(filter.ekUserId, 'EK8IHN4B') &&
		(filter.brand?.includes(product.brand) ?? true) &&
		(filter.category?.includes(product.category) ?? true) &&
		within(amount, filter.amountFrom, filter.amountTo) &&
		within(product.discount, filter.enkashDiscountFrom, filter.enkashDiscountTo)
	);
}

function equals(wanted: string | undefined, value: string): boolean {
	return wanted === undefined || wanted === value;
}

function within(value: number, from?: number, to?: number): boolean {
	return (from === undefined || value >= from) && (to === undefined || value <= to);
}
