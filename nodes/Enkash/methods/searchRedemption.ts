import type { JsonRecord } from '../lib/json';
import { denominationsIn } from '../api/answers/catalogue';
import { textOf } from '../input/clean';
import { list, entryTitle, type Screen } from './list';

/** The brands of the catalogue, by name or category (D3). */
export const searchBrands = list({
	paged: true,
	load: (screen, query) => screen.records('redemption.searchCatalog', { query, body: {} }),
	entry: (brand) => {
		const value = textOf(brand.productCatalogId);
		return { name: entryTitle([textOf(brand.brand), textOf(brand.category)], value), value };
	},
});

/** The denominations of the chosen brand, by their ID (D5). */
export const searchDenominations = list({
	load: denominationsOfBrand,
	entry: (config) => ({ name: priceOf(config), value: textOf(config.productConfigId) }),
});

/** The denominations of the chosen brand, by their face value (D5). */
export const searchFaceValues = list({
	load: denominationsOfBrand,
	entry: (config) => ({ name: priceOf(config), value: textOf(config.mrp) }),
});

/** The brands in the cart (D2). */
export const searchCart = list({
	load: cartRecords,
	entry: (entry) => {
		const value = textOf(entry.id);
		return {
			name: entryTitle([textOf(entry.name), `total ${textOf(entry.totalAmount)}`], value),
			value,
		};
	},
});

/** The denominations of the brand behind the chosen entry of the cart (D2). */
export const searchCartDenominations = list({
	load: async (screen) => {
		const chosen = screen.chosen('cartId', 'Cart Entry');
		const { records } = await cartRecords(screen);
		const entry = records.find(({ id }) => String(id) === chosen);
		return { records: denominationsIn(entry) };
	},
	entry: (config) => ({ name: priceOf(config), value: textOf(config.productConfigId) }),
});

/** Orders by their reference (D9). */
export const searchOrders = list({
	paged: true,
	load: (screen, query) => screen.records('redemption.searchOrders', { query, body: {} }),
	entry: (order) => {
		const text = (name: string) => textOf(order[name]);
		const value = text('partnerOrderReferenceId') || text('orderId');
		const amount = text('totalAmount') && `${text('totalQuantity')} for ${text('totalAmount')}`;
		return {
			name: entryTitle(
				[value, text('brand'), amount, text('orderStatus'), text('createdOn')],
				value,
			),
			value,
		};
	},
});

async function denominationsOfBrand(screen: Screen) {
	const productCatalogId = screen.chosen('productCatalogId', 'Brand');
	const { records } = await screen.records('redemption.getDenominations', {
		path: { productCatalogId },
	});
	return { records: records.flatMap(denominationsIn) };
}

async function cartRecords(screen: Screen) {
	const product = screen.chosen('product', 'Product Type');
	return await screen.records('redemption.getCart', { query: { product } });
}

/** "500 for 490 · 2 % discount". */
function priceOf(config: JsonRecord): string {
	const discount =
		Number(config.enkashDiscount) > 0 ? `${textOf(config.enkashDiscount)} % discount` : '';
	const custom = config.customAmountEnabled === true ? 'other values too' : '';
	return entryTitle([`${textOf(config.mrp)} for ${textOf(config.sellRate)}`, discount, custom], '');
}
