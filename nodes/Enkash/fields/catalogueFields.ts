import type { INodeProperties } from 'n8n-workflow';
import { idPattern, locator } from './locator';

/** A brand, which is what the catalogue consists of. */
export const productCatalogId: INodeProperties = locator({
	displayName: 'Brand',
	name: 'productCatalogId',
	description: 'The brand whose vouchers it is about',
	search: 'searchBrands',
	noun: 'a brand',
	sample: 'PC7324536190LULHL',
	pattern: idPattern('A brand ID', 'PC7324536190LULHL'),
});

/** Filters of the catalogue. No page shows them: brands and categories are those of the order search, the text is a guess (inferred). */
export const catalogueFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Brands',
			name: 'brand',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Brand' },
			default: [],
			placeholder: 'e.g. Amazon',
			description: 'Only these brands, by name',
		},
		{
			displayName: 'Categories',
			name: 'category',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Category' },
			default: [],
			placeholder: 'e.g. E-Commerce',
			description: 'Only brands of these categories',
		},
		{
			displayName: 'Search Text',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. groceries',
			description: 'Only brands whose name or description contains this',
		},
	],
};
