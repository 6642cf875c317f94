import type { IDataObject } from 'n8n-workflow';
import { denominationsIn } from '../../api/answers/catalogue';
import { recordsIn } from '../../api/wire/records';
import { productCatalogId } from '../../fields/catalogueFields';
import { operation } from '../../run/operation';

/**
 * What a brand's vouchers can be worth, and what they cost. D5, docs.enkash.com/api-9796927.
 * Simplified, each denomination is an item; else the brand is one, as EnKash gives it.
 */
export const getDenominations = operation({
	call: 'redemption.getDenominations',
	name: 'Get Denominations',
	action: 'Get many voucher denominations',
	description: 'Retrieve the values that vouchers of a brand come in, and what they cost',
	fields: [{ ...productCatalogId, required: true }],
	request: (item) => ({ path: { productCatalogId: item.text('productCatalogId') } }),
	items: (payload, item) => {
		const brands = recordsIn(payload).records;
		const denominations = brands.flatMap((brand) =>
			denominationsIn(brand).map((config) => ({ ...brand, ...config })),
		);
		return (item.flag('simplify') ? denominations : brands) as IDataObject[];
	},
	simplify: {
		productConfigId: 'productConfigId',
		mrp: 'mrp',
		sellRate: 'sellRate',
		enkashDiscount: 'enkashDiscount',
		maxQuantity: 'maxQuantity',
		customAmountEnabled: 'customAmountEnabled',
		productCatalogId: 'productCatalogId',
		brand: 'brand',
		category: 'category',
		enabled: 'enabled',
	},
});
