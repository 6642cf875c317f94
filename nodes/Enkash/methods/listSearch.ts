import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchCards } from './searchCards';

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** What the resource locators of the node search in. */
export const listSearch: Record<string, Search> = { searchCards };
