import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Answer } from '../api/wire/envelope';
import { asIs, toEnkashError, EnkashError } from '../lib/errors';
import { groups } from '../lib/groups';
import type { DuplicatePolicy, Result, Transfer, TransferRecord } from '../money/single';
import type { Identified, Settled, TransferOutcome } from '../money/transfer';
import type { TransferSettings } from '../money/settings';
import type { Pace } from '../money/port';
import { settleTime } from '../money/waiting';
import type { Item } from '../run/item';
import type { Operation, OperationText } from '../run/operation';
import { outcomeOf, type Outcome, type RunSettings } from '../run/outcome';
import { isUnpaid, Outlays, type Outlay } from './limits';
import { Tally } from './tally';
import { assertOneSetting } from './wholeRun';

/** An operation that moves value, as the screen shows it and as its items are read. */
export interface TransferSpec extends OperationText {
	/** The field that holds the reference, of the node and of a result. */
	reference: INodeProperties;
	/** The word for each outcome, where it is not that of points. */
	outcomes?: Record<TransferOutcome, string>;
	/** Reads and checks one item. Whatever may be wrong with it has to show here, before anything is sent. */
	prepare(item: Item, shared: Shared): PreparedTransfer;
}

/** What the items of one run share. */
export interface Shared {
	/**
	 * What names a transfer: the reference that the user gave an item, or else one derived, which is
	 * the same whenever the item is tried again.
	 * @param account where the reference counts
	 * @param content what is moved
	 */
	identity(account: unknown[], content: unknown): Identity;
	/** Transfers at work at the same time. */
	concurrency: number;
	/** The way of all transfers with the same key: they are looked up together. */
	way(key: unknown, open: () => Way): Way;
}

export type Identity = Omit<Identified, 'disagreement'>;

/** How transfers are made once, such as a TransferRun. */
export interface Way {
	/** Looks them up beforehand, where EnKash has a list of them. */
	prepare(transfers: Array<Transfer<Answer>>): Promise<void>;
	/** What one has come to before anything is sent: done, impossible, or nothing yet. */
	existing(transfer: Transfer<Answer>): Settled<Answer> | undefined;
	payAll(transfers: Array<Transfer<Answer>>, pace: Pace<Transfer<Answer>, Answer>): Promise<void>;
}

/** One item, checked, with all that its call needs. */
export interface PreparedTransfer {
	transfer: Transfer<Answer>;
	way: Way;
	/** The reference that the user knows it by, where it is not the one that is sent. */
	knownAs?: string;
	/** What it pays out, which the limits count; missing where points are taken back. */
	outlay?: Outlay;
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
export async function runTransfers(
	spec: TransferSpec,
	items: Item[],
	settings: RunSettings,
): Promise<Outcome[]> {
	if (items.length > 0) assertOneSetting(items);
	const tally = new Tally(spec.reference.name, settings);
	const stops = (checked: Checked[]) => settings.stopOnError && checked.some(isFailure);
	const checked = checkAll(spec, items, tally, settings);
	if (stops(checked)) return tally.conclude(checked.map(notBegun));
	await lookUpAll(checked);
	const open = checked.map(afterLookUp);
	if (stops(open)) return tally.conclude(open.map(notBegun));
	return tally.conclude(await payWithinLimits(spec, open, settings));
}

/** What is still to be paid is counted against the limits first: all of it, or nothing is sent. */
async function payWithinLimits(
	spec: TransferSpec,
	checked: Checked[],
	settings: RunSettings,
): Promise<Outcome[]> {
	const outlays = checked.map(outlayOf);
	const counted = outlays.filter((each) => each !== undefined);
	if (counted.length === 0) return await payAll(spec, checked, settings);
	const [{ item }] = counted;
	const book = new Outlays(item);
	const refused = book.count(counted);
	if (refused) {
		const { error, at } = refused;
		if (settings.stopOnError) {
			return checked.map((one, position) => notBegun(outlays[position] === at ? error : one));
		}
		const rest = checked.map((one, position) => (outlays[position] ? error : one));
		return await payAll(spec, rest, settings);
	}
	const outcomes = await payAll(spec, checked, settings);
	const unpaid = outlays.filter((_, position) => isUnpaid(settledIn(outcomes[position])));
	book.release(unpaid.filter((each) => each !== undefined));
	return outcomes;
}

function settledIn(outcome: Outcome | undefined): object | undefined {
	return outcome && 'error' in outcome ? outcome.error : outcome;
}

/** What may be paid out now; nothing where it was paid before. */
function outlayOf(checked: Checked): Outlay | undefined {
	if (isFailure(checked) || checked.way.existing(checked.transfer)) return undefined;
	return checked.outlay;
}

/** One way after the other, and on each in the order of the items. */
async function payAll(
	spec: TransferSpec,
	checked: Checked[],
	settings: RunSettings,
): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	const positions = new Map<Transfer<Answer>, number>();
	const prepared: PreparedTransfer[] = [];
	checked.forEach((one, position) => {
		if (isFailure(one)) {
			outcomes[position] = { error: one };
			return;
		}
		positions.set(one.transfer, position);
		prepared.push(one);
	});
	let stopped = false;
	const told = async (transfer: Transfer<Answer>, settled: Settled<Answer>) => {
		const position = positions.get(transfer) ?? 0;
		const outcome = await outcomeOf(
			async () => await shown(spec, checked[position], settled, settings),
		);
		outcomes[position] = outcome;
		stopped ||= settings.stopOnError && 'error' in outcome;
		return !stopped;
	};
	for (const [way, members] of groups(prepared, (one) => one.way)) {
		if (stopped) break;
		const transfers = members.map(({ transfer }) => transfer);
		await way.payAll(transfers, { concurrency: settings.concurrency, told });
	}
	return outcomes;
}

