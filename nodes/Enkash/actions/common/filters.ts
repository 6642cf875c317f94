import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../run/item';

const LISTS = ['brand', 'category'];

/** Upper bounds, which n8n's editor adds as 0. */
const BOUNDS = ['amountTo', 'aggregatorDiscountTo', 'enkashDiscountTo'];

/** What was filled in of the filters. One brand, as an expression may give it, is a list of one. */
export function filters(item: Item): IDataObject {
	const filled = item.filled('filters');
	for (const name of LISTS) {
		if (typeof filled[name] === 'string') filled[name] = [filled[name]];
	}
	for (const name of BOUNDS) {
		if (filled[name] === 0) delete filled[name];
	}
	return filled;
}
