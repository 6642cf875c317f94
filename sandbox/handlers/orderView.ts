import { priceOf } from '../catalogue';
import { isoStamp, stamp } from '../clock';
import { toAmount } from '../money';
import type { Behaviour } from '../settings';
import type { Order, State } from '../state';

/** Until it is fulfilled an order is PENDING and has no vouchers, which is inferred. */
export function orderView(order: Order, behaviour: Behaviour): Record<string, unknown> {
	const { product, quantity, mrp, sellRate } = order;
	const ready = Date.now() >= order.readyAt;
	return {
		orderId: order.orderId,
		paymentStatus: order.failedAs ?? 'SUCCESS',
		orderStatus: statusOf(order, behaviour, ready),
		totalQuantity: quantity,
		totalAmount: toAmount(mrp * quantity),
		orderAmount: toAmount(sellRate * quantity),
		paidAmount: order.failedAs === undefined ? toAmount(sellRate * quantity) : 0,
		partnerOrderReferenceId: order.reference,
		voucherDetailsList: ready ? vouchersShown(order, behaviour) : [],
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

function statusOf({ failedAs }: Order, behaviour: Behaviour, ready: boolean): unknown {
	if (failedAs !== undefined) return failedAs;
	if (behaviour.orderStatus !== undefined) return behaviour.orderStatus;
	if (!ready) return 'PENDING';
	return behaviour.orderVouchers === 'partly' ? 'PARTIALLY_FAILED' : 'SUCCESS';
}

function vouchersShown({ vouchers }: Order, { orderVouchers }: Behaviour): Order['vouchers'] {
	return orderVouchers === 'partly' ? vouchers.slice(0, -1) : vouchers;
}

const YEAR = 365 * 24 * 60 * 60 * 1000;

/** An order that somebody else placed, and that EnKash keeps under this id. */
export function strangersOrder(state: State, orderId: string): Order {
	const [product] = state.catalogue.values();
	const at = Date.now() - YEAR / 2;
	return {
		orderId,
		reference: `OTHER-${orderId}`,
		at,
		readyAt: at,
		product,
		quantity: 1,
		...priceOf(product.configs[0].mrp, product.discount),
		vouchers: [{ cardNumber: '9999000011112222', pin: '9876', expiryDate: isoStamp(at + YEAR) }],
	};
}
