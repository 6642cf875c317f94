import { catalogueFilters } from '../../fields/catalogueFields';
import { inferredNotice, inferredOptions } from '../../fields/inferred';
import { corrected } from '../common/corrected';
import { operation } from '../../run/operation';
import { filters } from '../common/filters';

/** The brands one can buy vouchers of. D3; its page is not public, see api/wire/endpoints.ts. */
export const searchCatalog = operation({
	call: 'redemption.searchCatalog',
	name: 'Search Catalog',
	action: 'Search voucher catalog',
	description: 'Retrieve the brands that vouchers can be bought of',
	fields: [inferredNotice, catalogueFilters],
	options: inferredOptions,
	request: (item) => corrected(item, { body: filters(item) }),
	simplify: {
		productCatalogId: 'productCatalogId',
		brand: 'brand',
		category: 'category',
		discount: 'discount',
		description: 'description',
		active: 'active',
		enabled: 'enabled',
		aggregator: 'aggregator',
		rank: 'rank',
		logoUrl: 'images.LOGO_IMAGE',
	},
	list: true,
	pagedBy: 'productCatalogId',
});
