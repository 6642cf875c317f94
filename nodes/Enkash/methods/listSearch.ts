import type { Search } from './list';
import { searchCards, searchUsers } from './searchCards';
import {
	searchBrands,
	searchCart,
	searchCartDenominations,
	searchDenominations,
	searchFaceValues,
	searchOrders,
} from './searchRedemption';

/** What the resource locators of the node search in. */
export const listSearch: Record<string, Search> = {
	searchBrands,
	searchCards,
	searchCart,
	searchCartDenominations,
	searchDenominations,
	searchFaceValues,
	searchOrders,
	searchUsers,
};
