import type { INodeProperties } from 'n8n-workflow';
import { idPattern, locator } from './locator';

export const product: INodeProperties = {
	displayName: 'Product Type',
	name: 'product',
	type: 'string',
	default: 'VOUCHER',
	required: true,
	description: 'The kind of cart. VOUCHER is the only one that EnKash documents.',
};

export const cartId: INodeProperties = {
	...locator({
		displayName: 'Cart Entry',
		name: 'cartId',
		description: 'A brand in the cart',
		search: 'searchCart',
		noun: 'a brand in the cart',
		sample: '2191',
		pattern: { regex: '^\\s*\\d+\\s*$', errorMessage: 'A cart ID is a number, such as 2191' },
		belongsTo: ['product'],
	}),
	required: true,
};

const specifyItems: INodeProperties = {
	displayName: 'Specify Lines',
	name: 'specifyItems',
	type: 'options',
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json', description: 'For lines that an expression supplies' },
	],
	default: 'fields',
	description: 'How the lines are given',
};

const itemsJson: INodeProperties = {
	displayName: 'Lines',
	name: 'itemsJson',
	type: 'json',
	default: '[]',
	placeholder: 'e.g. [{ "denomination": 500, "quantity": 1 }]',
	required: true,
	displayOptions: { show: { specifyItems: ['json'] } },
	description:
		"A list of lines. Each has a 'quantity', and either a 'denomination' (the face value) or a 'productConfigId' (the ID of the denomination).",
};

export interface CartLinesSpec {
	/** Where the denominations of a line are picked from. */
	search: string;
	/** What they belong to: a brand, or an entry of the cart. */
	belongsTo: string[];
	leastQuantity: number;
	quantityDescription: string;
}

/** What goes into the cart: a list of denominations with quantities, filled in or supplied. */
export function cartLines({
	search,
	belongsTo,
	leastQuantity,
	quantityDescription,
}: CartLinesSpec): INodeProperties[] {
	const items: INodeProperties = {
		displayName: 'Lines',
		name: 'items',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Line', sortable: true },
		placeholder: 'Add Line',
		default: { line: [{}] },
		displayOptions: { show: { specifyItems: ['fields'] } },
		description: 'Which vouchers, and how many of each',
		options: [
			{
				displayName: 'Line',
				name: 'line',
				values: [
					locator({
						displayName: 'Denomination',
						name: 'productConfigId',
						description: 'The voucher by its face value',
						search,
						noun: 'a denomination',
						sample: 'PCN751457389RC1ST',
						pattern: idPattern('The ID of a denomination', 'PCN751457389RC1ST'),
						belongsTo,
					}),
					{
						displayName: 'Quantity',
						name: 'quantity',
						type: 'number',
						typeOptions: { minValue: leastQuantity },
						default: 1,
						description: quantityDescription,
					},
					{
						displayName: 'Description',
						name: 'description',
						type: 'string',
						default: '',
						description: 'A note on the line. EnKash leaves it empty in its example.',
					},
				],
			},
		],
	};
	return [specifyItems, items, itemsJson];
}
