import type { Search } from './list';
import { searchCards, searchUsers } from './searchCards';

/** What the resource locators of the node search in. */
export const listSearch: Record<string, Search> = { searchCards, searchUsers };
