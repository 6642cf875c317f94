import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { EnkashClient, type CallRequest } from '../api/client';
import type { CallId } from '../api/wire/endpoints';
import { inputError, toNodeError } from '../lib/errors';
import { isRecord, type JsonRecord } from '../lib/json';
import { isLastPage, PAGE_SIZE } from '../api/wire/pages';
import { recordsIn, type Records } from '../api/wire/records';

export type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

export interface ListSpec {
	/** The records to choose from; where EnKash pages them, those of the given page. */
	load(screen: Screen, page: IDataObject): Promise<Records>;
	entry(record: JsonRecord): INodeListSearchItems;
	/** EnKash gives the list by limit and offset. */
	paged?: true;
}

/** What a list can see while it is open: EnKash, and the fields filled in so far. */
export class Screen {
	constructor(
		private readonly context: ILoadOptionsFunctions,
		private readonly client: EnkashClient,
	) {}

	async records(call: CallId, request: CallRequest): Promise<Records> {
		const { payload } = await this.client.call(call, request);
		return recordsIn(payload);
	}

	/**
	 * A field that the list depends on, or the credential's default for it. `label` is its label.
	 * @throws EnkashError `input` where it is empty, or cannot be known before the workflow runs.
	 */
	chosen(name: string, label: string): string {
		const given = this.given(name, label);
		const value = isRecord(given) ? given.value : given;
		const text = String(value ?? '').trim() || this.client.account.defaults[name];
		if (text) return text;
		throw inputError(
			label,
			'is empty',
			`The list depends on '${label}'. Fill it in first, or enter the ID.`,
		);
	}

	private given(name: string, label: string): unknown {
		try {
			return this.context.getNodeParameter(name, '');
		} catch {
			throw inputError(
				label,
				'is an expression, whose value is known only when the workflow runs',
				`The list depends on '${label}'. Fill it in as a fixed value to open the list, or enter the ID.`,
			);
		}
	}
}

/** Entries that are enough for one opening of a list, and pages read at most to find them. */
const ENOUGH = 50;
const MAX_PAGES = 10;

/** The search behind a resource locator: by any part of what an entry shows. */
export function list(spec: ListSpec): Search {
	return async function (filter = '', paginationToken) {
		try {
			const screen = new Screen(this, await EnkashClient.create(this));
			return await search(spec, screen, filter.trim().toLowerCase(), Number(paginationToken ?? 0));
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}

async function search(
	{ load, entry, paged }: ListSpec,
	screen: Screen,
	wanted: string,
	start: number,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchItems[] = [];
	let offset = start;
	for (let pages = 1; ; pages++) {
		const page = await load(screen, { limit: PAGE_SIZE, offset });
		const entries = page.records.map(entry).filter(({ value }) => value !== '');
		results.push(
			...entries.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted)),
		);
		offset += page.records.length;
		if (!paged || isLastPage(page, PAGE_SIZE, offset)) return { results };
		if (results.length >= ENOUGH || pages === MAX_PAGES) break;
	}
	return { results, paginationToken: String(offset) };
}

/** What an entry shows: the parts that there are. */
export function entryTitle(parts: string[], otherwise: string): string {
	return parts.filter(Boolean).join(' · ') || otherwise;
}
