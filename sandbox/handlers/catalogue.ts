import { productDetailView, productView, type Product } from '../catalogue';
import { Refusal } from '../refusal';
import type { Handler, World } from '../types';
import { page } from './paging';

interface Search {
	search?: string;
	brand?: string[];
	category?: string[];
}

/** D3. */
export const searchCatalog: Handler = ({ body, query, world }) => {
	const { search = '', brand, category } = body as Search;
	const found = [...world.state.catalogue.values()].filter(
		(product) =>
			`${product.brand} ${product.description}`.toLowerCase().includes(search.toLowerCase()) &&
			(brand === undefined || brand.includes(product.brand)) &&
			(category === undefined || category.includes(product.category)),
	);
	return page(found, query, productView);
};

/** D4 and D5. */
export const getProductDetails: Handler = ({ params, world }) => ({
	payload: productDetailView(productOf(world, params.productCatalogId)),
});

export function productOf({ state }: World, productCatalogId: string): Product {
	const product = state.catalogue.get(productCatalogId);
	if (!product) throw new Refusal('Product not found', 404);
	return product;
}
