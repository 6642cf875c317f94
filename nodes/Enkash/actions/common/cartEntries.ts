import type { IDataObject } from 'n8n-workflow';
import { isRecord, type JsonRecord } from '../../lib/json';
import { recordsIn } from '../../api/wire/records';
import type { SimpleFields } from '../../run/output';

/** A cart as items: one for each brand, its lines as a list instead of an object by their ID (D2). */
export function cartEntries(payload: unknown): IDataObject[] {
	return recordsIn(payload).records.map(({ id, items, ...rest }) => {
		const entry = { cartId: id, ...rest, lines: linesOf(items) };
		return entry as IDataObject;
	});
}

function linesOf(items: unknown): JsonRecord[] {
	if (!isRecord(items)) return [];
	return Object.entries(items).map(([productConfigId, line]) => ({
		productConfigId,
		...(isRecord(line) ? line : { quantity: line }),
	}));
}

export const SIMPLE_CART: SimpleFields = {
	cartId: 'cartId',
	productCatalogId: 'productCatalogId',
	name: 'name',
	totalQuantity: 'totalQuantity',
	totalAmount: 'totalAmount',
	totalSavings: 'totalSavings',
	lines: 'lines',
	ekUserId: 'ekUserId',
	logoUrl: 'logoUrl',
};
