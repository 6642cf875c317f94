import { productCatalogId } from '../../fields/catalogueFields';
import { inferredNotice, inferredOptions } from '../../fields/inferred';
import { corrected } from '../common/corrected';
import { operation } from '../../run/operation';

/** One brand in full. D4; its page is not public, see api/wire/endpoints.ts. */
export const getProduct = operation({
	call: 'redemption.getProduct',
	name: 'Get Product',
	action: 'Get voucher product',
	description: 'Retrieve a brand with its terms, and how its vouchers are redeemed',
	fields: [inferredNotice, { ...productCatalogId, required: true }],
	options: inferredOptions,
	request: (item) => corrected(item, { path: { productCatalogId: item.text('productCatalogId') } }),
	simplify: {
		productCatalogId: 'productCatalogId',
		brand: 'brand',
		category: 'category',
		discount: 'discount',
		description: 'description',
		active: 'active',
		enabled: 'enabled',
		expiryPeriod: 'expiryPeriod',
		howToRedeem: 'howToRedeem',
		termsAndCondition: 'termsAndCondition',
	},
});
