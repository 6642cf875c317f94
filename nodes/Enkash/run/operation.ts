import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { CallRequest } from '../api/client';
import { endpoints, type CallId } from '../api/wire/endpoints';
import type { Answer } from '../api/wire/envelope';
import { readPages } from '../api/wire/pages';
import { recordsIn } from '../api/wire/records';
import { optionsField } from '../fields/options';
import { limit, returnAll } from '../fields/limits';
import { simplify as simplifyField } from '../fields/simplify';
import type { Item } from './item';
import { runEach, type Outcome, type RunSettings } from './outcome';
import { toItems, simplified, type SimpleFields } from './output';

/** What an operation is known by: the EnKash call that it makes, or a name where it makes several. */
export type OperationId = CallId | 'token.checkSetup';

/** One entry of an operation dropdown. */
export interface Operation {
	/** `<resource>.<operation>`. */
	call: OperationId;
	/** Its name in the dropdown. */
	name: string;
	action: string;
	description: string;
	fields: INodeProperties[];
	/** Items at work at the same time unless the user says otherwise. */
	concurrency: number;
	/** One outcome for each item, in order; several for an item that holds several rows. */
	run(items: Item[], settings: RunSettings): Promise<Outcome[]>;
}

/** What a dropdown shows of an operation. */
export interface OperationText {
	call: CallId;
	name: string;
	action: string;
	description: string;
	fields: INodeProperties[];
	/** Whose call it is. It comes last in the form, since the credential has it mostly. */
	account?: INodeProperties[];
	/** Options beside those that every operation has. */
	options?: INodeProperties[];
}

export interface OperationSpec extends OperationText {
	/** The call made of what the user filled in. */
	request(item: Item): CallRequest | Promise<CallRequest>;
	/** Items made of the payload, where its own shape is not the answer. */
	items?(payload: unknown, item: Item): IDataObject[];
	/** Name of the value, where the payload is a scalar. */
	valueName?: string;
	/** At most ten flat fields, most useful first; gives the operation its Simplify switch. */
	simplify?: SimpleFields;
	/** The payload is a list, which gives the operation Return All and Limit. */
	list?: boolean;
	/** The list comes in pages by limit and offset; the name of what tells its records apart. */
	pagedBy?: string;
}

/** Items at work at the same time: what changes something goes one by one, so that a failure stops the others. */
function atATime(call: CallId): number {
	return 'reads' in endpoints[call] ? 5 : 1;
}

/** A call that answers each item by itself: fields to request, payload to items. */
export function operation(spec: OperationSpec): Operation {
	const { call, name, action, description, fields, account = [], options = [] } = spec;
	const concurrency = atATime(call);
	const shown = [
		...fields,
		...(spec.list ? [returnAll, limit] : []),
		...(spec.simplify ? [simplifyField] : []),
		...account,
		optionsField(options, concurrency),
	];
	const work = async (item: Item) => {
		const show = presenter(item, spec.simplify);
		const wanted = spec.list ? item.wanted() : Infinity;
		const request = await spec.request(item);
		const answer = spec.pagedBy
			? await callPages(item, call, request, { id: spec.pagedBy, wanted })
			: await item.call(call, request);
		const all = spec.items?.(answer.payload, item) ?? toItems(answer, spec.valueName);
		return show(all.slice(0, wanted), answer);
	};
	return {
		call,
		name,
		action,
		description,
		fields: shown,
		concurrency,
		run: (items, settings) => runEach(items, settings, work),
	};
}

/** All pages of a list as one answer. */
async function callPages(
	item: Item,
	call: CallId,
	request: CallRequest,
	{ id, wanted }: { id: string; wanted: number },
): Promise<Answer> {
	let answer: Answer = { code: 0, message: '', payload: [] };
	const load = async (limit: number, offset: number) => {
		answer = await item.call(call, { ...request, query: { ...request.query, limit, offset } });
		return recordsIn(answer.payload);
	};
	const payload = await readPages(load, id, wanted);
	return { ...answer, payload };
}

/**
 * Shows records as the user wants them: simplified, and with EnKash's code and message where it
 * answered. What the user wants is read at once, since an expression that fails after something was
 * moved would hide that.
 */
export function presenter(
	item: Item,
	fields?: SimpleFields,
): (records: IDataObject[], answer?: Answer) => IDataObject[] {
	const simplify = fields && item.flag('simplify');
	const envelope = item.optionFlag('includeEnvelope', false);
	return (records, answer) => {
		const shown = simplify ? records.map((record) => simplified(record, fields)) : records;
		if (!answer || !envelope) return shown;
		const { code, message } = answer;
		return shown.map((record) => ({ ...record, code, message }));
	};
}