/**
 * Value has moved where there is a result. A failure that is told on purpose stays one, such as an
 * order that came to nothing; whatever else goes wrong in showing it, the item comes out as carried out.
 */
async function shown(
	{ reference: { name }, outcomes }: TransferSpec,
	checked: Checked,
	settled: Settled<Answer>,
	{ notes }: RunSettings,
): Promise<IDataObject[]> {
	if (settled instanceof EnkashError) throw settled;
	if (isFailure(checked)) throw checked;
	try {
		return await checked.present(settled);
	} catch (thrown) {
		if (thrown instanceof EnkashError) throw asIs(thrown);
		const { transfer } = checked;
		notes.hint(notShown(transfer.reference, thrown));
		const outcome = outcomes?.[settled.outcome] ?? settled.outcome;
		return [{ outcome, reference: transfer.reference, [name]: nameOf(checked) }];
	}
}

/** @param thrown by what shapes the output, once value has moved */
export function notShown(reference: string, thrown: unknown): string {
	const { message } = toEnkashError(thrown);
	return `Reference ${reference} was carried out, but EnKash's answer cannot be shown: ${message}`;
}

function nameOf({ knownAs, transfer }: PreparedTransfer): string {
	return knownAs ?? transfer.reference;
}

/** An item that can be worked on, or why it cannot. */
type Checked = PreparedTransfer | EnkashError;

function isFailure(checked: Checked): checked is EnkashError {
	return checked instanceof EnkashError;
}

function notBegun(checked: Checked): Outcome {
	return isFailure(checked) ? { error: checked } : { records: [] };
}

function checkAll(
	spec: TransferSpec,
	items: Item[],
	tally: Tally,
	{ concurrency }: RunSettings,
): Checked[] {
	const ways = new Map<string, Way>();
	const way: Shared['way'] = (key, open) => {
		const text = JSON.stringify(key);
		const known = ways.get(text) ?? open();
		ways.set(text, known);
		return known;
	};
	return items.map((item) => {
		try {
			const identity: Shared['identity'] = (account, moved) => {
				const { reference, derived } = tally.reference(item, [account, moved]);
				const ledger = JSON.stringify(account);
				// A derived reference stands for one thing alone.
				const content = derived ? '' : JSON.stringify(moved);
				return { reference, ledger, content, occasion: item.occasion([account, moved]) };
			};
			const prepared = spec.prepare(item, { identity, way, concurrency });
			tally.note(item, nameOf(prepared));
			return prepared;
		} catch (error) {
			return toEnkashError(error);
		}
	});
}

async function lookUpAll(checked: Checked[]): Promise<void> {
	const prepared = checked.flatMap((one) => (isFailure(one) ? [] : [one]));
	for (const [way, members] of groups(prepared, (one) => one.way)) {
		await way.prepare(members.map(({ transfer }) => transfer));
	}
}

function afterLookUp(checked: Checked): Checked {
	if (isFailure(checked)) return checked;
	const existing = checked.way.existing(checked.transfer);
	return existing instanceof EnkashError ? existing : checked;
}

const POLICIES: DuplicatePolicy[] = ['returnExisting', 'fail', 'send'];

/** What the options of an item say about its transfer. */
export function transferSettings(item: Item): TransferSettings {
	return {
		policy: item.optionChoice('onDuplicateReference', POLICIES, 'returnExisting'),
		resendUnconfirmed: item.optionFlag('resendUnconfirmed', false),
		place: item.place,
		settle: settleTime(item.timeout),
		journal: item.journal,
		signal: item.signal,
	};
}

/** What an answer tells of the points is what was sent, or something else was moved. */
export function otherPoints({ loadAmount }: TransferRecord, sent: number): string | undefined {
	const told = (loadAmount ?? '') === '' ? undefined : Number(loadAmount);
	if (told === undefined || Number.isNaN(told) || told === sent) return undefined;
	return `EnKash answered with ${told} points and not ${sent}`;
}

/** EnKash's rule: an answer is about the reference that was sent (api-9796905). */
export function otherReference(answered: string | undefined, sent: string): string | undefined {
	if (answered === undefined || answered === sent) return undefined;
	return `EnKash answered for reference ${answered} instead`;
}
