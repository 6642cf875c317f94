import type { IDataObject } from 'n8n-workflow';
import { isList, saysNone } from '../../api/answers/transactionBooks';
import { isOfAnother, referencesOf } from '../../api/answers/transactions';
import { recordsIn } from '../../api/wire/records';
import type { JsonRecord } from '../../lib/json';
import { MADE_UP, REFERENCE_FILTERS, TRANSACTION_PATHS } from '../candidates';
import { fact, type Inquiry } from '../inquiry';
import type { Reply } from '../reply';
import { accountBody } from './hostWays';
import { ask, findRoute, type RouteTrial } from './routeTrials';
import { recordsOf, textIn } from './sampleIds';

/** The transaction list (R4): no page shows its answer, and its path is that of a sibling. */
export const transactionList = fact<RouteTrial>(
	async (inquiry) =>
		await findRoute(inquiry, 'reward.getTransactions', accountBody(inquiry), TRANSACTION_PATHS),
);

/** Asks the list by the path that was found. */
export async function askList(
	inquiry: Inquiry,
	filter: IDataObject,
	query?: IDataObject,
): Promise<Reply> {
	const { route } = await transactionList(inquiry);
	const { companyId, cardAccountId } = inquiry;
	const body = { companyId, cardAccountId, ...filter };
	return await ask(inquiry, 'reward.getTransactions', { query, body }, route);
}

/** All that the list gives of this account where no reference is asked for, and how many it says there are. */
export interface Listing {
	records: JsonRecord[];
	strangers: number;
	total?: number;
	/** Success, with something that is no list. */
	noList: boolean;
}

export const wholeList = fact<Listing>(async (inquiry) => {
	const { reply } = await transactionList(inquiry);
	return listingOf(inquiry, reply);
});

export function listingOf({ companyId, cardAccountId }: Inquiry, reply: Reply): Listing {
	const all = recordsOf(reply);
	const records = all.filter((each) => !isOfAnother(each, { companyId, cardAccountId }));
	const payload = reply.was === 'success' ? reply.answer.payload : undefined;
	return {
		records,
		strangers: all.length - records.length,
		total: recordsIn(payload).total,
		noList: reply.was === 'success' && !isList(payload),
	};
}

/** How a record shows a reference that it was paid under. */
export type Spelling = 'as it was sent' | 'in other capitals' | 'with blanks' | 'with an addition';

export function spellingOf(record: JsonRecord, reference: string): Spelling | undefined {
	const told = referencesOf(record);
	if (told.includes(reference)) return 'as it was sent';
	const plain = (text: string) => text.trim().toLowerCase();
	if (told.some((each) => each.trim() === reference)) return 'with blanks';
	if (told.some((each) => plain(each) === plain(reference))) return 'in other capitals';
	return told.some((each) => plain(each).startsWith(plain(reference)))
		? 'with an addition'
		: undefined;
}

/** What the list makes of one spelling of its filter by reference. */
export type Heed = 'reads it' | 'ignores it' | 'finds nothing by it' | 'refuses it' | 'unclear';

export interface FilterTrial {
	/** By the name of the filter, in the order in which they were tried. */
	heeds: Map<string, Heed>;
	/** How the reference that the user knows to be paid is shown, where it is. */
	spelling?: Spelling;
}

export const MANY = 'pgReferenceNumbers';

/**
 * Asks in each spelling for the reference that the user knows, or else for one that is listed. The
 * spellings that the node does not use matter only where it is understood in none of its own.
 */
export const filterTrial = fact<FilterTrial | undefined>(async (inquiry) => {
	const { knownReference } = inquiry;
	const listed = referencesIn((await wholeList(inquiry)).records);
	const samples = [knownReference, ...listed.slice(0, 2)].filter(Boolean);
	if (samples.length === 0) return undefined;
	const trial: FilterTrial = { heeds: new Map() };
	const [own, ...others] = REFERENCE_FILTERS;
	for (const name of [own, MANY, ...others]) {
		const isKnown = [...trial.heeds.values()].includes('reads it');
		if (isKnown && others.includes(name)) break;
		for (const reference of samples) {
			const { heed, spelling } = await heedOf(inquiry, name, reference, samples);
			trial.heeds.set(name, heed);
			if (reference === knownReference) trial.spelling ??= spelling;
			if (heed !== 'finds nothing by it') break;
		}
	}
	return trial;
});

function referencesIn(records: JsonRecord[]): string[] {
	const all = records.map((each) => referencesOf(each)[0]?.trim() ?? '');
	return [...new Set(all.filter(Boolean))];
}

async function heedOf(
	inquiry: Inquiry,
	name: string,
	reference: string,
	samples: string[],
): Promise<{ heed: Heed; spelling?: Spelling }> {
	const others = samples.filter((each) => each !== reference).slice(0, 1);
	const references = name === MANY ? [reference, ...others] : [reference];
	const filter = (values: string[]) => ({ [name]: name === MANY ? values : values[0] });
	const reply = await askList(inquiry, filter(references));
	if (reply.was === 'refused') {
		return { heed: saysNone(reply.error.message) ? 'finds nothing by it' : 'refuses it' };
	}
	const { records, noList } = listingOf(inquiry, reply);
	if (reply.was !== 'success' || noList) return { heed: 'unclear' };
	const carries = (record: JsonRecord) => references.some((each) => spellingOf(record, each));
	if (!records.every(carries)) return { heed: 'ignores it' };
	const shown = records.map((each) => spellingOf(each, reference)).find(Boolean);
	if (!shown) return { heed: 'finds nothing by it' };
	const inVain = listingOf(inquiry, await askList(inquiry, filter([MADE_UP])));
	return { heed: inVain.records.length > 0 ? 'ignores it' : 'reads it', spelling: shown };
}

/** When a record says it was made, as it says it; blank where it does not. */
export function timeOf(record: JsonRecord): string {
	const told = [record.txnDate, record.transactionDate, record.createdOn, record.modifiedOn];
	return told.map(textIn).find(Boolean) ?? '';
}

export type ListOrder = 'newest first' | 'oldest first' | 'in no order of time';

/** By the times that the records tell; undefined where they are too few to tell. */
export function orderOf(records: JsonRecord[]): ListOrder | undefined {
	const times = records.map(timeOf).filter(Boolean);
	if (new Set(times).size < 2) return undefined;
	const steps = times.slice(1).map((time, index) => time.localeCompare(times[index]));
	if (steps.every((step) => step <= 0)) return 'newest first';
	return steps.every((step) => step >= 0) ? 'oldest first' : 'in no order of time';
}

/** How the list is read in parts. */
export interface PageTrial {
	/** Where it heeds how many are asked for. */
	limit: 'query' | 'body' | 'nowhere' | 'unclear';
	/** Whether it then begins where it is told to. */
	offset: boolean;
}

export const pageTrial = fact<PageTrial>(async (inquiry) => {
	const { records } = await wholeList(inquiry);
	if (records.length < 2) return { limit: 'unclear', offset: false };
	for (const limit of ['query', 'body'] as const) {
		const page = async (offset: number) => {
			const part = { limit: 1, offset };
			const reply = await (limit === 'query' ? askList(inquiry, {}, part) : askList(inquiry, part));
			return recordsOf(reply);
		};
		const first = await page(0);
		if (first.length !== 1) continue;
		const second = await page(1);
		return { limit, offset: JSON.stringify(second) !== JSON.stringify(first) };
	}
	return { limit: 'nowhere', offset: false };
});
