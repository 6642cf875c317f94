import {
	configView,
	howToRedeem,
	logoOf,
	termsOf,
	type Product,
	type ProductConfig,
} from '../catalogue';
import { toAmount } from '../money';
import { Refusal } from '../refusal';
import type { CartEntry } from '../state';
import type { Handler, Outcome, World } from '../types';
import { productOf } from './catalogue';

type Items = Record<string, { quantity: number; description?: string }>;

/** D2. */
export const getCart: Handler = ({ world }) => cartOf(world);

/** D6. That a second addition of the same denomination adds up is inferred. */
export const addToCart: Handler = ({ body, world }) => {
	const { productCatalogId, items } = body as { productCatalogId: string; items: Items };
	const product = productOf(world, productCatalogId);
	const known = world.state.cart.find((entry) => entry.product === product);
	const old = known?.quantities ?? new Map<string, number>();
	const quantities = changed(product, old, items, (before, quantity) => before + quantity);
	if (known) known.quantities = quantities;
	else world.state.cart.push({ id: world.state.nextCartId++, product, quantities });
	return cartOf(world);
};

/**
 * D7. Lines that the request does not name stay, as the portal's sample shows. That the quantity
 * replaces the old one, and that 0 removes the line, is inferred.
 */
export const updateCart: Handler = ({ body, world }) => {
	const { cartId, items } = body as { cartId: number; items: Items };
	const entry = world.state.cart.find(({ id }) => id === cartId);
	if (!entry) throw new Refusal('Cart not found', 404);
	entry.quantities = changed(
		entry.product,
		entry.quantities,
		items,
		(_before, quantity) => quantity,
	);
	return cartOf(world);
};

/** The new quantities, or a refusal that leaves the old ones alone. */
function changed(
	product: Product,
	quantities: Map<string, number>,
	items: Items,
	combine: (before: number, quantity: number) => number,
): Map<string, number> {
	const result = new Map(quantities);
	for (const [id, { quantity }] of Object.entries(items)) {
		const config = configOf(product, id);
		const next = combine(result.get(id) ?? 0, quantity);
		if (next > config.maxQuantity)
			throw new Refusal(`Maximum quantity is ${config.maxQuantity}`, 422);
		if (next > 0) result.set(id, next);
		else result.delete(id);
	}
	return result;
}

function configOf(product: Product, productConfigId: string): ProductConfig {
	const config = product.configs.find((known) => known.productConfigId === productConfigId);
	if (!config) throw new Refusal('Product config not found', 404);
	return config;
}

function cartOf({ state }: World): Outcome {
	state.cart = state.cart.filter(({ quantities }) => quantities.size > 0);
	return { payload: state.cart.map(entryView), recordsCount: state.cart.length };
}

function entryView({ id, product, quantities }: CartEntry): Record<string, unknown> {
	const lines = [...quantities].map(([configId, quantity]) =>
		lineOf(configOf(product, configId), quantity),
	);
	return {
		id,
		ekUserId: 'EK8IHN4B',
		productCatalogId: product.productCatalogId,
		name: product.brand,
		logoUrl: logoOf(product),
		items: Object.fromEntries(lines.map((line) => [line.config.productConfigId, lineView(line)])),
		totalQuantity: sum(lines, ({ quantity }) => quantity),
		totalAmount: toAmount(sum(lines, ({ total }) => total)),
		totalSavings: toAmount(sum(lines, ({ savings }) => savings)),
		termsAndCondition: termsOf(product),
		productConfigs: product.configs.map(configView),
		howToRedeem: howToRedeem(product),
	};
}

interface Line {
	config: ProductConfig;
	quantity: number;
	total: number;
	savings: number;
}

/** The portal's sample: two at 98 instead of 100 make a total of 196 and savings of 4. */
function lineOf(config: ProductConfig, quantity: number): Line {
	const { mrp, sellRate } = config;
	return { config, quantity, total: sellRate * quantity, savings: (mrp - sellRate) * quantity };
}

function lineView({ config, quantity, total, savings }: Line): Record<string, unknown> {
	return {
		productConfigId: config.productConfigId,
		mrp: toAmount(config.mrp),
		sellRate: toAmount(config.sellRate),
		enkashDiscount: config.discount,
		savings: toAmount(savings),
		quantity,
		total: toAmount(total),
	};
}

function sum(lines: Line[], of: (line: Line) => number): number {
	return lines.reduce((total, line) => total + of(line), 0);
}
