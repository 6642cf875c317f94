import { CATALOGUE_PATHS, MADE_UP, PRODUCT_PATHS } from '../candidates';
import { fact } from '../inquiry';
import type { Reply } from '../reply';
import { ask, findRoute, type RouteTrial } from './routeTrials';
import { recordsOf, textIn } from './sampleIds';

/** D3: the brands. */
export const catalogueTrial = fact<RouteTrial>(
	async (inquiry) =>
		await findRoute(
			inquiry,
			'redemption.searchCatalog',
			{ query: { limit: 10, offset: 0 }, body: {} },
			CATALOGUE_PATHS,
		),
);

/** D2: the cart of whoever the token belongs to. */
export const cart = fact<Reply>(
	async (inquiry) => await ask(inquiry, 'redemption.getCart', { query: { product: 'VOUCHER' } }),
);

/** A brand that EnKash has, from its catalogue or from the cart. */
export const someBrand = fact<string | undefined>(async (inquiry) => {
	const { reply } = await catalogueTrial(inquiry);
	const records = [...recordsOf(reply), ...recordsOf(await cart(inquiry))];
	return records.map(({ productCatalogId }) => textIn(productCatalogId)).find(Boolean);
});

/** D4: one brand in full. */
export const productTrial = fact<RouteTrial>(async (inquiry) => {
	const productCatalogId = (await someBrand(inquiry)) ?? MADE_UP;
	const request = { path: { productCatalogId } };
	return await findRoute(inquiry, 'redemption.getProduct', request, PRODUCT_PATHS);
});
