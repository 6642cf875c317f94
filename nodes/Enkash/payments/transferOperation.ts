import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Answer } from '../api/wire/envelope';
import { asIs, toEnkashError, EnkashError } from '../lib/errors';
import { groups } from '../lib/groups';
import { settleTime } from '../money/reconcile';
import type { DuplicatePolicy, Result, Transfer } from '../money/single';
import type { Item } from '../run/item';
import type { Operation, OperationText } from '../run/operation';
import { runEach, type Outcome, type RunSettings } from '../run/outcome';
import { Tally } from './tally';

/** An operation that moves value, as the screen shows it and as its items are read. */
export interface TransferSpec extends OperationText {
	/** The field that holds the reference, of the node and of a result. */
	reference: INodeProperties;
	/** Reads and checks one item. Whatever may be wrong with it has to show here, before anything is sent. */
	prepare(item: Item, shared: Shared): PreparedTransfer;
}

/** What the items of one run share. */
export interface Shared {
	/** The reference that the user gave an item, or else one derived, which is the same whenever the item is tried again. */
	reference(content: unknown): string;
	/** The way of all transfers with the same key: they are looked up together. */
	way(key: unknown, open: () => Way): Way;
}

/** How transfers are made once, such as a TransferRun. */
export interface Way {
	/** Looks references up beforehand, where EnKash has a call for it. */
	prepare?(references: string[]): Promise<void>;
	/** Why a transfer cannot be made, as far as that is known before anything is sent. */
	objection?(transfer: Transfer<Answer>): EnkashError | undefined;
	perform(transfer: Transfer<Answer>): Promise<Result<Answer>>;
}

/** One item, checked, with all that its call needs. */
export interface PreparedTransfer {
	transfer: Transfer<Answer>;
	way: Way;
	/** The items that come out. */
	present(result: Result<Answer>): IDataObject[] | Promise<IDataObject[]>;
}

/** An operation that moves value: each transfer is made once, however often the node is run. */
export function transferOperation(spec: TransferSpec): Operation {
	const { call, name, action, description, fields } = spec;
	const run = (items: Item[], settings: RunSettings) => runTransfers(spec, items, settings);
	return { call, name, action, description, fields, concurrency: 1, run };
}

/** All items are checked and looked up before the first is sent, so that a slip in one costs nothing. */
async function runTransfers(
	spec: TransferSpec,
	items: Item[],
	settings: RunSettings,
): Promise<Outcome[]> {
	const tally = new Tally(spec.reference.name, settings);
	const stops = (checked: Checked[]) => settings.stopOnError && checked.some(isFailure);
	const checked = checkAll(spec, items, tally);
	if (stops(checked)) return tally.conclude(checked.map(notBegun));
	await lookUpAll(checked);
	const open = checked.map(afterLookUp);
	if (stops(open)) return tally.conclude(open.map(notBegun));
	const outcomes = await runEach(open, settings, async (one) => {
		if (isFailure(one)) throw one;
		const result = await one.way.perform(one.transfer);
		return await shown(one, result, spec.reference.name, settings);
	});
	return tally.conclude(outcomes);
}

/**
 * Value has moved by now. A failure that is told on purpose stays one, such as an order that came to
 * nothing; whatever else goes wrong in showing the result, the item comes out as carried out.
 */
async function shown(
	{ transfer, present }: PreparedTransfer,
	result: Result<Answer>,
	referenceName: string,
	{ notes }: RunSettings,
): Promise<IDataObject[]> {
	try {
		return await present(result);
	} catch (thrown) {
		if (thrown instanceof EnkashError) throw asIs(thrown);
		notes.hint(notShown(transfer.reference, thrown));
		return [{ outcome: result.outcome, [referenceName]: transfer.reference }];
	}
}

/** @param thrown by what shapes the output, once value has moved */
export function notShown(reference: string, thrown: unknown): string {
	const { message } = toEnkashError(thrown);
	return `Reference ${reference} was carried out, but EnKash's answer cannot be shown: ${message}`;
}

/** An item that can be worked on, or why it cannot. */
type Checked = PreparedTransfer | EnkashError;

function isFailure(checked: Checked): checked is EnkashError {
	return checked instanceof EnkashError;
}

function notBegun(checked: Checked): Outcome {
	return isFailure(checked) ? { error: checked } : { records: [] };
}

function checkAll(spec: TransferSpec, items: Item[], tally: Tally): Checked[] {
	const ways = new Map<string, Way>();
	const way: Shared['way'] = (key, open) => {
		const text = JSON.stringify(key);
		const known = ways.get(text) ?? open();
		ways.set(text, known);
		return known;
	};
	return items.map((item) => {
		try {
			const reference = (content: unknown) => tally.reference(item, content);
			const prepared = spec.prepare(item, { reference, way });
			tally.note(item, prepared.transfer.reference);
			return prepared;
		} catch (error) {
			return toEnkashError(error);
		}
	});
}

async function lookUpAll(checked: Checked[]): Promise<void> {
	const prepared = checked.flatMap((one) => (isFailure(one) ? [] : [one]));
	for (const [way, members] of groups(prepared, (one) => one.way)) {
		await way.prepare?.(members.map(({ transfer }) => transfer.reference));
	}
}

function afterLookUp(checked: Checked): Checked {
	return isFailure(checked) ? checked : (checked.way.objection?.(checked.transfer) ?? checked);
}

const POLICIES: DuplicatePolicy[] = ['returnExisting', 'fail', 'send'];

/** What the options of an item say about its transfer. */
export function transferSettings(item: Item) {
	return {
		policy: item.optionChoice('onDuplicateReference', POLICIES, 'returnExisting'),
		place: item.place,
		settle: settleTime(item.timeout),
		signal: item.signal,
	};
}

/** EnKash's rule: an answer is about the reference that was sent (api-9796905). */
export function otherReference(answered: string | undefined, sent: string): string | undefined {
	if (answered === undefined || answered === sent) return undefined;
	return `EnKash answered for reference ${answered} instead`;
}
