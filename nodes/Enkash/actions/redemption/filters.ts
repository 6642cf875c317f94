import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../item';

const LISTS = ['brand', 'category'];

/** What was filled in of the filters. One brand, as an expression may give it, is a list of one. */
export function filters(item: Item): IDataObject {
	const filled = item.filled('filters');
	for (const name of LISTS) {
		if (typeof filled[name] === 'string') filled[name] = [filled[name]];
	}
	return filled;
}
