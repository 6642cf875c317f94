import rows from './data/catalogue.json';
import { percentOf, toAmount, toPaise } from './money';

/** A brand. Its discount is a percentage. */
export interface Product {
	productCatalogId: string;
	brand: string;
	category: string;
	discount: number;
	description: string;
	enabled: boolean;
	rank: number;
	configs: ProductConfig[];
}

/** A denomination, in paise. */
export interface ProductConfig {
	productConfigId: string;
	mrp: number;
	sellRate: number;
	discount: number;
	maxQuantity: number;
	customAmountEnabled: boolean;
}

export function catalogue(): Map<string, Product> {
	return new Map(rows.map((row, index) => [row.productCatalogId, productFrom(row, index + 1)]));
}

function productFrom({ configs, ...row }: (typeof rows)[number], rank: number): Product {
	return {
		...row,
		rank,
		configs: configs.map((config) => ({
			...config,
			...priceOf(toPaise(config.mrp), row.discount),
		})),
	};
}

/** What a denomination costs: 2 percent on 500 make 490. */
export function priceOf(
	mrp: number,
	discount: number,
): Pick<ProductConfig, 'mrp' | 'sellRate' | 'discount'> {
	return { mrp, sellRate: mrp - percentOf(mrp, discount), discount };
}

export function configView(config: ProductConfig): Record<string, unknown> {
	return {
		productConfigId: config.productConfigId,
		mrp: toAmount(config.mrp),
		sellRate: toAmount(config.sellRate),
		enkashDiscount: config.discount,
		maxQuantity: config.maxQuantity,
		customAmountEnabled: config.customAmountEnabled,
	};
}

/** A brand as a search shows it. */
export function productView(product: Product): Record<string, unknown> {
	return {
		productCatalogId: product.productCatalogId,
		brand: product.brand,
		aggregator: 'REWARD_STORE',
		category: product.category,
		images: {
			BRAND_IMAGE: imageOf(product, 'brand'),
			LOGO_IMAGE: logoOf(product),
			LOGO_IMAGE_SMALL: imageOf(product, 'logo-small'),
		},
		description: product.description,
		active: true,
		enabled: product.enabled,
		rank: product.rank,
		discount: product.discount,
	};
}

/** A brand with its denominations: D5's payload. */
export function productDetailView(product: Product): Record<string, unknown> {
	return {
		...productView(product),
		configResponses: product.configs.map(configView),
		termsAndCondition: termsOf(product),
		howToRedeem: howToRedeem(product),
		expiryPeriod: 365,
		enkashImages: { LOGO_IMAGE: logoOf(product) },
	};
}

export function logoOf(product: Product): string {
	return imageOf(product, 'logo');
}

/** With HTML, as the portal's sample has it. */
export function termsOf({ brand }: Product): string {
	return `Valid for one purchase at ${brand}.<br/>Not exchangeable for cash.<br/>`;
}

export function howToRedeem({ brand }: Product): string {
	return `Show the number and the PIN at ${brand}.`;
}

function imageOf({ productCatalogId }: Product, name: string): string {
	return `https://images.example.com/${productCatalogId}/${name}.png`;
}
